"""Booking a visit ahead."""

from datetime import datetime, timedelta

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import booking
from zhangdian.frontline.service.models import Appointment
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

DESKS = (Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR, Role.AFTERSALES_CARE, Role.CUSTOMER_CARE)


@action("登记预约", by=DESKS, opens=Appointment)
def book_appointment(
    ctx: Act,
    vehicle: Vehicle,
    *,
    slot_at: datetime,
    kind: Kind = Kind.MAINTENANCE,
    words: str = "",
    advisor: Person | None = None,
    channel: str = "电话",
) -> Appointment:
    """The customer agrees to a day and hour; advisor, workshop and parts see it at once (SA-03, CSS-12)."""
    return booking.book(ctx, vehicle, slot_at, kind=kind, words=words, advisor=advisor, channel=channel)


@action("改预约", by=DESKS, within={Appointment.State.BOOKED})
def change_appointment(ctx: Act, appointment: Appointment, *, slot_at: datetime, words: str) -> None:
    """Another hour, or other words; the old ones stay in the journal."""
    booking.can_be_kept(ctx, slot_at)
    appointment.slot_at = slot_at
    appointment.words = words.strip()


@action("取消预约", by=DESKS, moves=(Appointment.State.BOOKED, Appointment.State.CANCELLED))
def cancel_appointment(ctx: Act, appointment: Appointment, *, reason: str) -> None:
    """The customer will not come."""
    if not reason.strip():
        raise Refusal("取消预约要选一个原因")
    appointment.ended_because = reason.strip()


@action("记为爽约", by=DESKS, by_clock=True, moves=(Appointment.State.BOOKED, Appointment.State.MISSED))
def mark_missed(ctx: Act, appointment: Appointment, *, reason: str = "") -> None:
    """The hour has passed by more than two hours and nobody came."""
    if ctx.now < appointment.slot_at + timedelta(hours=2):
        raise Refusal("还没过预约时间两小时，客户可能在路上")
    appointment.ended_because = reason
