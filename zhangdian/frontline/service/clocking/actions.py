"""What is done to a clock afterwards."""

from datetime import datetime

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service import clocks, working
from zhangdian.frontline.service.clocks import HANDS
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.posts import SUPERVISORS
from zhangdian.people.organization.roles import Role


@action("补填停工", by=(*HANDS, *SUPERVISORS))
def tell_clock_end(ctx: Act, record: ClockRecord, *, ended_at: datetime) -> None:
    """A clock ran on past closing: its holder, or the supervisor for him, says when he had stopped."""
    if record.ended_at is not None:
        raise Refusal("这一段已经停工：时间不对请走更正")
    if not ctx.roles.intersection(SUPERVISORS):
        is_own(ctx, record)
    if not clocks.ran_past_closing(record, ctx.now, working.today(ctx)) and record.started_at >= ctx.midnight:
        raise Refusal("今天开的工还在走：做完或有事就按暂停", [Missing("暂停", "", "service.pause_work")])
    clocks.tell_end(ctx, record, ended_at)


def is_own(ctx: Act, record: ClockRecord) -> None:
    if record.technician_id != ctx.person_id:
        raise Refusal(f"这是 {record.technician} 的工时：请他自己来填")


def correction_is_signed(
    ctx: Act, record: ClockRecord, *, started_at: datetime, ended_at: datetime, reason: str
) -> Signatures:
    """Always by the supervisor: hours are what people are measured by (W-09)."""
    may_be_corrected(ctx, record, started_at, ended_at, reason)
    zone = ctx.standing.zone
    was = f"{clock.local(record.started_at, zone):%m-%d %H:%M}–{text_of(record.ended_at, zone)}"
    now = f"{clock.local(started_at, zone):%H:%M}–{clock.local(ended_at, zone):%H:%M}"
    effect = f"{record.technician} {record.order.plate}“{record.line.name}”工时 {was} 改为 {now}：{reason}"
    return Signatures((Role.WORKSHOP_SUPERVISOR,), effect)


def may_be_corrected(
    ctx: Act, record: ClockRecord, started_at: datetime, ended_at: datetime, reason: str
) -> None:
    is_own(ctx, record)
    if record.ended_at is None:
        raise Refusal("这一段还没停工：先停工再更正")
    if not reason.strip():
        raise Refusal("更正工时要写明原因")
    clocks.may_be(ctx, record, started_at, ended_at)


def text_of(instant: datetime | None, zone: object) -> str:
    return f"{clock.local(instant, zone):%H:%M}" if instant else "未停"  # type: ignore[arg-type]


@action("更正工时", by=HANDS, needs=correction_is_signed)
def correct_clock(
    ctx: Act, record: ClockRecord, *, started_at: datetime, ended_at: datetime, reason: str
) -> None:
    """Other times than were stamped; the stamped ones stay beside them, with the supervisor's signature."""
    may_be_corrected(ctx, record, started_at, ended_at, reason)
    clocks.correct(ctx, record, started_at, ended_at)
