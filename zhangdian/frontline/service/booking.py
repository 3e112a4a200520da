"""Appointments as rooms above make them too: a car, a day and hour, the customer's words."""

from datetime import datetime, timedelta

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.models import Appointment
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.models import Person

AHEAD = timedelta(days=180)
JUST_NOW = timedelta(minutes=5)


def can_be_kept(ctx: Act, slot_at: datetime) -> None:
    """An hour that has passed, or one of another year, is a slip of the finger."""
    if slot_at < ctx.now - JUST_NOW:
        raise Refusal("预约时间已经过去了：请选今天稍后或以后的时间")
    if slot_at > ctx.now + AHEAD:
        raise Refusal("预约时间在半年以后：请核对年份")


def book(
    ctx: Act,
    vehicle: Vehicle,
    slot_at: datetime,
    *,
    kind: Kind = Kind.MAINTENANCE,
    words: str = "",
    advisor: Person | None = None,
    channel: str = "电话",
) -> Appointment:
    """The customer agrees to a day and hour; the car's own advisor has it unless another is named."""
    can_be_kept(ctx, slot_at)
    appointment = Appointment(
        store_id=ctx.store_id,
        vehicle=vehicle,
        advisor=advisor or vehicle.advisor,
        kind=kind,
        slot_at=slot_at,
        words=words.strip(),
        channel=channel,
        booked_at=ctx.now,
        acted_at=ctx.now,
    )
    appointment.save()
    return appointment
