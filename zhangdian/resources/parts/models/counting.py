"""Counted."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts.models.shelves import StockCard


class StockCountQuerySet(RecordQuerySet):
    """Counts with what their acts read."""

    def for_acts(self) -> Any:
        return self.prefetch_related("lines__card__part")


class StockCount(Root):
    """A count of shelves (盘点): blind, a second time where it differs, then posted as differences."""

    class State(models.TextChoices):
        OPEN = "open", "盘点中"
        CLOSED = "closed", "已过账"
        VOID = "void", "作废"

    class Kind(models.TextChoices):
        DAILY = "daily", "日清"
        CYCLE = "cycle", "循环盘点"
        SPOT = "spot", "抽盘"
        ANNUAL = "annual", "年度全盘"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    number = models.CharField("盘点单号", max_length=30, blank=True, default="")
    kind = models.CharField("类型", max_length=6, choices=Kind.choices)
    drawn_on = models.DateField("日期")
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("过账时间", null=True, blank=True)
    voided_because = models.CharField("作废原因", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(StockCountQuerySet)()

    class Meta:
        verbose_name = "盘点单"
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="stock_count_number_once", condition=~Q(number="")
            ),
            models.UniqueConstraint(
                fields=["store", "kind", "drawn_on"],
                condition=Q(kind="daily"),
                name="stock_count_daily_once_a_day",
                violation_error_message="今天的日清盘点已经抽过",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()

    def seen_by_signers(self) -> dict[str, Any]:
        """What was found of every part, and why it differs."""
        found = self.lines.order_by("pk").values_list("pk", "counted", "expected", "reason")
        return {**super().seen_by_signers(), "lines": list(found)}


class CountLine(Record):
    """What was found of one part, and what the book said at that very instant."""

    root = "count"
    store_path = "count__store"
    count = models.ForeignKey(
        StockCount, on_delete=models.PROTECT, related_name="lines", verbose_name="盘点单"
    )
    card = models.ForeignKey(StockCard, on_delete=models.PROTECT, related_name="+", verbose_name="货位卡")
    counted = models.PositiveIntegerField("实点", null=True, blank=True)
    expected = models.IntegerField("账面", null=True, blank=True)
    counted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField("清点时间", null=True, blank=True)
    times = models.PositiveSmallIntegerField("清点次数", default=0)
    reason = models.CharField("差异原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "盘点行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["count", "card"],
                name="stock_counted_once_per_part",
                violation_error_message="一次盘点里每个配件只有一行",
            ),
            models.CheckConstraint(
                condition=Q(times__lte=2),
                name="stock_counted_at_most_twice",
                violation_error_message="已经复点过：差异请在过账时说明原因",
            ),
        ]

    @property
    def difference(self) -> int:
        """Pieces more (or less) than the book had when they were counted."""
        return 0 if self.counted is None else self.counted - (self.expected or 0)
