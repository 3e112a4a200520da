"""What is done with stores and staff: founding, employing, appointing, standing in, leaving, certificates."""

from datetime import date, timedelta

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.organization import limits, requirements
from zhangdian.people.organization.models import (
    AuthorityLimit,
    Certificate,
    Person,
    PostRequirement,
    Store,
    Tenure,
)
from zhangdian.people.organization.roles import Role

STAFF_OFFICE = [Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER]
LONGEST_EXCEPTION = timedelta(days=365)


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


@action("入职", by=STAFF_OFFICE, opens=Person, by_clock=True)
def employ_person(
    ctx: Act,
    *,
    employee_no: str,
    name: PersonalText,
    phone: PersonalText = "",
    sex: str = "",
    department: str = "",
    team: str = "",
    education: str = "",
    years_in_trade: int = 0,
    years_leading: int = 0,
    rest_weekday: int | None = None,
    outsourced: bool = False,
    employed_from: date | None = None,
) -> Person:
    """Somebody joins the store; he can do nothing until he is appointed, and log in only with a password."""
    if not (employee_no.strip() and name.strip()):
        raise Refusal("入职要写工号和姓名")
    person = Person(
        store_id=ctx.store_id,
        employee_no=employee_no.strip(),
        name=name.strip(),
        phone=phone,
        sex=sex,
        department=department,
        team=team,
        education=education,
        years_in_trade=years_in_trade,
        years_leading=years_leading,
        rest_weekday=rest_weekday,
        outsourced=outsourced,
        employed_from=employed_from or ctx.today,
        acted_at=ctx.now,
    )
    person.set_unusable_password()
    person.save()
    return person


@action("登记证书", by=[*STAFF_OFFICE, Role.ADMINISTRATION_CLERK, Role.INTERNAL_TRAINER], by_clock=True)
def record_certificate(
    ctx: Act,
    person: Person,
    *,
    kind: str,
    number: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> None:
    """A paper enters the staff file; from here appointing and dispatching count on it until it runs out."""
    if not kind.strip():
        raise Refusal("请写明是什么证书")
    Certificate(
        person=person, kind=kind.strip(), number=number, issued_on=issued_on, expires_on=expires_on
    ).save()


def exception_needs(
    ctx: Act,
    person: Person,
    *,
    role: Role,
    since: date | None,
    exception_until: date | None,
    exception_reason: str,
) -> Signatures | None:
    """Who does not meet the post's requirements may hold it for a time, if the general manager signs."""
    if exception_until is None or ctx.person_id is None:
        return None
    if not (lacking := requirements.unmet(ctx, person, role, since or ctx.today)):
        return None
    if Role.GENERAL_MANAGER in ctx.roles:
        raise Refusal("例外由办公室主任提出、总经理签字：自己提的不能自己签")
    effect = f"{person.name} 任{role.label}，例外至 {exception_until}：{'；'.join(lacking)}"
    return Signatures((Role.GENERAL_MANAGER,), effect)


@action("任职", by=STAFF_OFFICE, needs=exception_needs, by_clock=True)
def appoint(
    ctx: Act,
    person: Person,
    *,
    role: Role,
    since: date | None = None,
    exception_until: date | None = None,
    exception_reason: str = "",
) -> None:
    """A post is given; its requirements are met, or the general manager signed an exception with an end."""
    since = since or ctx.today
    tenure = Tenure(person=person, store_id=person.store_id, role=role, since=since)
    if lacking := requirements.unmet(ctx, person, role, since):
        refuse_without_exception(person, role, lacking, since, exception_until, exception_reason)
        tenure.exception_until, tenure.exception_reason = exception_until, exception_reason.strip()
    tenure.save()


def refuse_without_exception(
    person: Person, role: Role, lacking: list[str], since: date, until: date | None, reason: str
) -> None:
    if until is None:
        raise Refusal(
            f"{person.name}还不能任{role.label}：{'；'.join(lacking)}。先补上，或填例外的截止日期请总经理签字",
            [Missing(each, "办公室主任", "organization.record_certificate") for each in lacking],
        )
    if not since < until <= since + LONGEST_EXCEPTION:
        raise Refusal("例外要有截止日期：任职之后、一年以内")
    if not reason.strip():
        raise Refusal("例外要写明原因，总经理才知道签的是什么")
