"""The people our tests and the simulator play with: a small store with one named person per post."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.staff.actions import appoint, employ_person, record_certificate
from zhangdian.people.organization.stores.actions import found_store

OPENING = datetime(2026, 11, 23, 8, 0, tzinfo=clock.CHINA)
"""Monday, when the shop of the tests opens its gate."""


class Somebody:
    """A named person of the shop, as a context of this very moment."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, shop: Any, owner: type) -> Context:
        return Context(*shop.people[self.name])


@dataclass
class Shop:
    """The store that tests play in: each attribute named for a post is a fresh `Context` of that person."""

    store_id: int
    people: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Name → store and person."""

    general_manager = Somebody()
    deputy_general_manager = Somebody()
    chief_executive = Somebody()
    marketing_manager = Somebody()
    marketing_specialist = Somebody()
    office_director = Somebody()
    administration_clerk = Somebody()
    finance_manager = Somebody()
    accountant = Somebody()
    sales_cashier = Somebody()
    sales_manager = Somebody()
    showroom_supervisor = Somebody()
    sales_consultant = Somebody()
    internet_sales = Somebody()
    sales_clerk = Somebody()
    registration_clerk = Somebody()
    pdi_specialist = Somebody()
    showroom_host = Somebody()
    used_car_appraiser = Somebody()
    accessories_supervisor = Somebody()
    accessories_fitter = Somebody()
    fi_manager = Somebody()
    finance_specialist = Somebody()
    new_car_insurance = Somebody()
    renewal_clerk = Somebody()
    claims_adjuster = Somebody()
    insurance_clerk = Somebody()
    service_manager = Somebody()
    front_desk_supervisor = Somebody()
    service_advisor = Somebody()
    second_advisor = Somebody()
    warranty_clerk = Somebody()
    cashier = Somebody()
    second_cashier = Somebody()
    lounge_host = Somebody()
    guide = Somebody()
    driver = Somebody()
    workshop_supervisor = Somebody()
    technical_director = Somebody()
    quality_inspector = Somebody()
    team_leader = Somebody()
    second_leader = Somebody()
    technician = Somebody()
    second_technician = Somebody()
    """Holds the paper for high voltage; `technician` does not."""
    apprentice = Somebody()
    tool_keeper = Somebody()
    washer = Somebody()
    parts_manager = Somebody()
    parts_planner = Somebody()
    storekeeper = Somebody()
    second_storekeeper = Somebody()
    customer_relations_manager = Somebody()
    aftersales_care = Somebody()
    customer_care = Somebody()
    guard = Somebody()
    internal_trainer = Somebody()
    information_consultant = Somebody()
    rescue_technician = Somebody()
    other_store_advisor = Somebody()
    """Works in another store: whatever is of `store` does not exist for him."""
    other_store_manager = Somebody()

    @property
    def store(self) -> Store:
        return Store.objects.get(pk=self.store_id)

    @property
    def other_store(self) -> Store:
        return Store.objects.get(pk=self.people["other_store_advisor"][0])

    @property
    def clock(self) -> Context:
        """The clock acting in the store."""
        return Context(self.store_id, kind=ActorKind.CLOCK)

    def person(self, who: Context | str) -> Person:
        """The staff file of somebody, by his context or by the name of his attribute."""
        pk = self.people[who][1] if isinstance(who, str) else who.person_id or 0
        found: Person = Person.objects.get(pk=pk)
        return found

    def context_of(self, person: Person) -> Context:
        """Somebody who was employed during the test, as a context of this very moment."""
        return Context(person.store_id, person.pk)

    def in_role(self, role: str) -> Context:
        """Somebody who holds this post in the store."""
        return Context(*self.people[HOLDERS[role]])

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> date:
        return clock.day(clock.now())

    def later(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> datetime:
        """Let time pass; tells the new instant."""
        return self.at(clock.now() + timedelta(days=days, hours=hours, minutes=minutes))

    def at(self, when: datetime | str) -> datetime:
        """Move the house's clock to an instant, or to an hour of the day (`"13:30"`)."""
        if isinstance(when, str):
            when = clock.instant(self.today, datetime.strptime(when, "%H:%M").replace(tzinfo=UTC).time())
        clock.set_to(when)
        return when


@dataclass(frozen=True)
class Part:
    """One part in the play: whom an attribute of the shop names, and what his post asks of him."""

    attribute: str
    role: Role
    name: str
    team: str = ""
    certificates: tuple[str, ...] = ()
    rest_weekday: int = 6


YEARLY = "厂家岗位认证"
CAST = (
    Part("general_manager", Role.GENERAL_MANAGER, "孙知行", rest_weekday=5),
    Part("deputy_general_manager", Role.DEPUTY_GENERAL_MANAGER, "薛远航"),
    Part("chief_executive", Role.CHIEF_EXECUTIVE, "陶思远"),
    Part("marketing_manager", Role.MARKETING_MANAGER, "邱文博"),
    Part("marketing_specialist", Role.MARKETING_SPECIALIST, "马嘉诚"),
    Part("office_director", Role.OFFICE_DIRECTOR, "程念慈"),
    Part("administration_clerk", Role.ADMINISTRATION_CLERK, "周清荷"),
    Part("finance_manager", Role.FINANCE_MANAGER, "郭欣然"),
    Part("accountant", Role.ACCOUNTANT, "金婉清"),
    Part("sales_cashier", Role.SALES_CASHIER, "傅芷若", rest_weekday=2),
    Part("sales_manager", Role.SALES_MANAGER, "马守信", rest_weekday=1),
    Part("showroom_supervisor", Role.SHOWROOM_SUPERVISOR, "朱慕晴", rest_weekday=2),
    Part("sales_consultant", Role.SALES_CONSULTANT, "廖丽娟", rest_weekday=3),
    Part("internet_sales", Role.INTERNET_SALES, "江启航", rest_weekday=3),
    Part("sales_clerk", Role.SALES_CLERK, "徐诗雨"),
    Part("registration_clerk", Role.REGISTRATION_CLERK, "汤雨晴"),
    Part("pdi_specialist", Role.PDI_SPECIALIST, "石自强", rest_weekday=3),
    Part("showroom_host", Role.SHOWROOM_HOST, "吕秋月", rest_weekday=1),
    Part("used_car_appraiser", Role.USED_CAR_APPRAISER, "宋思源", rest_weekday=1),
    Part("accessories_supervisor", Role.ACCESSORIES_SUPERVISOR, "林嘉诚"),
    Part("accessories_fitter", Role.ACCESSORIES_FITTER, "邓云帆", rest_weekday=5),
    Part("fi_manager", Role.FI_MANAGER, "陈守信", rest_weekday=1),
    Part("finance_specialist", Role.FINANCE_SPECIALIST, "贾春梅", rest_weekday=4),
    Part("new_car_insurance", Role.NEW_CAR_INSURANCE, "蒋春梅", "", ("保险出单",), 5),
    Part("renewal_clerk", Role.RENEWAL_SPECIALIST, "贾思琪", "", ("保险出单",), 2),
    Part("claims_adjuster", Role.CLAIMS_ADJUSTER, "卢宇航", rest_weekday=5),
    Part("insurance_clerk", Role.INSURANCE_CLERK, "吕清荷"),
    Part("service_manager", Role.SERVICE_MANAGER, "田长青", "", ("售后管理岗位认证",), 4),
    Part("front_desk_supervisor", Role.FRONT_DESK_SUPERVISOR, "崔慕晴", "", ("售后管理岗位认证",), 3),
    Part("service_advisor", Role.SERVICE_ADVISOR, "林承志", rest_weekday=1),
    Part("second_advisor", Role.SERVICE_ADVISOR, "萧玉洁", rest_weekday=2),
    Part("warranty_clerk", Role.WARRANTY_CLERK, "侯子豪"),
    Part("cashier", Role.CASHIER, "田芷若", rest_weekday=3),
    Part("second_cashier", Role.CASHIER, "郝欣然", rest_weekday=1),
    Part("lounge_host", Role.LOUNGE_HOST, "高雨晴", rest_weekday=2),
    Part("guide", Role.GUIDE, "易梦瑶", rest_weekday=3),
    Part("driver", Role.DRIVER, "姚书恒", "", ("驾驶证",), 5),
    Part("workshop_supervisor", Role.WORKSHOP_SUPERVISOR, "彭启航", rest_weekday=1),
    Part("technical_director", Role.TECHNICAL_DIRECTOR, "孔宇航", "", ("汽车维修技师二级", YEARLY)),
    Part("quality_inspector", Role.QUALITY_INSPECTOR, "万庆丰", "", ("质量检验员", YEARLY)),
    Part("team_leader", Role.TEAM_LEADER, "易家乐", "机电一组", ("汽车维修工三级",), 2),
    Part("second_leader", Role.TEAM_LEADER, "胡安邦", "机电二组", ("汽车维修工三级",), 1),
    Part("technician", Role.TECHNICIAN, "汪承志", "机电一组", ("汽车维修工四级",), 1),
    Part(
        "second_technician",
        Role.TECHNICIAN,
        "孔云帆",
        "机电二组",
        ("汽车维修工四级", "低压电工作业(高压作业资格)", "举升机操作", "驾驶证"),
        1,
    ),
    Part("apprentice", Role.APPRENTICE, "史振宇", "机电一组", rest_weekday=5),
    Part("tool_keeper", Role.TOOL_KEEPER, "廖清荷", rest_weekday=3),
    Part("washer", Role.WASHER, "周少峰"),
    Part("parts_manager", Role.PARTS_MANAGER, "董书瑶", "", ("厂家配件年度考核",)),
    Part("parts_planner", Role.PARTS_PLANNER, "阎诗雨"),
    Part("storekeeper", Role.STOREKEEPER, "邵春梅", rest_weekday=5),
    Part("second_storekeeper", Role.STOREKEEPER, "邓永康", rest_weekday=2),
    Part("customer_relations_manager", Role.CUSTOMER_RELATIONS_MANAGER, "郭建成", "", (YEARLY,)),
    Part("aftersales_care", Role.AFTERSALES_CARE, "陆玉洁"),
    Part("customer_care", Role.CUSTOMER_CARE, "郑念慈", rest_weekday=1),
    Part("guard", Role.GUARD, "武志远", rest_weekday=3),
    Part("internal_trainer", Role.INTERNAL_TRAINER, "章明远"),
    Part("information_consultant", Role.INFORMATION_CONSULTANT, "许知夏"),
    Part("rescue_technician", Role.RESCUE_TECHNICIAN, "顾明轩", "", ("驾驶证",), 2),
)
ELSEWHERE = (
    Part("other_store_advisor", Role.SERVICE_ADVISOR, "裴远舟"),
    Part("other_store_manager", Role.GENERAL_MANAGER, "阮清秋"),
)
HOLDERS = {part.role.value: part.attribute for part in reversed(CAST)}
"""Post → attribute of the first who holds it."""

WORKSHOP = {
    Role.WORKSHOP_SUPERVISOR,
    Role.TECHNICAL_DIRECTOR,
    Role.QUALITY_INSPECTOR,
    Role.TEAM_LEADER,
    Role.TECHNICIAN,
    Role.APPRENTICE,
    Role.TOOL_KEEPER,
    Role.WASHER,
}
FRONT_DESK = {
    Role.SERVICE_MANAGER,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_ADVISOR,
    Role.WARRANTY_CLERK,
    Role.CASHIER,
    Role.LOUNGE_HOST,
    Role.GUIDE,
    Role.DRIVER,
}
DEPARTMENTS = {
    Department.WORKSHOP: WORKSHOP,
    Department.SERVICE: FRONT_DESK,
    Department.PARTS: {Role.PARTS_MANAGER, Role.PARTS_PLANNER, Role.STOREKEEPER},
    Department.CARE: {Role.CUSTOMER_RELATIONS_MANAGER, Role.AFTERSALES_CARE, Role.CUSTOMER_CARE},
    Department.FINANCE_INSURANCE: {
        Role.FI_MANAGER,
        Role.FINANCE_SPECIALIST,
        Role.NEW_CAR_INSURANCE,
        Role.RENEWAL_SPECIALIST,
        Role.CLAIMS_ADJUSTER,
        Role.INSURANCE_CLERK,
    },
}


def open_shop() -> Shop:
    """Found the store of the tests and a second one, on a Monday at eight; the clock stays there."""
    clock.set_to(OPENING)
    store = found("01", "云栎望澜店", "望澜云栎汽车销售服务有限公司")
    other = found("02", "云栎江岸店", "江岸云栎汽车销售服务有限公司")
    shop = Shop(store.pk)
    for number, part in enumerate(CAST, 1):
        shop.people[part.attribute] = store.pk, take_on(store, f"T{number:03}", part)
    for number, part in enumerate(ELSEWHERE, 901):
        shop.people[part.attribute] = other.pk, take_on(other, f"T{number:03}", part)
    return shop


def found(code: str, name: str, legal_name: str) -> Store:
    store: Store = found_store(
        Context(0, kind=ActorKind.CLOCK),
        code=code,
        name=name,
        legal_name=legal_name,
        manufacturer="云栎汽车",
        parts_company="云栎备件",
        service_department="云栎汽车服务部",
        city="望澜市",
        phone="0000-00001200",
        complaint_phone="0000-00001202",
        rescue_phone="0000-00001201",
    ).subject
    return store


def take_on(store: Store, employee_no: str, part: Part) -> int:
    """Employ, give the papers, appoint; tells the person's key."""
    by_clock = Context(store.pk, kind=ActorKind.CLOCK)
    person = employ_person(
        by_clock,
        employee_no=employee_no,
        name=part.name,
        phone=f"161{int(employee_no[1:]):08}",
        service_phone=f"0000-0000{1300 + int(employee_no[1:])}" if part.role is Role.SERVICE_ADVISOR else "",
        department=department_of(part.role),
        team=part.team,
        education="本科",
        years_in_trade=0 if part.role is Role.APPRENTICE else 6,
        years_leading=3,
        rest_weekday=part.rest_weekday,
        outsourced=part.role in (Role.WASHER, Role.GUARD),
    ).subject
    for kind in part.certificates:
        record_certificate(by_clock, person, kind=kind, expires_on=date(2027, 10, 31))
    appoint(by_clock, person, role=part.role)
    return int(person.pk)


def department_of(role: Role) -> str:
    """Department of a post, of those that have work of their own here; the rest sit in the office."""
    return next((each for each, posts in DEPARTMENTS.items() if role in posts), Department.OFFICE).value
