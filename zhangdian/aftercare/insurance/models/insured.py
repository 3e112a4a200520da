"""How many of a month's cars are insured here: by the ledger, and by what the insurers list."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.delivered import DeliveredCar
from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.customers.models import Vehicle


class RateCheckQuerySet(RecordQuerySet):
    def for_acts(self) -> "RateCheckQuerySet":
        return self.select_related("confirmed_by")


class RateCheck(Root):
    """The insured rate of a month that is over, twice counted; confirmed when each gap has a reason."""

    class State(models.TextChoices):
        DRAFT = "draft", "待确认"
        CONFIRMED = "confirmed", "已确认"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    month = models.DateField("月份")
    cars = models.PositiveIntegerField("进店和售出的车")
    system = models.PositiveIntegerField("系统里在保")
    listed = models.PositiveIntegerField("按清单在保")
    unverified = models.PositiveIntegerField("没有清单可核", default=0)
    """Insured by the ledger where nobody brought the list of that insurer and month: taken on its word."""
    drawn_at = models.DateTimeField("比对于")
    confirmed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认于", null=True)
    remark = models.CharField("说明", max_length=200, blank=True, default="")
    reopened_because = models.CharField("为什么重开", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(RateCheckQuerySet)()

    class Meta:
        verbose_name = "投保率核对"
        ordering = ("-month",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "month"],
                name="rate_check_once_a_month",
                violation_error_message="这个月的投保率已经在核对：请在列表里找到它",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(confirmed_at__isnull=False),
                name="confirmed_rate_check_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 投保率"

    @property
    def apart(self) -> int:
        """Cars by which the two counts differ."""
        return self.listed - self.system


class RateGap(Record):
    """A car that one of the two counts has and the other has not, and why."""

    class Side(models.TextChoices):
        LISTED = "listed", "清单有、系统没有"
        SYSTEM = "system", "系统有、清单没有"

    root = "rate_check"
    store_path = "rate_check__store"
    rate_check = models.ForeignKey(RateCheck, on_delete=models.PROTECT, related_name="gaps")
    vehicle = models.ForeignKey(
        Vehicle, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    delivered = models.ForeignKey(
        DeliveredCar, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="交付的新车"
    )
    """A new car of the delivered list that has no vehicle file yet; with a file it is named by that."""
    side = models.CharField("哪边有", max_length=6, choices=Side.choices)
    because = models.CharField("原因", max_length=200, blank=True, default="")
    said_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁写的"
    )
    said_at = models.DateTimeField("写于", null=True)
    gone = models.BooleanField("已一致", default=False)
    """A later comparison found both counts alike."""

    class Meta:
        verbose_name = "投保率差异"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rate_check", "vehicle"], name="rate_gap_once_per_car"),
            models.UniqueConstraint(
                fields=["rate_check", "delivered"], name="rate_gap_once_per_delivered_car"
            ),
            models.CheckConstraint(
                condition=Q(vehicle__isnull=True) ^ Q(delivered__isnull=True),
                name="rate_gap_names_one_car",
            ),
        ]

    def __str__(self) -> str:
        return str(self.vehicle or self.delivered)

    @property
    def vin(self) -> str:
        named: str = (self.vehicle or self.delivered).vin  # type: ignore[union-attr]
        return named
