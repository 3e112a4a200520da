"""Taking over the people of a store: rows of a list become people, papers and posts, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import requirements, secrets, separation
from zhangdian.people.organization.models import Certificate, Person, Tenure
from zhangdian.people.organization.roles import Role


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
class Passwords:
    """Hashes: one for all, or one for each to be changed at the first login; without any nobody comes in."""

    of_all: str = ""
    one_time: Sequence[str] = ()


# Inside the act ------------------------------------------------------------------------------------


def refuse_what_is_wrong(
    ctx: Act, rows: Sequence[StaffRow], pin_digests: Sequence[str], one_time_hashes: Sequence[str]
) -> None:
    """What only the database and the rows together know: numbers taken, posts that do not go together."""
    numbers = [row.employee_no for row in rows]
    wrong = [f"工号 {number} 重复" for number in {n for n in numbers if numbers.count(n) > 1}]
    # Numbers are the house's logins: also those of other stores are taken.
    taken = Person._base_manager.filter(employee_no__in=numbers).values_list("employee_no", flat=True)
    wrong += [f"工号 {number} 已经有人用" for number in taken]
    for row in rows:
        held = [separation.Holding(0, post, ctx.today, separation.FOREVER) for post in row.posts]
        wrong += [f"{row.name}：{found.rule.why}" for found in separation.conflicts(held)]
    if any(each and len(each) != len(rows) for each in (pin_digests, one_time_hashes)):
        wrong.append("口令或密码和员工对不上")
    if wrong:
        raise Refusal("；".join(sorted(wrong)[:8]) + "。请改表后再导入")


def add_people(
    ctx: Act, rows: Sequence[StaffRow], passwords: Passwords, pin_digests: Sequence[str]
) -> list[Person]:
    """The staff files, in the order of the rows."""
    pins = pin_digests or [""] * len(rows)
    hashes = passwords.one_time or [passwords.of_all or make_password(None)] * len(rows)
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
            password=password,
            must_change_password=bool(passwords.one_time),
            one_time_until=ctx.now + secrets.ONE_TIME_FOR if passwords.one_time else None,
            employed_from=ctx.today,
            acted_at=ctx.now,
        )
        for row, pin, password in zip(rows, pins, hashes, strict=True)
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
