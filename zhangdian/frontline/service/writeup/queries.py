"""What the write-up desk shows: sentences with lines and parts, the money, the promise, what is open."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.frontline.service import holding, pace, promise, recommended
from zhangdian.frontline.service.models import Advice, Appointment, OrderLine, PartLine, Payer, RepairOrder
from zhangdian.frontline.service.pace import Pace
from zhangdian.frontline.service.proposals import Proposals
from zhangdian.frontline.service.quoting import Quote
from zhangdian.people.customers import recalls, warranty
from zhangdian.people.customers.warranty import Period
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part

NEVER_COVERED = frozenset({"保养", "轮胎底盘", "钣喷", "精品", "检测", "召回"})
"""Kinds of work of which the maker's warranty says nothing."""


@dataclass(frozen=True)
class PartRow:
    """A part of a line: on the shelf, or from when."""

    part: Any
    short: bool
    comes: str
    """明天 10:00 到; empty when it is there."""


@dataclass(frozen=True)
class LineRow:
    """An operation with its parts."""

    line: Any
    parts: list[PartRow]
    in_warranty: Period | None = None
    """The maker's promise that may cover this repair: upkeep and what wears is never covered."""

    @property
    def short(self) -> bool:
        return any(one.short for one in self.parts)


@dataclass
class Group:
    """A sentence of the customer with what answers it; the last group answers none."""

    number: int
    concern: Any = None
    rows: list[LineRow] = field(default_factory=list)
    likely: list[Quote] = field(default_factory=list)


@dataclass(frozen=True)
class Open:
    """What the car still needs from earlier visits, and how it stands now."""

    advice: Advice
    left: bool
    """The customer said today: not this time."""


@dataclass
class WriteUp:
    """One order at the write-up desk; every fact is asked once."""

    ctx: Any
    order: Any

    @cached_property
    def all_lines(self) -> list[Any]:
        rows = self.order.lines.filter(voided_at=None).select_related("operation")
        parts = PartLine.objects.filter(voided_at=None).select_related("part")
        return list(rows.prefetch_related(Prefetch("parts", parts)))

    @property
    def lines(self) -> list[Any]:
        return [line for line in self.all_lines if line.declined_at is None]

    @cached_property
    def concerns(self) -> list[Any]:
        return list(self.order.concerns.all())

    @cached_property
    def proposals(self) -> Proposals:
        return Proposals(self.ctx, self.order, self.lines)

    @cached_property
    def stock(self) -> dict[Part, Any]:
        wanted: Counter[Part] = Counter()
        for line in self.lines:
            for part in line.parts.all():
                wanted[part.part] += part.quantity
        return parts_queries.availability(self.ctx, wanted) if wanted else {}

    @cached_property
    def pace(self) -> Pace:
        """The store's measures; asked only where something is short."""
        return pace.today(self.ctx)

    def row_of(self, line: OrderLine) -> LineRow:
        rows = []
        for one in line.parts.all():
            known = self.stock[one.part]
            comes = promise.morning_after(self.ctx, known.lead_days, self.pace) if known.short else None
            rows.append(PartRow(one, bool(known.short), arrives(self.ctx, comes) if comes else ""))
        return LineRow(line, rows, self.covers(line))

    def covers(self, line: OrderLine) -> Period | None:
        """The maker's warranty, where it runs and this work may be its matter (PROC-R-13)."""
        term = self.warranty
        may = term is not None and term.holds and line.operation.category not in NEVER_COVERED
        return term if may else None

    @cached_property
    def groups(self) -> list[Group]:
        """By sentence, as he said them; what answers no sentence stands last."""
        found = {one.pk: Group(number, one) for number, one in enumerate(self.concerns, 1)}
        rest = Group(len(found) + 1)
        for line in self.lines:
            found.get(line.concern_id or 0, rest).rows.append(self.row_of(line))
        for key, group in found.items():
            if not group.rows:
                group.likely = self.proposals.for_words(key)
        return [*found.values(), *([rest] if rest.rows else [])]

    @cached_property
    def late_rows(self) -> list[LineRow]:
        """Lines whose parts are not here."""
        return [row for group in self.groups for row in group.rows if row.short]

    @cached_property
    def first_arrival(self) -> Any:
        """When the last missing part is here."""
        late = [one.lead_days for one in self.stock.values() if one.short]
        return promise.morning_after(self.ctx, max(late), self.pace) if late else None

    @property
    def come_again(self) -> tuple[str, str]:
        """When the car comes for what is missing: in the afternoon of the day on which its parts do."""
        at = (self.first_arrival or self.ctx.now).astimezone(self.ctx.standing.zone) + timedelta(hours=4)
        return f"{at:%Y-%m-%dT%H:%M}", arrives(self.ctx, at).removesuffix(" 到")

    @property
    def promised_words(self) -> str:
        """11:10 today, 11-24 14:00 on another day."""
        at = self.order.promised_at.astimezone(self.ctx.standing.zone)
        return f"{at:%H:%M}" if at.date() == self.ctx.today else f"{at:%m-%d %H:%M}"

    @cached_property
    def open_items(self) -> list[Open]:
        """Safety first; what stands on the order is not open."""
        taken = {line.from_advice_id for line in self.lines}
        rows = [
            one
            for one in recommended.open_for(self.ctx, self.order.vehicle_id)
            if one.order_id != self.order.pk
        ]
        since = self.order.arrived_at
        return [
            Open(one, bool(one.answered_at and one.answered_at >= since and one.answer != Advice.Answer.OPEN))
            for one in rows
            if one.pk not in taken
        ]

    @property
    def put_off(self) -> list[Any]:
        """What was put on the order today and taken off again for want of parts."""
        return [line for line in self.all_lines if line.declined_at]

    @cached_property
    def booked_again(self) -> list[Appointment]:
        """Visits that were booked at this one."""
        rows = Appointment.objects.of(self.ctx).filter(
            vehicle_id=self.order.vehicle_id,
            state=Appointment.State.BOOKED,
            booked_at__gte=self.order.arrived_at,
        )
        return list(rows)

    @cached_property
    def periods(self) -> dict[str, Period]:
        """Warranty and three guarantees as they stand for this car today, by name."""
        car = self.order.vehicle
        terms = car.model.terms_on(car.sold_on or self.ctx.today) if car.model else None
        return {one.name: one for one in warranty.periods(car, terms, self.ctx.today, self.order.mileage_km)}

    @property
    def warranty(self) -> Period | None:
        return self.periods.get("整车质保")

    @property
    def three_guarantees(self) -> Period | None:
        return self.periods.get("三包")

    @cached_property
    def recalls(self) -> list[Any]:
        return recalls.open_on(self.ctx, [self.order.vehicle])[self.order.vehicle_id]

    @property
    def open_recalls(self) -> list[Any]:
        """Campaigns that are not on the order yet."""
        taken = {line.operation.code for line in self.lines}
        return [one for one in self.recalls if one.recall.operation_code not in taken]

    @cached_property
    def holds(self) -> list[Hold]:
        return holds.open_on(self.ctx, [self.order])[self.order.pk]

    @property
    def link_sent(self) -> bool:
        return any(hold.kind == holding.CUSTOMER_ANSWER for hold in self.holds)

    @cached_property
    def promised(self) -> promise.Promise:
        return promise.of_lines(self.ctx, self.order, self.lines, self.first_arrival)

    @property
    def promise_is_off(self) -> bool:
        """The time on the order is earlier than the load allows, by more than the advisor's own half hour."""
        at = self.order.promised_at
        return bool(at and self.promised.at - at > self.promised.free_hand)

    @cached_property
    def visits(self) -> int:
        """How often the car was here before."""
        rows = RepairOrder.objects.of(self.ctx).filter(vehicle_id=self.order.vehicle_id)
        return int(rows.filter(exited_at__isnull=False).count())

    @cached_property
    def sums(self) -> dict[str, Any]:
        """What the customer pays, and what others pay (yuan)."""
        by_payer: dict[str, Decimal] = {}
        labour = parts = discount = ZERO
        hours = Decimal(0)
        for line in self.lines:
            of_parts = sum((one.amount for one in line.parts.all()), ZERO)
            by_payer[line.payer] = by_payer.get(line.payer, ZERO) + line.amount + of_parts
            if line.payer == Payer.CUSTOMER:
                labour, parts, hours = labour + line.labour, parts + of_parts, hours + line.hours
                discount += line.discount
        mine = by_payer.pop(Payer.CUSTOMER, ZERO)
        rest = [(Payer(payer).label, amount) for payer, amount in by_payer.items()]
        return {
            "hours": hours,
            "labour": labour,
            "parts": parts,
            "discount": -discount,
            "customer": mine,
            "others": rest,
        }


def arrives(ctx: Any, at: Any) -> str:
    """明天 10:00 到, 11-27 10:00 到."""
    local = at.astimezone(ctx.standing.zone)
    days = (local.date() - ctx.today).days
    word = {1: "明天", 2: "后天"}.get(days, f"{local:%m-%d}")
    return f"{word} {local:%H:%M} 到"


def write_up(ctx: Any, pk: int) -> WriteUp:
    """The order of this store by its key; NotHere for any other."""
    rows = RepairOrder.objects.of(ctx).select_related(
        "vehicle__model", "vehicle__owner", "customer", "advisor", "appointment"
    )
    return WriteUp(ctx, rows.prefetch_related("concerns", "vehicle__model__terms").here(pk))
