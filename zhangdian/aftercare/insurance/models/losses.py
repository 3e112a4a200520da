"""Why renewals were lost in a month, and what is done about it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.aftercare.insurance.models.renewals import DeskWord
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root


class AnalysisQuerySet(RecordQuerySet):
    def for_acts(self) -> "AnalysisQuerySet":
        return self.select_related("written_by", "decided_by")


class LostAnalysis(Root):
    """The lost renewals of a month by reason, what the specialist says to them, and the manager's word."""

    class State(models.TextChoices):
        DRAFT = "draft", "待提交"
        SUBMITTED = "sent", "待批"
        APPROVED = "approved", "已批准"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DRAFT)
    month = models.DateField("哪个月")
    lost = models.PositiveIntegerField("战败")
    drawn_at = models.DateTimeField("起草于")
    text = models.CharField("分析", max_length=500, blank=True, default="")
    written_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁写的"
    )
    written_at = models.DateTimeField("提交于", null=True)
    decided_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁批的"
    )
    decided_at = models.DateTimeField("批于", null=True)
    remark = models.CharField("批语", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(AnalysisQuerySet)()

    class Meta:
        verbose_name = "战败分析"
        ordering = ("-month",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "month"],
                name="lost_analysis_once_a_month",
                violation_error_message="这个月的战败分析已经起草了",
            ),
            models.CheckConstraint(
                condition=Q(written_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(written_by=F("decided_by")),
                name="lost_analysis_approved_by_another",
                violation_error_message="自己写的分析由别人来批",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 战败分析"


class LostCount(Record):
    """How many were lost for one reason, by this month's draft and by that of the month before."""

    root = "analysis"
    store_path = "analysis__store"
    analysis = models.ForeignKey(LostAnalysis, on_delete=models.PROTECT, related_name="counts")
    reason = models.ForeignKey(DeskWord, on_delete=models.PROTECT, related_name="+", verbose_name="原因")
    count = models.PositiveIntegerField("台数")
    before = models.PositiveIntegerField("上个月")

    class Meta:
        verbose_name = "战败原因台数"
        ordering = ("-count", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["analysis", "reason"], name="lost_reason_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.count} 台"


class LostGroup(Record):
    """How many went to one insurer, for one difference in price, or after one person's calls."""

    class By(models.TextChoices):
        WENT_TO = "to", "去了哪里"
        PRICE_GAP = "gap", "差价"
        CALLER = "caller", "谁打的"

    root = "analysis"
    store_path = "analysis__store"
    analysis = models.ForeignKey(LostAnalysis, on_delete=models.PROTECT, related_name="groups")
    by = models.CharField("按什么", max_length=6, choices=By.choices)
    name = models.CharField("归到", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    count = models.PositiveIntegerField("台数")
    before = models.PositiveIntegerField("上个月")

    class Meta:
        verbose_name = "战败分组台数"
        ordering = ("by", "order", "-count", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["analysis", "by", "name"], name="lost_group_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()} {self.name} {self.count} 台"


class Improvement(Record):
    """What is done about one reason, by whom, until when, and what came of it (RNW-22)."""

    root = "analysis"
    store_path = "analysis__store"
    analysis = models.ForeignKey(LostAnalysis, on_delete=models.PROTECT, related_name="improvements")
    reason = models.ForeignKey(DeskWord, on_delete=models.PROTECT, related_name="+", verbose_name="针对")
    text = models.CharField("措施", max_length=200)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="负责人")
    due_on = models.DateField("完成日期")
    dropped = models.BooleanField("退回时作废", default=False)
    done_at = models.DateTimeField("完成于", null=True)
    result = models.CharField("结果", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "改善措施"
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(result=""),
                name="done_improvement_says_its_result",
                violation_error_message="完成要写结果",
            ),
        ]

    def __str__(self) -> str:
        return self.text
