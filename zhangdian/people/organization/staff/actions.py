"""What is done with people: employing, appointing, standing in, leaving, certificates."""

from datetime import date, timedelta
from typing import Annotated

from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import Personal, PersonalText, Secret, SecretText
from zhangdian.people.organization import (
    belongings,
    certificates,
    departures,
    handovers,
    imports,
    queries,
    requirements,
    separation,
    superiors,
)
from zhangdian.people.organization.gates import acts_on_own_device, post_is_handed_over
from zhangdian.people.organization.imports import StaffRow
from zhangdian.people.organization.models import Certificate, Deputy, Person, Store, Tenure
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, superiors_of

FILE_KEEPERS = [*STAFF_OFFICE, Role.ADMINISTRATION_CLERK]
PAPER_KEEPERS = [*FILE_KEEPERS, Role.INTERNAL_TRAINER]
SUPERIORS = sorted({above for role in Role for above in superiors_of(role)})
LONGEST_EXCEPTION = timedelta(days=365)
HERE, GONE = Person.State.EMPLOYED, Person.State.GONE


@action("入职", by=STAFF_OFFICE, opens=Person, by_clock=True)
def employ_person(
    ctx: Act,
    *,
    employee_no: str,
    name: PersonalText,
    phone: PersonalText = "",
    service_phone: str = "",
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
        service_phone=service_phone.strip(),
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


@action("改员工资料", by=FILE_KEEPERS)
def change_person_details(
    ctx: Act,
    person: Person,
    *,
    name: PersonalText | None = None,
    phone: PersonalText | None = None,
    service_phone: str | None = None,
    sex: str | None = None,
    department: str | None = None,
    team: str | None = None,
    education: str | None = None,
    years_in_trade: int | None = None,
    years_leading: int | None = None,
    rest_weekday: int | None = None,
) -> None:
    """The staff file as it is now; what is not given stays."""
    given = {
        "name": name,
        "phone": phone,
        "service_phone": service_phone,
        "sex": sex,
        "department": department,
        "team": team,
        "education": education,
        "years_in_trade": years_in_trade,
        "years_leading": years_leading,
        "rest_weekday": rest_weekday,
    }
    for field, value in given.items():
        if value is not None:
            setattr(person, field, value)


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


@action("任职", by=STAFF_OFFICE, within={HERE}, needs=exception_needs, by_clock=True)
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
    separation.refuse_conflicts(ctx, person)


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


def extension_needs(ctx: Act, tenure: Tenure, *, until: date, reason: str) -> Signatures:
    if Role.GENERAL_MANAGER in ctx.roles:
        raise Refusal("例外由办公室主任提出、总经理签字：自己提的不能自己签")
    role = Role(tenure.role).label
    return Signatures((Role.GENERAL_MANAGER,), f"{tenure.person.name} 任{role}的例外延到 {until}：{reason}")


@action("延长例外", by=STAFF_OFFICE, needs=extension_needs)
def extend_exception(ctx: Act, tenure: Tenure, *, until: date, reason: str) -> None:
    """The requirements are still not met; the general manager signs for another while."""
    if tenure.exception_until is None:
        raise Refusal("这个任职没有例外，不用延长")
    if not tenure.exception_until < until <= ctx.today + LONGEST_EXCEPTION:
        raise Refusal("新的截止日期要晚于原来的，并在一年以内")
    tenure.exception_until, tenure.exception_reason = until, reason.strip()
    tenure.save()


@action("解除例外", by=STAFF_OFFICE)
def end_exception(ctx: Act, tenure: Tenure) -> None:
    """The requirements are met now; the post is held like any other."""
    if lacking := requirements.unmet(ctx, tenure.person, tenure.role, ctx.today):
        raise Refusal(f"还没达到：{'；'.join(lacking)}", [Missing(each, "办公室主任") for each in lacking])
    tenure.exception_until, tenure.exception_reason = None, ""
    tenure.save()


@action("离任", by=STAFF_OFFICE, gates=[post_is_handed_over], by_clock=True)
def end_tenure(ctx: Act, tenure: Tenure, *, until: date | None = None) -> None:
    """The post is given up; its last day is today or later."""
    last_day = until or ctx.today
    if tenure.until is not None:
        raise Refusal(f"已经定了 {tenure.until} 离任")
    if last_day < ctx.today:
        raise Refusal("离任日期不能早于今天")
    departures.keep_a_general_manager(ctx, tenure.person, [tenure])
    tenure.until = last_day
    tenure.save()


@action("停用账号", by=STAFF_OFFICE, within={HERE})
def disable_person(ctx: Act, person: Person, *, reason: str) -> None:
    """Somebody leaves, and nothing is in his name any more: his sessions end at once, his posts today."""
    tenures = posts_that_end(ctx, person, reason)
    handovers.refuse_what_stands(ctx, person, "停用")
    departures.leave(ctx, person, tenures)
    person.disabled_at = ctx.now


def posts_that_end(ctx: Act, person: Person, reason: str) -> list[Tenure]:
    if person.pk == ctx.person_id:
        raise Refusal("不能停用自己的账号：请总经理或办公室主任来做")
    if not reason.strip():
        raise Refusal("停用要写明原因")
    tenures = list(Tenure.objects.of(ctx).filter(person=person, until=None))
    departures.keep_a_general_manager(ctx, person, tenures)
    return tenures


def closing_needs(ctx: Act, person: Person, *, receiver: Person, reason: str) -> Signatures | None:
    """The general manager signs, or does it himself."""
    if Role.GENERAL_MANAGER in ctx.roles:
        return None
    held = "、".join(belongings.in_words(belongings.counted(ctx, person))) or "没有未交的"
    effect = f"立即停用 {person.name} 的账号：{reason.strip()}。名下{held}，由{receiver.name}补办交接"
    return Signatures((Role.GENERAL_MANAGER,), effect)


@action("立即停用", by=STAFF_OFFICE, within={HERE}, needs=closing_needs)
def close_account_at_once(ctx: Act, person: Person, *, receiver: Person, reason: str) -> None:
    """He is gone or dismissed: the account closes now, and what is in his name is handed over afterwards."""
    tenures = posts_that_end(ctx, person, reason)
    if (open_one := handovers.under_way(ctx, person)) is None:
        handovers.open_for(ctx, person, receiver, handovers.Why.GONE, remark=reason)
    elif open_one.why != handovers.Why.GONE:
        open_one.why, open_one.remark = handovers.Why.GONE, reason.strip()
        open_one.save()
    departures.leave(ctx, person, tenures)
    person.disabled_at = ctx.now


@action("恢复账号", by=STAFF_OFFICE, within={GONE})
def enable_person(ctx: Act, person: Person) -> None:
    """Somebody comes back; he needs a post and a password again."""
    person.disabled_at = None
    person.set_unusable_password()
    person.kiosk_pin = person.card_digest = ""


@action("调店", by=[Role.GENERAL_MANAGER], within={HERE})
def transfer_person(ctx: Act, person: Person, *, store: Store) -> None:
    """Somebody goes to another store: what he had here ends now, and there he needs a post."""
    if store.pk == person.store_id:
        raise Refusal(f"{person.name}已经在{store.name}")
    if store.practises_id is not None:
        raise Refusal(f"{store.name}是练习用的，没有人在那里任职：请选一家正式的店")
    tenures = list(Tenure.objects.of(ctx).filter(person=person, until=None))
    departures.keep_a_general_manager(ctx, person, tenures)
    handovers.refuse_what_stands(ctx, person, "调店")
    departures.leave(ctx, person, tenures)
    own = list(Deputy.objects.of(ctx).filter(principal=person, until__gte=ctx.today, ended_on=None))
    departures.end_deputies(ctx, own)
    person.store = store


@action("指定代理人", by=ANYBODY, within={HERE}, gates=[acts_on_own_device], locks=("deputy",), by_clock=True)
def name_deputy(
    ctx: Act,
    person: Person,
    *,
    deputy: Person,
    since: date,
    until: date,
    rest_days_only: bool = False,
) -> None:
    """For these days, or the days off within them, duties, limits and signatures go to the deputy."""
    superiors.may_speak_for(ctx, person, "指定代理人")
    superiors.refuse_to_take_over(ctx, person, deputy)
    if until < ctx.today:
        raise Refusal("代理要到今天或以后")
    if rest_days_only and person.rest_weekday is None:
        raise Refusal(f"{person.name}没有固定休息日：请先填休息日，或按日期指定代理")
    Deputy(
        store_id=person.store_id,
        principal=person,
        deputy=deputy,
        since=since,
        until=until,
        rest_days_only=rest_days_only,
    ).save()
    separation.refuse_conflicts(ctx, person)


@action("结束代理", by=ANYBODY, gates=[acts_on_own_device])
def end_deputy(ctx: Act, deputy: Deputy) -> None:
    """The principal is back early; the deputy's rights end with this act."""
    superiors.may_speak_for(ctx, deputy.principal, "结束代理")
    if deputy.ended_on is not None or deputy.until < ctx.today:
        raise Refusal("这个代理已经结束")
    deputy.ended_on = ctx.today
    deputy.save()


@action("登记证书", by=PAPER_KEEPERS, by_clock=True)
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


@action("延期证书", by=SUPERIORS, within={HERE})
def extend_certificate(ctx: Act, certificate: Certificate) -> None:
    """The superior answers for a lapsing paper once, for 14 days; never where life depends on it."""
    person = certificate.person
    if certificate.kind in certificates.NEVER_EXTENDED:
        raise Refusal(f"{certificate.kind}关系人身安全，不能延期：请复训换证，期间由有证的人做")
    if certificate.expires_on is None or certificate.voided_at is not None:
        raise Refusal("这张证书不会到期，或已经作废，不用延期")
    if certificate.extended_until is not None:
        raise Refusal(f"已经延过一次，到 {certificate.extended_until}：请复训换证")
    if certificate.expires_on > ctx.today + certificates.EXTENDED_FROM:
        raise Refusal(f"{certificate.expires_on} 才到期：先安排复训，到期前 7 天内才能延期")
    posts = queries.posts_of(ctx, [person])[person.pk]
    line = {above for post in posts for above in superiors_of(post)}
    if person.pk == ctx.person_id or not ctx.roles & line:
        who = "、".join(sorted({superiors_of(post)[0].label for post in posts if superiors_of(post)}))
        raise Refusal(f"延期由{person.name}的上级来做", [Missing("上级延期", who)])
    certificate.extended_until = max(certificate.expires_on, ctx.today) + certificates.EXTENSION
    certificate.extended_by_id = ctx.person_id
    certificate.save()


@action("作废证书", by=PAPER_KEEPERS)
def void_certificate(ctx: Act, certificate: Certificate, *, reason: str) -> None:
    """A paper that was entered wrongly or taken back; nothing is deleted."""
    if certificate.voided_at is not None:
        raise Refusal("这张证书已经作废")
    if not reason.strip():
        raise Refusal("作废要写明原因")
    certificate.voided_at, certificate.void_reason = ctx.now, reason.strip()
    certificate.save()


@action("导入员工", by=STAFF_OFFICE, by_clock=True, chunk=True)
def import_staff(
    ctx: Act,
    *,
    rows: Annotated[list[StaffRow], Personal()],
    password_hash: SecretText = "",
    pin_digests: Annotated[list[str], Secret()] = [],  # noqa: B006 (never changed)
    one_time_hashes: Annotated[list[str], Secret()] = [],  # noqa: B006 (never changed)
    exceptions_until: date | None = None,
) -> None:
    """The people of a store as they are, set by set; only a founding may take over unmet requirements."""
    if exceptions_until is not None and ctx.person_id is not None:
        raise Refusal("例外要逐个任职，由总经理签字：导入的人都要达到岗位要求")
    imports.refuse_what_is_wrong(ctx, rows, pin_digests, one_time_hashes)
    people = imports.add_people(ctx, rows, imports.Passwords(password_hash, one_time_hashes), pin_digests)
    imports.add_certificates(rows, people)
    imports.add_tenures(ctx, rows, people, exceptions_until)
