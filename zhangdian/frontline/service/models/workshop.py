"""Clock times, findings and checks."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.records import Record
from zhangdian.frontline.service.models.catalogue import InspectionItem
from zhangdian.frontline.service.models.order import OrderLine, RepairOrder


class ClockRecord(Record):
    """A technician's time on a line; nobody works on two things at once."""

    root = "order"
    store_path = "order__store"
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="clock_records")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="clock_records")
    technician = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("开工")
    ended_at = models.DateTimeField("停工", null=True)
    ended_because = models.CharField("停工原因", max_length=20, blank=True, default="")
    told_at = models.DateTimeField("补填于", null=True, blank=True)
    """When its holder said afterwards at what time he had stopped."""
    corrected_at = models.DateTimeField("更正于", null=True, blank=True)
    stamped_start = models.DateTimeField("原开工", null=True, blank=True)
    stamped_end = models.DateTimeField("原停工", null=True, blank=True)
    """What the clock had stamped before a correction that was signed."""

    class Meta:
        verbose_name = "打卡"
        ordering = ("started_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["technician"],
                condition=Q(ended_at__isnull=True),
                name="one_open_clock_per_person",
                violation_error_message="您在另一个项目上还没有停工：请先暂停或完工",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="clock_ends_after_it_begins",
                violation_error_message="停工不能早于开工",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["technician", "-started_at"], name="clock_by_technician"),
            models.Index(fields=["-started_at"], name="clock_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.technician} {self.line}"

    @property
    def minutes(self) -> int | None:
        """Whole minutes on the line; None while it runs."""
        return clock.minutes_between(self.started_at, self.ended_at) if self.ended_at else None


class Finding(Record):
    """What a technician found on the car: measured, judged, photographed; it becomes extra work or advice."""

    root = "order"
    store_path = "order__store"

    class Level(models.TextChoices):
        AMBER = "amber", "黄"
        RED = "red", "红"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="findings")
    item = models.ForeignKey(InspectionItem, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("发现", max_length=60)
    measured = models.CharField("测得", max_length=30, blank=True, default="")
    level = models.CharField("级别", max_length=6, choices=Level.choices)
    safety = models.BooleanField("安全项", default=False)
    found_by = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField("发现于")
    line = models.ForeignKey(OrderLine, null=True, on_delete=models.PROTECT, related_name="findings")
    """The line that was priced for it."""
    turned_into_advice = models.BooleanField("已列为建议", default=False)

    class Meta:
        verbose_name = "发现"
        ordering = ("pk",)

    @property
    def is_safety(self) -> bool:
        """Red on a matter of safety; amber may wait."""
        return self.safety and self.level == Finding.Level.RED

    @property
    def tone(self) -> str:
        return "late" if self.level == Finding.Level.RED else "parts"


class Check(Record):
    """One look at the finished work: by the technician, the leader, the inspector, the advisor."""

    root = "order"
    store_path = "order__store"

    class Stage(models.TextChoices):
        SELF = "self", "自检"
        LEADER = "leader", "组长检查"
        FINAL = "final", "总检"
        WASH = "wash", "洗车检查"
        INTERNAL = "internal", "内部交车"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="checks")
    stage = models.CharField("级", max_length=8, choices=Stage.choices)
    passed = models.BooleanField("合格")
    person = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("检查于")
    points = models.CharField("看了什么", max_length=400, blank=True, default="")
    """What was looked at and found in order, as it stood on the list that day."""
    remark = models.CharField("说明", max_length=300, blank=True, default="")
    road_test_km = models.PositiveSmallIntegerField("路试 km", null=True)

    class Meta:
        verbose_name = "检验"
        ordering = ("checked_at", "pk")
        indexes: ClassVar = [models.Index(fields=["order", "stage"], name="check_by_stage")]


class OldPart(Record):
    """A replaced part that does not simply go into the tray: taken away by the customer, or sent back for
    the claim.
    """

    root = "order"
    store_path = "order__store"

    class Fate(models.TextChoices):
        TAKE = "take", "客户带走"
        CLAIM = "claim", "索赔留存"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="old_parts_kept")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey("parts.Part", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("旧件", max_length=60)
    quantity = models.PositiveSmallIntegerField("数量")
    fate = models.CharField("去处", max_length=6, choices=Fate.choices)
    label = models.CharField("标签", max_length=24)
    place = models.CharField("放在", max_length=20)
    kept_by = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField("登记于")
    confirmed_at = models.DateTimeField("顾问确认", null=True)
    shown_at = models.DateTimeField("给客户看过", null=True)
    handed_at = models.DateTimeField("交给客户", null=True)

    class Meta:
        verbose_name = "旧件"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "part"],
                name="old_part_kept_once",
                violation_error_message="这一件旧件已经登记过了",
            ),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True) | Q(fate="take"), name="claim_parts_stay_here"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}"
