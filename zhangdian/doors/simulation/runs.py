"""A run: the visits that began between two instants, read once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.frontline.service.models import ClockRecord, OrderLine, RepairOrder
from zhangdian.people.customers.models import Vehicle

MONTH = 30.4
ORDER = "service.repairorder"


@dataclass
class Run:
    """The visits that began and mostly ended between two instants."""

    store_id: int
    since: datetime
    until: datetime

    @property
    def months(self) -> float:
        return (self.until - self.since).total_seconds() / 86_400 / MONTH

    @cached_property
    def orders(self) -> list[RepairOrder]:
        rows = RepairOrder.objects.filter(
            store=self.store_id, arrived_at__gte=self.since, arrived_at__lt=self.until
        )
        return list(rows.exclude(number="").order_by("pk"))

    @cached_property
    def left(self) -> list[RepairOrder]:
        return [order for order in self.orders if order.exited_at]

    @cached_property
    def lines(self) -> dict[int, list[OrderLine]]:
        found: dict[int, list[OrderLine]] = defaultdict(list)
        rows = OrderLine.objects.filter(order__in=self.keys, voided_at=None).select_related("operation")
        for line in rows.order_by("pk"):
            found[line.order_id].append(line)
        return found

    @cached_property
    def keys(self) -> Any:
        return RepairOrder.objects.filter(
            store=self.store_id, arrived_at__gte=self.since, arrived_at__lt=self.until
        ).values("pk")

    @cached_property
    def clocked(self) -> dict[int, list[ClockRecord]]:
        found: dict[int, list[ClockRecord]] = defaultdict(list)
        for record in ClockRecord.objects.filter(order__in=self.keys, ended_at__isnull=False).order_by(
            "started_at"
        ):
            found[record.order_id].append(record)
        return found

    @cached_property
    def cars(self) -> int:
        """Cars that the store knew before."""
        rows = Vehicle.objects.filter(store=self.store_id, sold_on__lt=clock.day(self.since))
        return int(rows.count())

    def of_kind(self, *kinds: str) -> list[RepairOrder]:
        return [order for order in self.left if order.kind in kinds]

    def entries(self, action: str) -> int:
        return Entry.objects.filter(
            store=self.store_id, action=action, at__gte=self.since, at__lt=self.until
        ).count()
