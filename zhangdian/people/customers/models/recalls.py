"""What the maker calls back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.people.customers.models.vehicle import Vehicle


class Recall(Root):
    """A campaign of the maker: which cars, what is done to them, whether they may be sold meanwhile."""

    belongs = Belongs.HOUSE

    class Kind(models.TextChoices):
        RECALL = "recall", "召回"
        TECHNICAL = "technical", "技术活动"

    campaign_no = models.CharField("活动号", max_length=30, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    model_codes = models.CharField("车型代码", max_length=300, blank=True, default="")
    """Codes separated by blanks; with a list of VINs they only explain."""
    from_year = models.PositiveSmallIntegerField("自年款", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("至年款", null=True, blank=True)
    by_vin = models.BooleanField("按车架号清单", default=False)
    operation_code = models.CharField("作业代码", max_length=20, blank=True, default="")
    minutes = models.PositiveSmallIntegerField("工时(分)", default=0)
    stop_sale = models.BooleanField("停售", default=False)
    opened_on = models.DateField("自")
    closed_on = models.DateField("止", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "召回活动"
        ordering = ("-opened_on", "campaign_no")

    def __str__(self) -> str:
        return f"{self.campaign_no} {self.name}"


class RecallVin(Record):
    """A VIN on the maker's list of a campaign, whether we know the car or not."""

    belongs = Belongs.HOUSE
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="vins", verbose_name="活动")
    vin = models.CharField("车架号", max_length=17)

    class Meta:
        verbose_name = "召回车架号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "vin"], name="recall_vin_once_per_campaign")
        ]
        indexes: ClassVar = [models.Index(fields=["vin"], name="recall_vin_by_vin")]


class VehicleRecall(Record):
    """One car under one campaign, and how far it has come."""

    belongs = Belongs.GROUP
    store_path = "vehicle__store"
    root = "vehicle"

    class State(models.TextChoices):
        OPEN = "open", "未通知"
        TOLD = "told", "已通知"
        BOOKED = "booked", "已预约"
        DONE = "done", "已完成"
        UNREACHABLE = "unreachable", "无法联系"
        REFUSED = "refused", "拒绝"

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="cars", verbose_name="活动")
    vehicle = models.ForeignKey(
        Vehicle, on_delete=models.PROTECT, related_name="recalls", verbose_name="车辆"
    )
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.OPEN)
    told_at = models.DateTimeField("通知于", null=True, blank=True)
    done_on = models.DateField("完成于", null=True, blank=True)
    remark = models.CharField("说明", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "车辆召回"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "vehicle"], name="recall_once_per_vehicle"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="done_recall_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(remark=""), name="refused_recall_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["vehicle", "state"], name="vehicle_recall_by_state")]


OPEN_RECALLS = (
    VehicleRecall.State.OPEN,
    VehicleRecall.State.TOLD,
    VehicleRecall.State.BOOKED,
    VehicleRecall.State.UNREACHABLE,
    VehicleRecall.State.REFUSED,
)
"""All but done: the duty stands until the car is mended."""
