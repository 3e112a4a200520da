"""Reports as they were delivered, and what a store changed of their hour and receiver."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role


class ReportPlan(Record):
    """From a day on this store delivers a report at another hour, to another post, or not at all."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("报表", max_length=30)
    since = models.DateField("从")
    receiver = models.CharField("交给", max_length=4, choices=Role.choices)
    due = models.TimeField("几点")
    stands = models.BooleanField("要报", default=True)

    class Meta:
        verbose_name = "报表安排"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "since"],
                name="report_plan_once_per_day",
                violation_error_message="这份报表今天已经改过一次安排",
            )
        ]


class Report(Root):
    """One report over one period, frozen as it was delivered."""

    class State(models.TextChoices):
        FAILED = "failed", "没做成"
        NEW = "new", "待看"
        RETURNED = "returned", "退回提问"
        ANSWERED = "answered", "已答复"
        READ = "read", "已看"

    ARROWS: ClassVar = {
        State.FAILED: {State.NEW: "重做报表"},
        State.NEW: {State.READ: "看过", State.RETURNED: "退回提问"},
        State.RETURNED: {State.ANSWERED: "答复报表"},
        State.ANSWERED: {State.READ: "看过", State.RETURNED: "退回提问"},
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("报表", max_length=30)
    title = models.CharField("名称", max_length=60)
    first = models.DateField("从")
    last = models.DateField("到")
    receiver = models.CharField("交给", max_length=4, choices=Role.choices)
    author = models.CharField("谁负责", max_length=4, choices=Role.choices)
    """The post whose duty the report is: it answers what the receiver asks."""
    due_at = models.DateTimeField("应交")
    made_at = models.DateTimeField("做成", null=True)
    content_text = models.TextField(default="")
    """Figures and tables as they were, for the sheet; the page beside it is frozen as a paper."""
    failed_because = models.CharField("为什么没做成", max_length=200, blank=True, default="")
    read_at = models.DateTimeField("看过", null=True)
    read_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁看的"
    )
    question = models.CharField("问题", max_length=300, blank=True, default="")
    asked_at = models.DateTimeField("退回于", null=True)
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True)
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.FAILED, editable=False
    )

    class Meta:
        verbose_name = "报表"
        ordering = ("-due_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "first"],
                name="report_once_per_period",
                violation_error_message="这一期的报表已经有了",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False) | ~Q(failed_because=""), name="report_made_or_says_why_not"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "receiver", "state"], name="report_by_receiver"),
            models.Index(fields=["store", "-due_at"], name="report_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.span}"

    def derive_state(self) -> State:
        """Made, then read, or returned with a question until it is answered."""
        if self.made_at is None:
            return self.State.FAILED
        if self.read_at:
            return self.State.READ
        if self.asked_at and not self.answered_at:
            return self.State.RETURNED
        return self.State.ANSWERED if self.answered_at else self.State.NEW

    @property
    def span(self) -> str:
        """11-25, or 10-01 到 10-31."""
        return (
            f"{self.first:%m-%d}" if self.first == self.last else f"{self.first:%m-%d} 到 {self.last:%m-%d}"
        )
