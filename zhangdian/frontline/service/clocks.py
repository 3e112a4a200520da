"""Technicians' clocks: nobody works on two things at once, none runs through the night, originals stay."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import working
from zhangdian.frontline.service.models import ClockRecord, OrderLine
from zhangdian.frontline.service.working import Working
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

HANDS = (Role.TECHNICIAN, Role.TEAM_LEADER)
"""Whose time runs on a line."""
FORGOTTEN = "忘记停工，后来补填"
PAST_CLOSING_CHIPS = ("加班做完", "客户在等", "主管安排加班")


def begin(ctx: Act, line: OrderLine, person: Person) -> None:
    """His time runs on this line from now."""
    ClockRecord(order=line.order, line=line, technician=person, started_at=ctx.now).save()
    line.started_at = line.started_at or ctx.now


@worded
def running_of(ctx: Any, technician_id: int) -> Any:
    """The clock that runs for him, if one does."""
    return ClockRecord.objects.of(ctx).filter(technician=technician_id, ended_at=None)


def stop_other(ctx: Act, person: Person, *, but: OrderLine) -> None:
    """Clocking on elsewhere closes the first with a reason: nobody works on two things at once."""
    if not (his := running_of(ctx, person.pk)):
        return
    [running] = his
    refuse_over_night(ctx, running)
    if running.line_id == but.pk:
        raise Refusal(f"“{but.name}”已经在施工")
    ask_past_closing(ctx, running)
    stop(ctx, running, "转去别的项目")


def end(ctx: Act, line: OrderLine, because: str, *, quietly: bool = False) -> None:
    """Stop the clock that runs on this line: one's own, or, for a leader, anybody's."""
    records = line.order.at_hand("clock_records")
    running = next((each for each in records if each.line_id == line.pk and each.ended_at is None), None)
    if running is None:
        if quietly:
            return
        raise Refusal(f"“{line.name}”现在没有人在做")
    if not quietly and running.technician_id != ctx.person_id and Role.TEAM_LEADER not in ctx.roles:
        raise Refusal(f"“{line.name}”是 {running.technician} 在做，请他自己暂停")
    refuse_over_night(ctx, running)
    ask_past_closing(ctx, running)
    stop(ctx, running, because)


def counted_until(started_at: datetime, now: datetime, known: Working) -> datetime:
    """Up to when a clock that runs is counted: what it ran on after closing is nobody's word yet."""
    closing = known.closing(started_at)
    if started_at < closing:
        return min(now, closing)
    return min(now, clock.day_bounds(clock.day(started_at, known.day.zone), known.day.zone)[1])


def stop(ctx: Act, running: ClockRecord, because: str) -> None:
    running.ended_at, running.ended_because = ctx.now, because
    running.save()


def left_running(ctx: Any) -> Any:
    """Clocks that were still on when an earlier day ended: nobody works all night; holders are asked."""
    return ClockRecord.objects.of(ctx).filter(ended_at=None, started_at__lt=ctx.midnight)


def past_closing(ctx: Any) -> list[ClockRecord]:
    """Clocks of today that nobody stopped before the last went home."""
    rows = ClockRecord.objects.of(ctx).filter(ended_at=None, started_at__gte=ctx.midnight)
    running = list(rows.select_related("order", "line", "technician").order_by("started_at"))
    known = working.today(ctx) if running else None
    return [each for each in running if known and ran_past_closing(each, ctx.now, known)]


def ran_past_closing(running: ClockRecord, now: datetime, known: Working) -> bool:
    """Whether it was on when its day closed; what is begun after that is work at night."""
    return running.started_at < known.closing(running.started_at) < now


def ask_past_closing(ctx: Act, running: ClockRecord) -> None:
    """Hours after closing count when somebody says that they were worked."""
    known = working.today(ctx)
    if ran_past_closing(running, ctx.now, known):
        closing = clock.local(known.closing(ctx.now), ctx.standing.zone)
        ctx.ask(
            "worked_past_closing",
            f"{closing:%H:%M} 关门后“{running.line.name}”的工时还在走：真做到现在就选原因，"
            "早就停了请用“补填停工”写几点停的",
            PAST_CLOSING_CHIPS,
        )


def refuse_over_night(ctx: Act, running: ClockRecord) -> None:
    """A clock of yesterday does not stop now: it would have worked all night."""
    if running.started_at >= clock.day_bounds(ctx.today, ctx.standing.zone)[0]:
        return
    began = clock.local(running.started_at, ctx.standing.zone)
    raise Refusal(
        f"{began:%m-%d %H:%M} 在“{running.line.name}”上开的工一直没停：请先补填那天几点停的",
        [Missing("补填停工", Role.TECHNICIAN.label, "service.tell_clock_end")],
    )


def tell_end(ctx: Act, running: ClockRecord, ended_at: datetime) -> None:
    """Its holder says when he stopped; that he said it afterwards stays on the record."""
    may_be(ctx, running, running.started_at, ended_at)
    running.ended_at, running.ended_because, running.told_at = ended_at, FORGOTTEN, ctx.now
    running.save()


def correct(ctx: Act, record: ClockRecord, started_at: datetime, ended_at: datetime) -> None:
    """Other times in place of the stamped ones, which stay beside them."""
    if record.corrected_at is None:
        record.stamped_start, record.stamped_end = record.started_at, record.ended_at
    record.started_at, record.ended_at, record.corrected_at = started_at, ended_at, ctx.now
    record.save()


def may_be(ctx: Act, record: ClockRecord, started_at: datetime, ended_at: datetime) -> None:
    """Within one day, not in the future, and beside whatever else he did."""
    zone = ctx.standing.zone
    if ended_at <= started_at:
        raise Refusal("停工要晚于开工：请核对时间")
    if ended_at > ctx.now:
        raise Refusal("停工时间还没到：请核对")
    if clock.day(started_at, zone) != clock.day(ended_at, zone):
        raise Refusal("开工和停工要在同一天：跨天的分两段填")
    overlap = Q(ended_at__gt=started_at) | Q(ended_at=None)
    others = ClockRecord.objects.of(ctx).filter(
        overlap, technician=record.technician, started_at__lt=ended_at
    )
    if other := others.exclude(pk=record.pk).select_related("line", "order").first():
        began = clock.local(other.started_at, zone)
        raise Refusal(f"和 {began:%H:%M} 起在 {other.order.plate}“{other.line.name}”上的工时重叠：请核对")
