"""Reports as they were delivered, and what a store changed of their hour and receiver."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.management.reports.kinds import Period
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role

GRACE = timedelta(minutes=15)
"""The clock looks every few minutes: so much later is still in time."""


class ReportPlan(Record):
    """From a day on: a shipped report as this store wants it, or one of the store's own making."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("报表", max_length=30)
    since = models.DateField("从")
    receiver = models.CharField("交给", max_length=4, choices=Role.choices)
    due = models.TimeField("几点")
    on = models.PositiveSmallIntegerField("哪天", default=1)
    """The weekday (1 is Monday) or the day of the month; of daily ones nothing."""
    sections = models.TextField("内容", blank=True, default="")
    """Codes of sections, separated by blanks; empty: as the house ships it."""
    stands = models.BooleanField("要报", default=True)
    title = models.CharField("名称", max_length=60, blank=True, default="")
    """Of the store's own making; with it come the next three."""
    author = models.CharField("谁负责", max_length=4, choices=Role.choices, blank=True, default="")
    period = models.CharField(
        "说哪段", max_length=10, choices=[(each.value, each.label) for each in Period], blank=True, default=""
    )
    written = models.BooleanField("负责人写分析", default=False)

    class Meta:
        verbose_name = "报表安排"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "since"],
                name="report_plan_once_per_day",
                violation_error_message="这份报表今天已经改过一次安排",
            ),
            models.CheckConstraint(
                condition=Q(title="") | (~Q(author="") & ~Q(period="") & ~Q(sections="")),
                name="own_report_is_whole",
                violation_error_message="本店自己的报表要有负责的岗位、时段和内容",
            ),
        ]


class Report(Root):
    """One report over one period, frozen as it was delivered."""

    class State(models.TextChoices):
        FAILED = "failed", "没做成"
        DRAFT = "draft", "待写"
        NEW = "new", "待看"
        RETURNED = "returned", "退回提问"
        ANSWERED = "answered", "已答复"
        READ = "read", "已看"

    ARROWS: ClassVar = {
        State.FAILED: {State.NEW: "重做报表"},
        State.DRAFT: {State.NEW: "交报表；到点自动交", State.FAILED: "报表没做成"},
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
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁的"
    )
    """Whose own work it tells of; empty: the store's, and any holder of the author's post writes it."""
    written = models.BooleanField("负责人写分析", default=False)
    sights = models.CharField(max_length=100, blank=True, default="")
    """Guarded values in it, each between bars."""
    due_at = models.DateTimeField("应交")
    made_at = models.DateTimeField("交出", null=True)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁交的"
    )
    words = models.CharField("分析", max_length=1000, blank=True, default="")
    proposal = models.CharField("改进", max_length=500, blank=True, default="")
    content_text = models.TextField(default="")
    """Figures and tables as they were, for the sheet; the page beside it is frozen as a paper."""
    failed_because = models.CharField("为什么没做成", max_length=200, blank=True, default="")
    read_at = models.DateTimeField("看过", null=True)
    read_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁看的"
    )
    remark = models.CharField("批语", max_length=300, blank=True, default="")
    question = models.CharField("问题", max_length=300, blank=True, default="")
    asked_at = models.DateTimeField("退回于", null=True)
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True)
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )

    class Meta:
        verbose_name = "报表"
        ordering = ("-due_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "first"],
                condition=Q(person__isnull=True),
                name="report_once_per_period",
                violation_error_message="这一期的报表已经有了",
            ),
            models.UniqueConstraint(
                fields=["store", "code", "first", "person"],
                condition=Q(person__isnull=False),
                name="report_once_per_period_and_person",
                violation_error_message="他这一期的报表已经有了",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False) | ~Q(failed_because="") | Q(written=True),
                name="report_made_or_says_why_not",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "receiver", "state"], name="report_by_receiver"),
            models.Index(fields=["store", "-due_at"], name="report_by_due"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.title, self.span, str(self.person or ""))))

    def derive_state(self) -> State:
        """Written or made, then read, or returned with a question until it is answered."""
        if self.made_at is None:
            return self.State.FAILED if self.failed_because else self.State.DRAFT
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

    def is_written_by(self, ctx: Any) -> bool:
        """Whether it is for him to write: his own, or his post's."""
        return self.person_id == ctx.person_id if self.person_id else self.author in ctx.roles

    @property
    def came_unwritten(self) -> bool:
        """Whether its hour was over before its author wrote anything, so that the figures went alone."""
        return self.written and self.made_at is not None and self.made_by_id is None

    @property
    def late_by(self) -> timedelta | None:
        """By how much it came after its hour."""
        late = self.made_at - self.due_at if self.made_at else None
        return late if late and late > GRACE else None
