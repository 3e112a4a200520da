"""What reception knows without asking: the appointment, the own advisor, last time's habits, known marks."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service.models import Appointment, Concern, DamageMark, RepairOrder, ThingTaken
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers import people, phones, vehicles
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization.models import Person

FAST_LANE = frozenset({Kind.TYRE, Kind.INSPECTION})
"""Up to 30 minutes and 300 yuan: one photo, one signature (store_truth.md §2, R-10)."""
FOUND_AROUND = (
    "缺备胎",
    "缺千斤顶",
    "缺三角牌",
    "缺随车工具",
    "缺充电线",
    "故障灯亮",
    "灯不亮",
    "玻璃裂",
    "雨刮坏",
    "轮胎磨损",
    "空调异常",
    "音响异常",
    "内饰破损",
)
"""What may be missing or not in order at the walk-around; nothing is the usual answer."""
KNOWN_PHOTOS = 4
TAGS = 200
NOTHING_OF_VALUE = "无贵重物品"
COMMON_AFTER = timedelta(minutes=10)
"""A car stands in its own advisor's queue for so long; then anyone may take it (store_truth.md §2, R-04)."""
JUMP_CHIPS = ("预约优先", "快修通道", "指名顾问", "返修优先", "老人孕妇", "其他")
HABITS = ("wash", "old_parts", "pay", "stay", "callback_hour", "reminder_channel")


class PapersOutcome(models.TextChoices):
    """What the comparison of licence and file gave."""

    SAME = "same", "核对一致"
    NEW_OWNER = "new_owner", "过户"
    SENDER_ONLY = "sender_only", "只是送修"


def todays_appointment(ctx: Act, vehicle: Vehicle) -> Appointment | None:
    """The booking with which this car comes: today's, not yet kept."""
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    return next(iter(_booked(ctx, vehicle.pk, start, end)), None)


@worded
def _booked(ctx: Act, vehicle_id: int, start: datetime, end: datetime) -> Any:
    booked = Appointment.objects.of(ctx).filter(
        vehicle=vehicle_id, state=Appointment.State.BOOKED, slot_at__gte=start, slot_at__lt=end
    )
    return booked.order_by("slot_at")[:1]


def arrive(
    ctx: Act,
    vehicle: Vehicle,
    at: datetime,
    *,
    appointment: Appointment | None = None,
    kind: Kind | None = None,
    words: str = "",
    key_tag: int | None = None,
) -> RepairOrder:
    """The visit of a car that came at this instant, with its booking, words and key tag."""
    appointment = appointment or todays_appointment(ctx, vehicle)
    order = RepairOrder(
        store_id=ctx.store_id,
        vehicle=vehicle,
        plate=vehicle.plate,
        customer_id=people.owner_in_use(vehicle),
        appointment=appointment,
        advisor=own_advisor(ctx, vehicle, appointment),
        kind=kind or (appointment.kind if appointment else Kind.MAINTENANCE),
        key_tag=None if key_tag is None else tag_of(key_tag),
        arrived_at=at,
        acted_at=ctx.now,
        **habits_of(ctx, vehicle),
    )
    order.save()
    if appointment:
        appointment.state = Appointment.State.ARRIVED
        appointment.save()
    if said := (words.strip() or (appointment.words if appointment else "")):
        Concern(order=order, words=said).save()
    if key_tag is not None:
        take_things(ctx, order, [ThingTaken.Thing.KEY])
    return order


def is_expected(ctx: Act, vehicle: Vehicle, appointment: Appointment) -> None:
    """A booking brings the car for which it was made, once."""
    if appointment.vehicle_id != vehicle.pk:
        raise Refusal(f"这个预约是 {appointment.vehicle} 的，不是 {vehicle} 的：请核对车牌")
    if appointment.state != Appointment.State.BOOKED:
        raise Refusal(f"这个预约{appointment.get_state_display()}：请不带预约登记到店")


def tag_of(number: int) -> int:
    """The number on a key tag."""
    if not 1 <= number <= TAGS:
        raise Refusal(f"钥匙牌号是 1 到 {TAGS}")
    return number


def own_advisor(ctx: Act, vehicle: Vehicle, appointment: Appointment | None) -> Person | None:
    """The advisor whose customer this is, if he still works here."""
    advisor = appointment.advisor if appointment and appointment.advisor_id else vehicle.advisor
    return advisor if advisor and advisor.store_id == ctx.store_id and advisor.disabled_at is None else None


@worded
def _last_left(ctx: Act, vehicle_id: int) -> Any:
    left = RepairOrder.objects.of(ctx).filter(vehicle=vehicle_id, exited_at__isnull=False)
    return left.order_by("-arrived_at")[:1]


def habits_of(ctx: Act, vehicle: Vehicle) -> dict[str, Any]:
    """Wash, old parts, payment, waiting, callback hour as last time: what did not change is not asked."""
    last = next(iter(_last_left(ctx, vehicle.pk)), None)
    return {name: getattr(last, name) for name in HABITS} if last else {}


def waits_longer(ctx: Act, order: RepairOrder) -> RepairOrder | None:
    """A car of the common queue that comes first: by appointment hour, then by arrival (PROC-R-07).

    A car stands in its own advisor's queue for ten minutes; then anyone may take it (store_truth.md §2).
    """
    slot_at = order.appointment.slot_at if order.appointment else None
    first = _before(
        ctx, ctx.person_id, ctx.now - COMMON_AFTER, order.pk, order.arrived_at, slot_at, ctx.now,
        order.kind in FAST_LANE,
    )  # fmt: skip
    return first[0] if first else None


@worded
def _before(
    ctx: Act,
    person_id: int | None,
    common: datetime,
    order_id: int,
    arrived_at: datetime,
    slot_at: datetime | None,
    now: datetime,
    fast: bool,
) -> Any:
    queue = RepairOrder.objects.of(ctx).filter(state=RepairOrder.State.DRAFT, greeted_at=None)
    mine = models.Q(advisor_id=person_id) | models.Q(advisor=None) | models.Q(arrived_at__lte=common)
    if slot_at:
        queue = queue.filter(appointment__slot_at__lt=slot_at)
    else:
        hour_has_come = models.Q(appointment__slot_at__lte=now)
        queue = queue.filter(models.Q(arrived_at__lt=arrived_at) | hour_has_come)
    if fast:
        queue = queue.filter(kind__in=FAST_LANE)
    return queue.exclude(pk=order_id).filter(mine).order_by("arrived_at")[:1]


def known_marks(ctx: Any, vehicle_id: int, *, but: int) -> list[DamageMark]:
    """Marks of the last visit with a walk-around: known, drawn hollow."""
    last = _last_walked_around(ctx, vehicle_id, but)
    return _marks(ctx, last[0]) if last else []


@worded
def _last_walked_around(ctx: Any, vehicle_id: int, but: int) -> Any:
    visits = RepairOrder.objects.of(ctx).filter(vehicle_id=vehicle_id, walked_around_at__isnull=False)
    return visits.exclude(pk=but).order_by("-arrived_at").values_list("pk", flat=True)[:1]


@worded
def _marks(ctx: Any, order_id: int) -> Any:
    return DamageMark.objects.of(ctx).filter(order=order_id).select_related("order", "known_from__order")


def carry_known(ctx: Act, order: RepairOrder, marks: Sequence[DamageMark]) -> list[DamageMark]:
    """What was known before stands on the car still, unless it is among these already."""
    there = {mark.known_from_id for mark in marks} - {None}
    known = known_marks(ctx, order.vehicle_id, but=order.pk)
    return [
        DamageMark(
            order=order,
            kind=mark.kind,
            view=mark.view,
            x=mark.x,
            y=mark.y,
            place=mark.place,
            known_from_id=mark.known_from_id or mark.pk,
            seen_at=mark.seen_at,
        )
        for mark in known
        if not there & {mark.pk, mark.known_from_id}
    ]


def marks_of(order: RepairOrder, marks: Iterable[Any], *, seen_at: str = "接车") -> list[DamageMark]:
    """Rows for tapped marks; a place outside the drawing is refused."""
    rows = []
    for mark in marks:
        if not (0 <= mark.x <= 1000 and 0 <= mark.y <= 1000):
            raise Refusal("痕迹要点在车身图上")
        rows.append(
            DamageMark(
                order=order,
                kind=mark.kind,
                view=mark.view,
                x=mark.x,
                y=mark.y,
                place=mark.place,
                known_from_id=mark.known_from,
                seen_at=seen_at,
            )
        )
    return rows


def seen_where(order: RepairOrder) -> str:
    """Where a mark is seen that is noted now."""
    return "接车" if order.state == RepairOrder.State.DRAFT else "车间"


def take_things(ctx: Act, order: RepairOrder, things: Sequence[str]) -> None:
    """Note what was taken from the customer; each thing once."""
    kept = {each.thing for each in order.at_hand("things")}
    rows = [ThingTaken(order=order, thing=thing) for thing in dict.fromkeys(things) if thing not in kept]
    if rows:
        ThingTaken.objects.add_many(rows)


def note_papers(
    ctx: Act,
    order: RepairOrder,
    outcome: PapersOutcome,
    taken: Sequence[str],
    sender_name: str,
    sender_phone: str,
) -> None:
    """What licence and booklet gave, who sends the car, and what of it stays with us (PROC-R-17)."""
    order.papers_checked = outcome.value
    order.sender_is_owner = outcome is not PapersOutcome.SENDER_ONLY
    if not order.sender_is_owner:
        if not sender_name.strip():
            raise Refusal("送修人不是车主时，请记下他的姓名和电话")
        order.sender_name, order.sender_phone = sender_name.strip(), phone_of(sender_phone)
    take_things(ctx, order, taken)


def free_tag(ctx: Any) -> int:
    """The lowest key tag that hangs on no car."""
    here = RepairOrder.objects.of(ctx).filter(exited_at=None, voided_at=None, key_tag__isnull=False)
    hanging = set(here.values_list("key_tag", flat=True))
    return next((number for number in range(1, TAGS + 1) if number not in hanging), TAGS)


def name_owner(ctx: Act, order: RepairOrder, kind: Customer.Kind, name: str, phone: str) -> Customer:
    """The owner of a car: as we know him where nobody is named, found by his number, else a new file."""
    known = order.vehicle.owner
    if known and people.owner_in_use(order.vehicle) and not name.strip() and not phone.strip():
        order.customer = order.customer or known
        return known
    found = people.find(ctx, phone=phone, name=name.strip()) if phone.strip() else None
    if found is None:
        found = Customer(store_id=ctx.store_id, pool=people.pool_of(ctx), kind=kind, acted_at=ctx.now)
        people.write(ctx, found, name=name, phone=phone)
        people.refuse_twin(ctx, found)
        found.save()
    people.refuse_unused(ctx, found)
    if order.vehicle.owner_id != found.pk:
        vehicles.give_owner(ctx, order.vehicle, found, ctx.today)
    order.customer = found
    return found


def give_back_all(ctx: Act, order: RepairOrder) -> None:
    kept = [thing for thing in order.at_hand("things") if thing.given_back_at is None]
    for thing in kept:
        thing.given_back_at = ctx.now
    ThingTaken.objects.change_many(kept, ["given_back_at"])


def phone_of(text: str) -> str:
    """A telephone number as the house writes it; what is wrong is refused with the reason."""
    if not text.strip():
        return ""
    try:
        return phones.judge(text).text
    except ValueError as error:
        raise Refusal(str(error)) from error
