"""The people of a store as a list: who, in which posts, with which papers; first passwords come back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO, Any, Final

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.imports import Paper
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.foundation.ui.writing import WEEKDAYS
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet
from zhangdian.people.organization import secrets
from zhangdian.people.organization.imports import StaffPaper, StaffRow
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import MANAGERS, Role, department_named, role_named
from zhangdian.people.organization.staff.actions import import_staff

FIELDS: Final = (
    Field("employee_no", "工号", ("员工编号", "employee_no"), required=True),
    Field("name", "姓名", ("员工姓名", "name_zh"), required=True),
    Field("sex", "性别", ("sex_zh",)),
    Field("post", "岗位", ("职务", "post_zh"), required=True),
    Field("second_post", "兼任", ("兼职岗位", "second_post_zh")),
    Field("department", "部门", ("department",)),
    Field("team", "班组", ("team_zh",)),
    Field("phone", "手机", ("手机号", "电话", "联系电话", "phone")),
    Field("years", "行业年限", ("从业年限", "years_in_post")),
    Field("years_leading", "管理年限", ("years_leading",)),
    Field("education", "学历", ("education_zh",)),
    Field("certificates", "证书", ("资格证书", "certificates_zh")),
    Field("certificate_until", "证书到期", ("证书有效期至",)),
    Field("certificate_days", "证书剩余天数", ("certificate_expires_in_days",)),
    Field("rest_weekday", "休息日", ("rest_weekday_zh",)),
    Field("pin", "口令", ("四位口令", "kiosk_pin")),
)
LEADERS = {*MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR, Role.SHOWROOM_SUPERVISOR}
OUTSOURCED = {Role.WASHER, Role.GUARD}


@dataclass(frozen=True)
class Entrant:
    """One person of the list, what is kept of his four digits, and the password with which he begins."""

    row: StaffRow
    pin_digest: str = ""
    password: str = field(default_factory=secrets.one_time_password)


def read_person(cells: Cells) -> Entrant:
    number, posts = cells.needed("employee_no"), posts_of(cells)
    years = int(cells.number("years") or 0)
    leading = cells.number("years_leading")
    row = StaffRow(
        employee_no=number,
        name=cells.needed("name"),
        posts=posts,
        sex=cells.text("sex"),
        department=department_of(cells.text("department")),
        team=cells.text("team"),
        phone=cells.text("phone"),
        education=cells.text("education"),
        years_in_trade=years,
        years_leading=(years if posts[0] in LEADERS else 0) if leading is None else int(leading),
        rest_weekday=weekday_of(cells.text("rest_weekday")),
        outsourced=posts[0] in OUTSOURCED,
        certificates=papers_of(cells),
    )
    pin = cells.text("pin")
    return Entrant(row, secrets.pin_digest(number, pin) if pin else "")


def posts_of(cells: Cells) -> tuple[Role, ...]:
    """The main post first."""
    names = [cells.needed("post"), *filter(None, [cells.text("second_post")])]
    found = {name: role_named(name) for name in names}
    if unknown := [name for name, post in found.items() if post is None]:
        raise ValueError(f"没有这个岗位：{'、'.join(unknown)}")
    return tuple(post for post in found.values() if post is not None)


def department_of(text: str) -> str:
    found = department_named(text) if text else None
    if text and found is None:
        raise ValueError(f"没有这个部门：{text}")
    return found.value if found else ""


def weekday_of(text: str) -> int | None:
    """周三 or 星期三 → 2."""
    if not text:
        return None
    last = text[-1].replace("天", "日")
    if last not in WEEKDAYS:
        raise ValueError(f"休息日看不懂：{text}")
    return WEEKDAYS.index(last)


def papers_of(cells: Cells) -> tuple[StaffPaper, ...]:
    until, days = cells.day("certificate_until"), cells.whole("certificate_days")
    if until is None and days is not None:
        until = today() + timedelta(days=days)
    kinds = [kind.strip() for kind in cells.text("certificates").replace("；", ";").split(";")]
    return tuple(StaffPaper(kind, until) for kind in kinds if kind)


def today() -> date:
    return clock.day(clock.now())


def take_person(ctx: Any, entrants: Sequence[Entrant], token: str) -> None:
    """One by one: who lacks what his post asks is refused, and the others come in."""
    digests = [each.pin_digest for each in entrants]
    import_staff(
        ctx,
        rows=[each.row for each in entrants],
        pin_digests=digests if any(digests) else [],
        one_time_hashes=[secrets.hashed(each.password) for each in entrants],
        token=token,
    )


def first_passwords(ctx: Any, entrants: Sequence[Entrant]) -> tuple[Paper, ...]:
    """What to hand over to everybody who came in now; whoever was here before keeps his own."""
    begin = {each.row.employee_no: each for each in entrants}
    people = Person.objects.of(ctx).filter(employee_no__in=begin).order_by("employee_no")
    given = [
        (person.employee_no, person.name, begin[person.employee_no].password)
        for person in people
        if person.must_change_password and secrets.is_password_of(person, begin[person.employee_no].password)
    ]
    columns = [Column(heading, ColumnKind.TEXT, 20) for heading in ("工号", "姓名", "初始密码(首次登录须改)")]

    def write(stream: IO[bytes]) -> int:
        return write_sheet(stream, "初始密码", columns, given)

    return (Paper("初始密码", write),) if given else ()


STAFF: Final = PlainLedger("staff", "员工", FIELDS, read_person, take_person, chunk=1, papers=first_passwords)
