"""What service is measured by, advisor by advisor: quotes, telling the customer, delays that nobody told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import F, Q, Sum

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.frontline.service.handing_over import TELL_WITHIN
from zhangdian.frontline.service.models import (
    AgreedLine,
    Agreement,
    OrderLine,
    Payer,
    ProgressNote,
    RepairOrder,
    Statement,
)

GRACE = timedelta(minutes=15)
"""So long past its plan work is not late yet."""


@dataclass
class ByAdvisor:
    """One advisor's figure with the visits behind it."""

    advisor: Any
    count: int = 0
    of: int = 0
    before: Decimal = ZERO
    after: Decimal = ZERO
    minutes: int = 0
    others: list[Any] = field(default_factory=list)

    @property
    def percent(self) -> Decimal | None:
        """Share of what was in order; None where nothing was due."""
        return tenth(Decimal(100 * self.count) / self.of) if self.of else None

    @property
    def difference(self) -> Decimal | None:
        """How much the bill differs from what was estimated, in percent of the estimate."""
        return tenth(100 * (self.after - self.before) / self.before) if self.before else None

    @property
    def mean_minutes(self) -> Decimal | None:
        return tenth(Decimal(self.minutes) / self.of) if self.of else None


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def bounds(ctx: Any, first: date, last: date) -> tuple[datetime, datetime]:
    return clock.day_bounds(first, ctx.standing.zone)[0], clock.day_bounds(last, ctx.standing.zone)[1]


def by_advisor(rows: dict[Any, ByAdvisor]) -> list[ByAdvisor]:
    return sorted(rows.values(), key=lambda row: str(row.advisor or ""))


def _of(rows: dict[Any, ByAdvisor], advisor: Any) -> ByAdvisor:
    return rows.setdefault(advisor and advisor.pk, ByAdvisor(advisor))


def estimate_difference(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """What the customer was told when he signed, against what he was billed, of the visits that left
    (PROC-R-21).
    """
    start, end = bounds(ctx, first, last)
    left = RepairOrder.objects.of(ctx).filter(exited_at__gte=start, exited_at__lt=end)
    told = Agreement.objects.of(ctx).filter(
        order__in=left, about=Agreement.About.ORDER, answer=Agreement.Answer.YES
    )
    billed = Statement.objects.of(ctx).filter(order__in=left, payer=Payer.CUSTOMER, voided_at=None)
    amounts = dict(billed.values_list("order").annotate(sum=Sum("total")).order_by("order"))
    rows: dict[Any, ByAdvisor] = {}
    for each in told.select_related("order__advisor").order_by("pk"):
        row = _of(rows, each.order.advisor)
        after = amounts.get(each.order_id, ZERO)
        row.of, row.before, row.after = row.of + 1, row.before + each.amount, row.after + after
        row.count += after == each.amount
        if after != each.amount:
            row.others.append(each.order)
    return by_advisor(rows)


def time_to_quote(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """From what a technician found to the price before the customer, in minutes (PROC-R-23)."""
    start, end = bounds(ctx, first, last)
    asked = AgreedLine.objects.of(ctx).filter(
        agreement__about=Agreement.About.EXTRA,
        line__findings__found_at__gte=start,
        line__findings__found_at__lt=end,
    )
    found = asked.annotate(found_at=F("line__findings__found_at"))
    rows: dict[Any, ByAdvisor] = {}
    first_asked: set[int] = set()
    for each in found.select_related("agreement__order__advisor").order_by("agreement__shown_at", "pk"):
        if each.line_id in first_asked:
            continue
        first_asked.add(each.line_id)
        row = _of(rows, each.agreement.order.advisor)
        row.of += 1
        row.minutes += clock.minutes_between(each.found_at, each.agreement.shown_at)
    return by_advisor(rows)


def told_in_time(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """Of the cars that passed the advisor's own check: the customer knew within ten minutes (PROC-D-09)."""
    start, end = bounds(ctx, first, last)
    checked = RepairOrder.objects.of(ctx).filter(
        internally_checked_at__gte=start, internally_checked_at__lt=end
    )
    rows: dict[Any, ByAdvisor] = {}
    for order in checked.select_related("advisor").order_by("internally_checked_at", "pk"):
        due = order.internally_checked_at + TELL_WITHIN
        if order.customer_told_at is None and ctx.now <= due:
            continue
        row = _of(rows, order.advisor)
        in_time = bool(order.customer_told_at and order.customer_told_at <= due)
        row.of, row.count = row.of + 1, row.count + in_time
        if not in_time:
            row.others.append(order)
    return by_advisor(rows)


def delays_reported(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """Of the cars whose work ran past its plan: those of which the workshop said so before it was over
    (PROC-W-14).
    """
    start, end = bounds(ctx, first, last)
    planned = OrderLine.objects.of(ctx).filter(
        planned_end_at__gte=start, planned_end_at__lt=end, voided_at=None
    )
    over = planned.filter(
        Q(finished_at__gt=F("planned_end_at") + GRACE)
        | Q(finished_at=None, planned_end_at__lt=ctx.now - GRACE)
    )
    late: dict[int, OrderLine] = {}
    for line in over.select_related("order__advisor").order_by("planned_end_at", "pk"):
        late.setdefault(line.order_id, line)
    reported = _reports(ctx, late)
    rows: dict[Any, ByAdvisor] = {}
    for key, line in late.items():
        row = _of(rows, line.order.advisor)
        told = any(at <= (line.finished_at or ctx.now) for at in reported[key])
        row.of, row.count = row.of + 1, row.count + told
        if not told:
            row.others.append(line.order)
    return by_advisor(rows)


def _reports(ctx: Any, orders: Iterable[int]) -> dict[int, list[datetime]]:
    """When delays of these orders were reported."""
    notes = ProgressNote.objects.of(ctx).filter(about=ProgressNote.About.DELAY, order__in=list(orders))
    found: dict[int, list[datetime]] = defaultdict(list)
    for order, at in notes.values_list("order_id", "reported_at"):
        found[order].append(at)
    return found
