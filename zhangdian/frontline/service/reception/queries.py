"""What reception asks: which car this is, who waits how long, what the meter should show."""

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Photo
from zhangdian.foundation.ui.queues import once_a_page
from zhangdian.foundation.ui.writing import hour
from zhangdian.frontline.service import holding, receiving
from zhangdian.frontline.service.models import Advice, Appointment, OrderLine, RepairOrder
from zhangdian.people.customers import plates, readings, recalls
from zhangdian.people.customers import queries as customers
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.queries import named

State = RepairOrder.State
MATCHES = 6
A_WEEK, FAR = 7, 3
"""Days from which the habit says something, and how many times of it are odd."""
ARRIVALS = 80


# At the entrance ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Match:
    """A car that the signs may mean: booked for today, or here already."""

    vehicle: Any
    appointment: Appointment | None
    here: RepairOrder | None
    token: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def advisor(self) -> Any:
        booked = self.appointment
        return booked.advisor if booked and booked.advisor_id else self.vehicle.advisor

    @property
    def slot(self) -> str:
        return f"预约 {hour(self.appointment.slot_at)}" if self.appointment else ""


def matches(ctx: Any, typed: str) -> list[Match]:
    """Cars whose plate ends so; those booked today first, then those seen last. Three queries."""
    sign = plates.normalise(typed)[:8]
    if len(sign) < 2:
        return []
    rows = customers.vehicles_of(ctx).filter(plate_backwards__begins=sign[::-1], gone_on=None)
    cars = list(rows.select_related("advisor").order_by("-last_visit_on", "-pk")[:30])
    booked = {one.vehicle_id: one for one in booked_today(ctx, cars)}
    here = {one.vehicle_id: one for one in RepairOrder.objects.of(ctx).open().filter(vehicle__in=cars)}
    found = [Match(car, booked.get(car.pk), here.get(car.pk)) for car in cars]
    found.sort(key=lambda one: (one.appointment is None, one.here is not None))
    return found[:MATCHES]


def booked_today(ctx: Any, cars: list[Any]) -> Any:
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    rows = Appointment.objects.of(ctx).filter(
        vehicle__in=cars, state=Appointment.State.BOOKED, slot_at__gte=start, slot_at__lt=end
    )
    return rows.select_related("advisor").order_by("-slot_at")


def province_of(ctx: Any) -> str:
    """The first two signs of this town's plates, as the last car here had them."""
    last = RepairOrder.objects.of(ctx).order_by("-arrived_at", "-pk").values_list("plate", flat=True).first()
    return last[:2] if last and last[0] in plates.PROVINCES else ""


# The queue ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """What is to be done next with a car that has arrived."""

    word: str
    verb: str
    url_name: str = ""


GREET, WALK, WRITE, SIGN, LINK = (
    Step("等接待", "接待"),
    Step("环车", "环车", "service:walk_around"),
    Step("开单", "开单", "service:write_up"),
    Step("待客户签", "请签", "service:write_up"),
    Step("链接已发", "看", "service:write_up"),
)


@dataclass(frozen=True)
class Arrival:
    """A car that has arrived and is not signed for yet."""

    order: Any
    minutes: int
    step: Step
    late: bool

    @property
    def slot(self) -> str:
        return f"预约 {hour(self.order.appointment.slot_at)}" if self.order.appointment else ""

    @property
    def words(self) -> str:
        return "；".join(one.words for one in self.order.concerns.all())


def arrivals(ctx: Any) -> list[Arrival]:
    """Cars here without a signed order, longest waiting first; four queries."""
    lines = OrderLine.objects.filter(order=OuterRef("pk"), voided_at=None, declined_at=None)
    rows = (
        RepairOrder.objects.of(ctx)
        .open()
        .filter(state=State.DRAFT)
        .select_related("vehicle__model", "vehicle__owner", "customer", "advisor", "appointment")
        .prefetch_related("concerns")
        .annotate(has_lines=Exists(lines))
        .order_by("arrived_at", "pk")[:ARRIVALS]
    )
    listed = list(rows)
    waiting = holds.open_on(ctx, listed)
    return [arrival_of(ctx, order, waiting.get(order.pk, [])) for order in listed]


def arrival_of(ctx: Any, order: Any, open_holds: list[Any]) -> Arrival:
    minutes = clock.minutes_between(order.arrived_at, ctx.now)
    if order.greeted_at is None:
        step = GREET
    elif order.walked_around_at is None:
        step = WALK
    elif any(hold.kind == holding.CUSTOMER_ANSWER for hold in open_holds):
        step = LINK
    else:
        step = SIGN if order.has_lines else WRITE
    late = step is GREET and ctx.now - order.arrived_at >= receiving.COMMON_AFTER
    return Arrival(order, minutes, step, late)


@dataclass(frozen=True)
class Queue:
    """Mine first, then what anyone may take, then what others have."""

    mine: list[Arrival]
    common: list[Arrival]
    others: list[Arrival]

    @property
    def count(self) -> int:
        return len(self.mine) + len(self.common) + len(self.others)


def for_me(ctx: Any) -> Any:
    """Cars not signed for that are mine, or that anyone may take: the first two parts of the queue."""
    common = Q(advisor=None) | Q(arrived_at__lte=ctx.now - receiving.COMMON_AFTER)
    rows = RepairOrder.objects.of(ctx).open().filter(state=State.DRAFT)
    return rows.filter(Q(advisor=ctx.person_id) | Q(greeted_at=None) & common)


@once_a_page
def queue_of(ctx: Any) -> Queue:
    """The cars that have arrived, as this advisor should look at them."""
    mine, common, others = [], [], []
    free_since = ctx.now - receiving.COMMON_AFTER
    for one in arrivals(ctx):
        order = one.order
        if order.advisor_id == ctx.person_id:
            mine.append(one)
        elif order.greeted_at is None and (order.advisor_id is None or order.arrived_at <= free_since):
            common.append(one)
        else:
            others.append(one)
    mine.sort(key=lambda one: one.step is not GREET)
    return Queue(mine, common, others)


# At the car ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Habit:
    """The last reading and the car's daily distance: what the meter should show about now."""

    last: int | None
    read_on: Any
    daily: Decimal | None
    guess: int | None

    @property
    def first_figures(self) -> str:
        """All but the last three figures: the rest is typed from the photo."""
        return str(self.guess)[:-3] if self.guess and self.guess >= 10_000 else ""


def habit_of(ctx: Any, vehicle: Vehicle) -> Habit:
    known = readings.standing(vehicle)
    if not known:
        return Habit(None, None, None, None)
    daily = readings.usual_daily_km(vehicle, known, ctx.today)
    days = (ctx.today - known[0].read_on).days
    guess = known[0].km + int(days * daily) if daily is not None else known[0].km
    return Habit(known[0].km, known[0].read_on, daily, guess)


def says_of_reading(ctx: Any, vehicle: Vehicle, km: int) -> tuple[str, bool]:
    """69 天 +1,997，与日均 29 km 相符; and whether it needs a second look."""
    habit = habit_of(ctx, vehicle)
    if habit.last is None or habit.read_on is None:
        return "第一次来，没有上次里程", False
    days, more = (ctx.today - habit.read_on).days, km - habit.last
    if more < 0:
        return f"比上次 {habit.last:,} 少 {-more:,}", True
    grown = f"{days} 天 +{more:,}"
    if not habit.daily:
        return grown, False
    if more <= max(days, A_WEEK) * habit.daily * FAR:
        return f"{grown}，与日均 {habit.daily:.0f} km 相符", False
    return f"{grown}，超出日均 {habit.daily:.0f} km", True


@dataclass
class AtTheCar:
    """One car at reception, with what its card and its red band show; every fact is asked once."""

    ctx: Any
    order: Any

    @cached_property
    def last_visit(self) -> RepairOrder | None:
        rows = RepairOrder.objects.of(self.ctx).filter(
            vehicle_id=self.order.vehicle_id, exited_at__isnull=False
        )
        found: RepairOrder | None = rows.exclude(pk=self.order.pk).order_by("-arrived_at").first()
        return found

    @cached_property
    def recalls(self) -> list[Any]:
        return recalls.open_on(self.ctx, [self.order.vehicle])[self.order.vehicle_id]

    @cached_property
    def unsafe(self) -> list[Advice]:
        """Safety items that the customer did not have done."""
        rows = Advice.objects.of(self.ctx).filter(
            vehicle_id=self.order.vehicle_id, closed_at=None, safety=True
        )
        return list(rows.exclude(order=self.order).select_related("order"))

    @cached_property
    def concerns(self) -> list[Any]:
        return list(self.order.concerns.all())

    @cached_property
    def things(self) -> list[Any]:
        return list(self.order.things.all())

    @cached_property
    def marks(self) -> list[Any]:
        return list(self.order.marks.select_related("known_from__order"))

    @cached_property
    def photos(self) -> dict[str, list[Photo]]:
        rows = Photo.objects.of(self.ctx).filter(root_type="service.repairorder", root_id=self.order.pk)
        found: dict[str, list[Photo]] = {"corner": [], "seat": [], "mark": []}
        for photo in rows:
            found.setdefault(photo.kind, []).append(photo)
        return found

    @property
    def minutes(self) -> int:
        return clock.minutes_between(self.order.arrived_at, self.ctx.now)

    @property
    def owner(self) -> Any:
        return self.order.customer or named(self.order.vehicle)

    @property
    def stored_owner(self) -> Any:
        """The owner whose file is only stored: he asked us to delete his data."""
        return None if self.owner else self.order.vehicle.owner


def at_the_car(ctx: Any, pk: int) -> AtTheCar:
    """The visit of this store by its key, with all that reception shows; NotHere for any other."""
    rows = RepairOrder.objects.of(ctx).select_related(
        "vehicle__model", "vehicle__owner", "customer", "advisor", "appointment"
    )
    return AtTheCar(ctx, rows.here(pk))
