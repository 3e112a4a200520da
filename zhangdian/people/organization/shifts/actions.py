"""Who works when: leave, and days off that are changed."""

from datetime import date, timedelta

from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import judging, queries, rates, separation, superiors
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Deputy, LeaveSlip, Person, RosterDay
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

LONGEST = timedelta(days=365)
TOLD_LATE = timedelta(days=31)
"""Days away are entered so long afterwards: a month is closed by its sheets."""
BY_SUPERIOR = rates.standard("请假 上级可批", 3, "天")
"""So many days the superior signs alone; longer ones the general manager too."""
GRANTED = LeaveSlip.State.GRANTED


def leave_needs(
    ctx: Act,
    person: Person,
    *,
    kind: LeaveSlip.Kind,
    since: date,
    until: date,
    portion: LeaveSlip.Portion = LeaveSlip.Portion.WHOLE,
    reason: str = "",
    deputy: Person | None = None,
) -> Signatures | None:
    """His superior signs, for more days the general manager too; who stands above him tells it himself."""
    refuse_leave(ctx, person, kind, since, until, deputy)
    if deputy is None and portion == LeaveSlip.Portion.WHOLE:
        ask_who_fills_the_post(ctx, person, since, until)
        judging.ask_who_is_left(ctx, person, first_week(since, until))
    if may_grant(ctx, person):
        return None
    signers = [above] if (above := superiors.nearest_above(ctx, person)) else []
    days = (until - since).days + 1
    if days > rates.measure_of(ctx, BY_SUPERIOR) and Role.GENERAL_MANAGER not in signers:
        others = queries.holders(ctx, Role.GENERAL_MANAGER)
        signers += [Role.GENERAL_MANAGER] if any(each.pk != person.pk for each in others) else []
    if not signers:
        return None
    half = "" if portion == LeaveSlip.Portion.WHOLE else LeaveSlip.Portion(portion).label
    stands = f"，由{deputy.name}代理" if deputy else "，没有代理人"
    span = f"{since:%m-%d}{half}" if since == until else f"{since:%m-%d} 到 {until:%m-%d} {days} 天"
    effect = f"{person.name} {LeaveSlip.Kind(kind).label} {span}：{reason.strip()}{stands}"
    return Signatures(tuple(signers), effect)


@action("请假", by=ANYBODY, within={Person.State.EMPLOYED}, needs=leave_needs, gates=[acts_on_own_device])
def ask_leave(
    ctx: Act,
    person: Person,
    *,
    kind: LeaveSlip.Kind,
    since: date,
    until: date,
    portion: LeaveSlip.Portion = LeaveSlip.Portion.WHOLE,
    reason: str = "",
    deputy: Person | None = None,
) -> None:
    """Away for exactly these days; who stands in has the posts, limits and signatures for them."""
    refuse_leave(ctx, person, kind, since, until, deputy)
    leave = LeaveSlip(
        store_id=ctx.store_id,
        person=person,
        kind=kind,
        portion=portion,
        since=since,
        until=until,
        reason=reason.strip(),
        deputy=deputy,
    )
    if deputy:
        leave.standing_in = Deputy(
            store_id=ctx.store_id, principal=person, deputy=deputy, since=since, until=until
        )
        leave.standing_in.save()
        separation.refuse_conflicts(ctx, person)
    leave.save()
    ctx.draw_number(leave, "number", "QJ")


def may_grant(ctx: Act, person: Person) -> bool:
    """Whoever stands above him, and the office: they tell what they would sign."""
    if ctx.person_id == person.pk:
        return False
    return bool(ctx.roles & {*STAFF_OFFICE}) or superiors.stands_above(ctx, person)


def refuse_leave(
    ctx: Act, person: Person, kind: LeaveSlip.Kind, since: date, until: date, deputy: Person | None
) -> None:
    superiors.may_speak_for(ctx, person, "请假")
    if until < since:
        raise Refusal("最后一天不能早于第一天")
    if until - since > LONGEST:
        raise Refusal("一次最多请一年")
    if since < ctx.today - TOLD_LATE:
        raise Refusal(f"{since} 已经过去一个多月：请办公室主任在考勤里更正")
    if kind == LeaveSlip.Kind.ABSENT and ctx.person_id == person.pk:
        raise Refusal("缺勤由上级来记：自己请假请选别的类别")
    for other in queries.leaves_between(ctx, since, until).filter(person=person):
        asked = f"{other.span} 已经请过{other.get_kind_display()}（{other.number}）"
        raise Refusal(f"{asked}：请改日期，或先撤回")
    if deputy is None:
        return
    superiors.refuse_to_take_over(ctx, person, deputy)
    for other in queries.leaves_between(ctx, since, until).filter(person=deputy):
        raise Refusal(f"{deputy.name} {other.span} 自己也不在：请换一位代理人")


def ask_who_fills_the_post(ctx: Act, person: Person, since: date, until: date) -> None:
    """A post that would stand empty in the first week is named before anybody signs."""
    posts = queries.posts_of(ctx, [person])[person.pk]
    for day in first_week(since, until):
        filled = queries.on_duty(ctx, day)
        if empty := [post.label for post in posts if filled[post] == [person]]:
            ctx.ask(
                "post_is_filled",
                f"{day:%m-%d} {'、'.join(empty)}就没有人了：指定代理人，或说明怎么办",
                ("当天没有业务", "上级自己顶", "临时从别处调人"),
            )
            return


def first_week(since: date, until: date) -> list[date]:
    return [since + timedelta(days=n) for n in range(min((until - since).days + 1, 7))]


@action("销假", by=ANYBODY, moves=(GRANTED, LeaveSlip.State.ENDED), gates=[acts_on_own_device])
def end_leave(ctx: Act, leave: LeaveSlip, *, back_on: date) -> None:
    """Back before the last day: from this day on he works, and nobody stands in."""
    superiors.may_speak_for(ctx, leave.person, "销假")
    if not leave.since < back_on <= leave.until:
        raise Refusal(f"销假的日子要在 {leave.span} 里、第一天之后：一天都没请的，请撤回")
    if back_on < ctx.today:
        raise Refusal("只能从今天或以后回来上班：过去的日子请办公室主任更正")
    leave.back_on = back_on
    end_standing_in(leave, back_on)


@action("撤回请假", by=ANYBODY, moves=(GRANTED, LeaveSlip.State.TAKEN_BACK), gates=[acts_on_own_device])
def take_back_leave(ctx: Act, leave: LeaveSlip, *, reason: str) -> None:
    """It is not taken after all; what has begun is ended, not taken back, but for a mistake of today."""
    superiors.may_speak_for(ctx, leave.person, "撤回请假")
    if leave.since < ctx.today:
        raise Refusal(f"{leave.span} 已经开始：提前回来请销假")
    if not reason.strip():
        raise Refusal("撤回要写原因")
    leave.taken_back_at = ctx.now
    end_standing_in(leave, leave.since)


def end_standing_in(leave: LeaveSlip, day: date) -> None:
    standing_in = leave.standing_in
    if standing_in and standing_in.ended_on is None:
        standing_in.ended_on = day
        standing_in.save()


def swap_needs(
    ctx: Act, person: Person, *, rests_on: date | None = None, works_on: date | None = None, reason: str = ""
) -> Signatures | None:
    refuse_swap(ctx, person, rests_on, works_on)
    if rests_on:
        judging.ask_who_is_left(ctx, person, [rests_on])
    if may_grant(ctx, person) or not (above := superiors.nearest_above(ctx, person)):
        return None
    days = [f"{works_on:%m-%d} 上班"] if works_on else []
    days += [f"{rests_on:%m-%d} 休息"] if rests_on else []
    return Signatures((above,), f"{person.name}调休：{'，'.join(days)}。{reason.strip()}")


@action("调休", by=ANYBODY, within={Person.State.EMPLOYED}, needs=swap_needs, gates=[acts_on_own_device])
def swap_rest_day(
    ctx: Act, person: Person, *, rests_on: date | None = None, works_on: date | None = None, reason: str = ""
) -> None:
    """Works on a day off, rests on another instead; either may stand alone."""
    refuse_swap(ctx, person, rests_on, works_on)
    kept = {each.day: each for each in RosterDay.objects.of(ctx).filter(person=person)}
    for day, rests in ((works_on, False), (rests_on, True)):
        if day is not None:
            row = kept.get(day) or RosterDay(person=person, day=day)
            row.rests, row.why = rests, reason.strip()
            row.save()


def refuse_swap(ctx: Act, person: Person, rests_on: date | None, works_on: date | None) -> None:
    superiors.may_speak_for(ctx, person, "调休")
    if rests_on is None and works_on is None:
        raise Refusal("请填哪天上班或哪天休息")
    if rests_on == works_on:
        raise Refusal("上班和休息不能是同一天")
    for day in filter(None, (rests_on, works_on)):
        if not ctx.today <= day <= ctx.today + LONGEST:
            raise Refusal(f"{day} 不在今天起的一年以内")
    if works_on and not queries.rests(ctx, person, works_on):
        raise Refusal(f"{works_on:%m-%d} {person.name}本来就上班")
    if rests_on and queries.rests(ctx, person, rests_on):
        raise Refusal(f"{rests_on:%m-%d} {person.name}本来就休息")
