"""Attempts to reach a customer: begun once per visit, at permitted hours, given up after the third."""

from datetime import datetime, time, timedelta
from typing import Any

from zhangdian.aftercare.care import hours, queries
from zhangdian.aftercare.care.models import CallAttempt, Channel, FollowUp, Unreached
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import callback
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import people
from zhangdian.people.organization.roles import Role

MOST_TRIES = 3
EARLY_CHIPS = ("客户刚好来电", "客户改了时间", "顾问请我先打", "约定时间我不在", "其他")


def may_be_called(ctx: Act, order: RepairOrder, follow_up: FollowUp | None, channel: Channel) -> None:
    """Not in the customer's rest, unless he asked for that hour; before the agreed hour with a reason.

    A customer who calls or stands before us himself is never too early (PROC-F-02, CSR-28).
    """
    if channel is not Channel.PHONE:
        return
    window = callback.agreed_window(ctx, order)
    if follow_up and follow_up.next_is_agreed and follow_up.next_at:
        window = callback.Window(follow_up.next_at, follow_up.next_at + timedelta(hours=1))
    if not hours.may_call(ctx.now, ctx.standing.zone) and not window.holds(ctx.now):
        then = clock.local(hours.next_calling_moment(ctx.now, ctx.standing.zone), ctx.standing.zone)
        raise Refusal(
            f"现在是客户休息时间(9:00 前、12:00-14:00、20:00 后不打电话)：{then:%m-%d %H:%M} 以后再打"
        )
    if ctx.now < window.start and not window.any_time:
        agreed = clock.local(window.start, ctx.standing.zone)
        ctx.ask(
            "called_before_the_agreed_hour", f"和客户约的是 {agreed:%m-%d %H:%M}，现在就打吗", EARLY_CHIPS
        )


def begin(ctx: Act, order: RepairOrder, kind: FollowUp.Kind, channel: Channel) -> FollowUp:
    """The visit's follow-up, opened with the first attempt, locked with every later one."""
    known = begun(ctx, order, kind)
    may_be_called(ctx, order, known, channel)
    return known or opened(ctx, order, kind)


def begun(ctx: Act, order: RepairOrder, kind: FollowUp.Kind) -> FollowUp | None:
    """The visit's follow-up where somebody has tried before, locked; refused where it has ended."""
    known: FollowUp | None = next(iter(_begun(ctx, order.pk, kind)), None)
    if known is None:
        return None
    if known.ended:
        raise Refusal(f"这次进店的{known.get_kind_display()}已经办完了：{known.get_state_display()}")
    ctx.touch(known)
    known.order = order
    return known


@worded
def _begun(ctx: Act, order_id: int, kind: str) -> Any:
    return FollowUp.objects.of(ctx).filter(order=order_id, kind=kind).order_by("pk").lock()


def opened(ctx: Act, order: RepairOrder, kind: FollowUp.Kind) -> FollowUp:
    window = callback.agreed_window(ctx, order)
    by_date = kind == FollowUp.Kind.REMINDER and order.next_service_on
    follow_up = FollowUp(
        store_id=ctx.store_id,
        order=order,
        kind=kind,
        due_on=by_date or queries.due_on(ctx, order),
        agreed_from=window.start,
        agreed_until=window.end,
        first_tried_at=ctx.now,
        acted_at=ctx.now,
    )
    follow_up.save()
    return follow_up


def attempt(
    ctx: Act,
    follow_up: FollowUp,
    channel: Channel,
    *,
    reason: Unreached | None = None,
    next_at: datetime | None = None,
) -> CallAttempt:
    """Write down one attempt; who tried last is the caller."""
    made = CallAttempt(
        follow_up=follow_up,
        number=len(follow_up.at_hand("attempts")) + 1,
        by_id=ctx.person_id,
        at=ctx.now,
        channel=channel,
        reason=reason or "",
        next_at=next_at,
    )
    made.save()
    follow_up.caller_id = ctx.person_id
    return made


def reach(ctx: Act, follow_up: FollowUp, channel: Channel, words: str, outcome: str = "") -> None:
    """He spoke with us."""
    attempt(ctx, follow_up, channel)
    follow_up.reached_at, follow_up.words, follow_up.outcome = ctx.now, words.strip(), outcome
    follow_up.next_at, follow_up.next_is_agreed = None, False
    told_the_visit(follow_up)


def miss(
    ctx: Act, follow_up: FollowUp, channel: Channel, reason: Unreached, next_at: datetime | None
) -> None:
    """He was not reached: the next attempt is proposed by rule; after the third it is given up."""
    if next_at is not None and not ctx.now < next_at <= ctx.now + timedelta(days=7):
        raise Refusal("下次再打的时间要在七天以内，且还没过去")
    tries = len(follow_up.at_hand("attempts")) + 1
    ends = reason is Unreached.REFUSED or tries >= MOST_TRIES
    again = None if ends else next_at or next_try(ctx, reason, tries)
    attempt(ctx, follow_up, channel, reason=reason, next_at=again)
    follow_up.next_at, follow_up.next_is_agreed = again, again is not None and again == next_at
    if ends:
        follow_up.given_up_at = ctx.now
        follow_up.outcome = reason.label if reason is Unreached.REFUSED else f"{tries} 次未接通"
    told_the_visit(follow_up)
    if reason is Unreached.WRONG_NUMBER:
        order = follow_up.order
        people.refer(
            ctx, desk=Role.SERVICE_ADVISOR, wish=f"{order.plate} 回访号码有误，请核对", vehicle=order.vehicle
        )


def give_up(ctx: Act, order: RepairOrder, reason: str) -> FollowUp:
    """Nobody calls him any more, and here is why; who can still be called in time is called."""
    known = begun(ctx, order, FollowUp.Kind.SERVICE)
    if known is None and ctx.today <= queries.due_on(ctx, order):
        raise Refusal(f"{queries.due_on(ctx, order):%m-%d} 以前打都来得及：先打一次，打不通再放弃")
    follow_up = known or opened(ctx, order, FollowUp.Kind.SERVICE)
    follow_up.given_up_at, follow_up.outcome = ctx.now, reason.strip()
    follow_up.next_at, follow_up.next_is_agreed = None, False
    told_the_visit(follow_up)
    return follow_up


def told_the_visit(follow_up: FollowUp) -> None:
    """The visit knows when its call is due next; a reminder is no call about the visit."""
    if follow_up.kind == FollowUp.Kind.SERVICE:
        callback.call_again(follow_up.order, follow_up.next_at)


def next_try(ctx: Act, reason: Unreached, tries: int) -> datetime:
    """Nobody answers: later today, then tomorrow at another hour; switched off: tomorrow; named: soon."""
    zone = ctx.standing.zone
    if reason is Unreached.BUSY_LATER:
        return hours.next_calling_moment(ctx.now + timedelta(hours=2), zone)
    if reason is Unreached.NO_ANSWER and tries == 1:
        return hours.next_calling_moment(ctx.now + timedelta(hours=3), zone)
    morning = clock.local(ctx.now, zone).hour < 12
    return clock.instant(ctx.today + timedelta(days=1), time(16) if morning else time(10), zone)
