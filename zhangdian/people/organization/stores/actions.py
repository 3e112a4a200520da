"""What is done with a store: it opens, joins a group, and sets its rules, rates, limits and requirements."""

from datetime import date
from decimal import Decimal

from django.apps import apps

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import RuleWeight, Weight
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import limits, requirements
from zhangdian.people.organization.models import AuthorityLimit, Group, PostRequirement, Store, StoreRate
from zhangdian.people.organization.roles import STAFF_OFFICE, Role


def own_store(ctx: Act) -> Store:
    """The store whose rules are set, locked: two who set the same one wait for one another."""
    store: Store = Store.objects.of(ctx).lock().here(ctx.store_id)
    return store


@action("开店", opens=Store, by_clock=True)
def found_store(
    ctx: Act,
    *,
    code: str,
    name: str,
    legal_name: str,
    manufacturer: str,
    parts_company: str = "",
    service_department: str = "",
    city: str = "",
    phone: str = "",
    complaint_phone: str = "",
    rescue_phone: str = "",
) -> Store:
    """A store opens its books, with the house's requirements of posts and limits of authority."""
    store = Store(
        code=code,
        name=name,
        legal_name=legal_name,
        manufacturer=manufacturer,
        parts_company=parts_company,
        service_department=service_department,
        city=city,
        phone=phone,
        complaint_phone=complaint_phone,
        rescue_phone=rescue_phone,
        acted_at=ctx.now,
    )
    store.save()
    PostRequirement.objects.add_many(requirements.house_requirements(store, ctx.today))
    AuthorityLimit.objects.add_many(limits.house_limits(store, ctx.today))
    return store


@action("立集团", opens=Group, by=[Role.CHIEF_EXECUTIVE], by_clock=True)
def found_group(ctx: Act, *, name: str, agreement: str = "", shares_customers: bool = False) -> Group:
    """Stores of one owner; they share customers only with a written agreement (PIPL §20)."""
    group = Group(name=name, agreement=agreement.strip(), shares_customers=shares_customers)
    group.save()
    return group


@action("加入集团", by=[Role.CHIEF_EXECUTIVE], by_clock=True)
def join_group(ctx: Act, *, group: Group) -> None:
    """The store joins; from here its customers are the group's where the group shares them."""
    store = own_store(ctx)
    store.group = group
    ctx.touch(store)


@action("改门店资料", by=STAFF_OFFICE)
def change_store_details(
    ctx: Act,
    *,
    name: str | None = None,
    phone: str | None = None,
    complaint_phone: str | None = None,
    rescue_phone: str | None = None,
    city: str | None = None,
) -> None:
    """What stands on every paper of the store; what is not given stays."""
    store = own_store(ctx)
    given = {
        "name": name,
        "phone": phone,
        "complaint_phone": complaint_phone,
        "rescue_phone": rescue_phone,
        "city": city,
    }
    for field, value in given.items():
        if value is not None:
            setattr(store, field, value.strip())
    ctx.touch(store)


@action("定规则分量", by=[Role.GENERAL_MANAGER], by_clock=True)
def set_rule_weight(ctx: Act, *, rule: str, weight: Weight) -> None:
    """How hard a gate or question weighs in this store: it refuses, asks, or only notes."""
    room, _, key = rule.partition(".")
    if rule not in GATES and not (key and room in apps.app_configs):
        raise Refusal(f"没有“{rule}”这条规则：请从规则清单里选")
    if rule in GATES and GATES[rule].fixed:
        raise Refusal(f"“{GATES[rule].label}”是钱和签字的根本，不能放宽")
    own_store(ctx)
    found = RuleWeight.objects.of(ctx).filter(rule=rule).first()
    row = found or RuleWeight(store_id=ctx.store_id, rule=rule)
    row.weight = weight
    row.save()


@action("定费率", by=[Role.GENERAL_MANAGER, Role.SERVICE_MANAGER, Role.FINANCE_MANAGER], by_clock=True)
def set_store_rate(ctx: Act, *, key: str, value: Decimal, unit: str = "", since: date | None = None) -> None:
    """A rate of the store from a day on; what was made before keeps its own."""
    since = not_before_today(ctx, since)
    if value < 0:
        raise Refusal("费率不能是负数")
    own_store(ctx)
    found = StoreRate.objects.of(ctx).filter(key=key, since=since).first()
    row = found or StoreRate(store_id=ctx.store_id, key=key, since=since)
    row.value, row.unit = value, unit
    row.save()


@action("定权限额度", by=[Role.GENERAL_MANAGER], by_clock=True)
def set_authority_limit(
    ctx: Act,
    *,
    role: Role,
    labour_percent: Decimal,
    parts_percent: Decimal,
    order_discount: Decimal,
    goodwill: Decimal,
    refund: Decimal,
    vehicle_discount: Decimal,
    write_off: Decimal,
    monthly_budget: Decimal,
    since: date | None = None,
) -> None:
    """How far a post may go alone, from a day on."""
    given = (
        labour_percent,
        parts_percent,
        order_discount,
        goodwill,
        refund,
        vehicle_discount,
        write_off,
        monthly_budget,
    )
    since = not_before_today(ctx, since)
    own_store(ctx)
    found = AuthorityLimit.objects.of(ctx).filter(role=role, since=since).first()
    row = found or AuthorityLimit(store_id=ctx.store_id, role=role, since=since)
    for name, value in zip(limits.COLUMNS, given, strict=True):
        setattr(row, name, value)
    row.save()


@action("定岗位要求", by=[Role.GENERAL_MANAGER], by_clock=True)
def set_post_requirement(
    ctx: Act,
    *,
    role: Role,
    education: PostRequirement.Education = PostRequirement.Education.ANY,
    years_in_trade: int = 0,
    years_leading: int = 0,
    certificates: str = "",
    since: date | None = None,
) -> None:
    """What a post asks from a day on; who holds it already keeps it."""
    since = not_before_today(ctx, since)
    own_store(ctx)
    found = PostRequirement.objects.of(ctx).filter(role=role, since=since).first()
    row = found or PostRequirement(store_id=ctx.store_id, role=role, since=since)
    row.education, row.certificates = education, certificates
    row.years_in_trade, row.years_leading = years_in_trade, years_leading
    row.save()


def not_before_today(ctx: Act, since: date | None) -> date:
    if since is not None and since < ctx.today:
        raise Refusal("生效日要从今天起：过去的已经按旧的办了")
    return since or ctx.today
