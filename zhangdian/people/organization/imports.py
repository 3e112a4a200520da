"""Taking over the people of a store: rows of a list become people, papers and posts, set by set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import requirements, secrets, separation
from zhangdian.people.organization.models import Certificate, Person, Tenure
from zhangdian.people.organization.roles import MANAGERS, Role, department_named, role_named

COLUMNS = {
    "employee_no": ("employee_no", "工号"),
    "name": ("name_zh", "姓名"),
    "sex": ("sex_zh", "性别"),
    "post": ("post_zh", "岗位"),
    "second_post": ("second_post_zh", "兼任"),
    "department": ("department", "部门"),
    "team": ("team_zh", "班组"),
    "phone": ("phone", "手机"),
    "years": ("years_in_post", "行业年限"),
    "years_leading": ("years_leading", "管理年限"),
    "education": ("education_zh", "学历"),
    "certificates": ("certificates_zh", "证书"),
    "certificate_days": ("certificate_expires_in_days", "证书剩余天数"),
    "rest_weekday": ("rest_weekday_zh", "休息日"),
    "pin": ("kiosk_pin", "口令"),
}
"""What is read → names of its column in a list."""
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
LEADERS = {*MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR, Role.SHOWROOM_SUPERVISOR}
OUTSOURCED = {Role.WASHER, Role.GUARD}


@dataclass(frozen=True)
class StaffPaper:
    """A certificate in a row of the list."""

    kind: str
    expires_on: date | None = None


@dataclass(frozen=True)
class StaffRow:
    """One person of the list: the first post is the main one."""

    employee_no: str
    name: str
    posts: tuple[Role, ...]
    sex: str = ""
    department: str = ""
    team: str = ""
    phone: str = ""
    education: str = ""
    years_in_trade: int = 0
    years_leading: int = 0
    rest_weekday: int | None = None
    outsourced: bool = False
    certificates: tuple[StaffPaper, ...] = ()


@dataclass(frozen=True)
class ReadList:
    """A list read: the good rows with their four digits, and the others with the reason."""

    rows: list[StaffRow]
    pin_digests: list[str]
    bad: list[tuple[int, str]]
    """Line in the list and what is wrong there."""


def read_list(lines: Iterable[Mapping[str, str]], today: date) -> ReadList:
    """Read a list outside the act; a bad row says why and the others go on."""
    read = ReadList([], [], [])
    seen: set[str] = set()
    for number, line in enumerate(lines, 2):
        cells = {name: cell_of(line, columns) for name, columns in COLUMNS.items()}
        try:
            row = read_row(cells, today)
            digest = secrets.pin_digest(row.employee_no, cells["pin"]) if cells["pin"] else ""
        except (Refusal, ValueError) as error:
            read.bad.append((number, str(error)))
            continue
        if row.employee_no in seen:
            read.bad.append((number, f"工号 {row.employee_no} 在表里出现两次"))
            continue
        seen.add(row.employee_no)
        read.rows.append(row)
        read.pin_digests.append(digest)
    return read


def cell_of(line: Mapping[str, str], columns: Iterable[str]) -> str:
    return next((line[column].strip() for column in columns if line.get(column)), "")


def read_row(cells: Mapping[str, str], today: date) -> StaffRow:
    """One row, or a sentence about what is wrong with it."""
    if not (cells["employee_no"] and cells["name"]):
        raise ValueError("缺工号或姓名")
    names = [name for name in (cells["post"], cells["second_post"]) if name]
    posts = [role_named(name) for name in names]
    if unknown := [name for name, post in zip(names, posts, strict=True) if post is None]:
        raise ValueError(f"没有这个岗位：{'、'.join(unknown)}")
    found = tuple(post for post in posts if post is not None)
    if not found:
        raise ValueError("缺岗位")
    years = whole_years(cells["years"])
    return StaffRow(
        employee_no=cells["employee_no"],
        name=cells["name"],
        posts=found,
        sex=cells["sex"],
        department=department_of(cells["department"]),
        team=cells["team"],
        phone=cells["phone"],
        education=cells["education"],
        years_in_trade=years,
        years_leading=whole_years(cells["years_leading"] or (cells["years"] if found[0] in LEADERS else "")),
        rest_weekday=weekday_of(cells["rest_weekday"]),
        outsourced=found[0] in OUTSOURCED,
        certificates=papers_of(cells["certificates"], cells["certificate_days"], today),
    )


def department_of(text: str) -> str:
    if not text:
        return ""
    found = department_named(text)
    if found is None:
        raise ValueError(f"没有这个部门：{text}")
    return found.value


def whole_years(text: str) -> int:
    return int(text.split(".")[0]) if text else 0


def weekday_of(text: str) -> int | None:
    """周三 or 星期三 → 2."""
    if not text:
        return None
    last = text[-1].replace("天", "日")
    if last not in WEEKDAYS:
        raise ValueError(f"休息日看不懂：{text}")
    return WEEKDAYS.index(last)


def papers_of(kinds: str, days: str, today: date) -> tuple[StaffPaper, ...]:
    until = today + timedelta(days=int(days)) if days else None
    listed = [kind.strip() for kind in kinds.replace("；", ";").split(";") if kind.strip()]
    return tuple(StaffPaper(kind, until) for kind in listed)


# Inside the act ------------------------------------------------------------------------------------


def refuse_what_is_wrong(ctx: Act, rows: Sequence[StaffRow], pin_digests: Sequence[str]) -> None:
    """What only the database and the rows together know: numbers taken, posts that do not go together."""
    numbers = [row.employee_no for row in rows]
    wrong = [f"工号 {number} 重复" for number in {n for n in numbers if numbers.count(n) > 1}]
    # Numbers are the house's logins: also those of other stores are taken.
    taken = Person._base_manager.filter(employee_no__in=numbers).values_list("employee_no", flat=True)
    wrong += [f"工号 {number} 已经有人用" for number in taken]
    for row in rows:
        held = [separation.Holding(0, post, ctx.today, separation.FOREVER) for post in row.posts]
        wrong += [f"{row.name}：{found.rule.why}" for found in separation.conflicts(held)]
    if pin_digests and len(pin_digests) != len(rows):
        wrong.append("口令和员工对不上")
    if wrong:
        raise Refusal("；".join(sorted(wrong)[:8]) + "。请改表后再导入")


def add_people(
    ctx: Act, rows: Sequence[StaffRow], password_hash: str, pin_digests: Sequence[str]
) -> list[Person]:
    """The staff files, in the order of the rows."""
    pins = pin_digests or [""] * len(rows)
    people: list[Person] = Person.objects.add_many(
        Person(
            store_id=ctx.store_id,
            employee_no=row.employee_no,
            name=row.name,
            sex=row.sex,
            phone=row.phone,
            department=row.department,
            team=row.team,
            education=row.education,
            years_in_trade=row.years_in_trade,
            years_leading=row.years_leading,
            rest_weekday=row.rest_weekday,
            outsourced=row.outsourced,
            kiosk_pin=pin,
            password=password_hash or make_password(None),
            employed_from=ctx.today,
            acted_at=ctx.now,
        )
        for row, pin in zip(rows, pins, strict=True)
    )
    return people


def add_certificates(rows: Sequence[StaffRow], people: Sequence[Person]) -> None:
    Certificate.objects.add_many(
        Certificate(person=person, kind=paper.kind, expires_on=paper.expires_on)
        for row, person in zip(rows, people, strict=True)
        for paper in row.certificates
    )


def add_tenures(
    ctx: Act, rows: Sequence[StaffRow], people: Sequence[Person], exceptions_until: date | None
) -> None:
    """The posts; who lacks what his post asks has it as an exception, or is named in a refusal."""
    asked = requirements.requirements_on(ctx, ctx.today)
    tenures, refused = [], []
    for row, person in zip(rows, people, strict=True):
        held = {p.kind for p in row.certificates if p.expires_on is None or p.expires_on >= ctx.today}
        for post in row.posts:
            tenure = Tenure(person=person, store_id=ctx.store_id, role=post, since=ctx.today)
            wanted = asked.get(post)
            if wanted and (lacking := requirements.lacks(wanted, person, held)):
                refused.append(f"{row.name}任{post.label}：{'，'.join(lacking)}")
                tenure.exception_until = exceptions_until
                tenure.exception_reason = f"接管时{'，'.join(lacking)}"[:200]
            tenures.append(tenure)
    if refused and exceptions_until is None:
        raise Refusal("；".join(refused[:8]) + "。请先去掉这几行，单独任职并请总经理签例外")
    Tenure.objects.add_many(tenures)
