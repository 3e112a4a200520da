"""A person's month as it was appraised: its lines with the events behind, and what he objected to."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.figures import Figure, named
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.schemes import Measured, Scheme, SchemeLine
from zhangdian.management.duties.models.watched import PERSON, DueItem
from zhangdian.people.organization.roles import (
    HEADS_OF,
    STAFF_OFFICE,
    STORE_LEADERS,
    Department,
    Role,
    superiors_of,
)


class AppraisalMonth(Root):
    """A month whose sheets were opened; closed by the office when everybody has signed."""

    class State(models.TextChoices):
        OPEN = "open", "考核中"
        CLOSED = "closed", "已归档"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    first = models.DateField("哪个月")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField("出单于")
    closed_at = models.DateTimeField("归档于", null=True, blank=True)

    class Meta:
        verbose_name = "考核月"
        ordering = ("-first",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "first"],
                name="appraisal_month_once",
                violation_error_message="这个月已经出过考核单",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
                name="closed_month_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.year} 年 {self.first.month} 月考核"


class Appraisal(Root):
    """One person's month in his main post, for him, those above him and the office."""

    class State(models.TextChoices):
        SCORING = "scoring", "待评分"
        RELEASED = "released", "待本人签"
        SIGNED = "signed", "待上级签"
        AGREED = "agreed", "已签"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    month = models.ForeignKey(AppraisalMonth, on_delete=models.PROTECT, related_name="appraisals")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    above = models.CharField("由谁评", max_length=4, choices=Role.choices, blank=True, default="")
    """The next post in his line that somebody else held when the sheet was opened; empty: nobody."""
    department = models.CharField("部门", max_length=30, blank=True, default="")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+", verbose_name="方案")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SCORING)
    first_day = models.DateField("从")
    last_day = models.DateField("到")
    days = models.PositiveSmallIntegerField("在岗天数")
    of_days = models.PositiveSmallIntegerField("当月应出勤")
    total = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    """Of the lines that count, as they stand now; None where none does."""
    item = models.OneToOneField(
        DueItem, null=True, blank=True, on_delete=models.PROTECT, related_name="appraisal"
    )
    """That it be scored and released in time: owed by the post above like every duty."""
    released_at = models.DateTimeField("发出于", null=True, blank=True)
    released_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁评的"
    )
    object_until = models.DateTimeField("异议期限", null=True, blank=True)
    answer = models.CharField("本人的话", max_length=300, blank=True, default="")
    signed_at = models.DateTimeField("本人签于", null=True, blank=True)
    unsigned_because = models.CharField("没有签的原因", max_length=200, blank=True, default="")
    agreed_at = models.DateTimeField("上级签于", null=True, blank=True)
    agreed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="签字上级"
    )

    class Meta:
        verbose_name = "考核单"
        ordering = ("-month__first", "person__employee_no", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "person"],
                name="appraisal_once_per_month",
                violation_error_message="这个人这个月已经有考核单",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="appraisal_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True, object_until__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False, object_until__isnull=False),
                name="released_appraisal_names_who",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["scoring", "released"], signed_at__isnull=True, unsigned_because="")
                | (
                    Q(state__in=["signed", "agreed"]) & (Q(signed_at__isnull=False) | ~Q(unsigned_because=""))
                ),
                name="signed_appraisal_is_signed_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="agreed_appraisal_names_who",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("person")),
                name="nobody_agrees_to_his_own_appraisal",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("person")),
                name="nobody_releases_his_own_appraisal",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "role", "state"], name="appraisal_by_role"),
            models.Index(fields=["person", "-id"], name="appraisal_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month.first.year} 年 {self.month.first.month} 月考核"

    def is_open_to(self, viewer: Any) -> bool:
        """For himself, for whoever stands above his post, for the office and the clock."""
        if viewer.person_id is None:
            return True
        above = {*superiors_of(self.role), *STAFF_OFFICE}
        return viewer.person_id == self.person_id or bool(viewer.roles & above)

    @property
    def first(self) -> date:
        """The month."""
        day: date = self.month.first
        return day


class AppraisalLine(Measured, Record):
    """One line as it was reckoned when the sheet was opened, or scored since."""

    Kind = SchemeLine.Kind

    root = "appraisal"
    store_path = "appraisal__store"
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=10, choices=SchemeLine.Kind.choices)
    label = models.CharField("考什么", max_length=40)
    guide = models.CharField("看什么", max_length=200, blank=True, default="")
    figure = models.CharField("指标", max_length=60, blank=True, default="")
    of = models.CharField("谁的", max_length=10, choices=SchemeLine.Of.choices)
    weight = models.PositiveSmallIntegerField("权重")
    full = models.DecimalField("满分到", max_digits=14, decimal_places=2)
    zero = models.DecimalField("零分到", max_digits=14, decimal_places=2)
    """Both as they were applied: by the target, and for the days that he was there."""
    target = models.DecimalField("目标", max_digits=14, decimal_places=2, null=True, blank=True)
    value = models.DecimalField("实际", max_digits=14, decimal_places=2, null=True, blank=True)
    """None where nothing was to be shared, or nobody scored yet: the line does not count."""
    in_time = models.PositiveIntegerField("按时", default=0)
    late = models.PositiveIntegerField("迟", default=0)
    not_done = models.PositiveIntegerField("没做", default=0)
    prevented = models.PositiveIntegerField("被挡", default=0)
    not_applicable = models.PositiveIntegerField("不适用", default=0)
    scored_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁评的"
    )
    because = models.CharField("依据", max_length=300, blank=True, default="")
    """What a score above or below the middle was given for."""
    points = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    corrected = models.DecimalField("改后得分", max_digits=5, decimal_places=1, null=True, blank=True)
    """After an objection; what stood there before stays beside it."""
    events = models.TextField("记录", blank=True, default="")
    """Keys of the records behind, with what each brought."""

    class Meta:
        verbose_name = "考核项"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["appraisal", "order"], name="appraisal_line_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | (Q(points__gte=0) & Q(points__lte=F("weight"))),
                name="points_within_their_weight",
            ),
            models.CheckConstraint(
                condition=Q(corrected__isnull=True) | (Q(corrected__gte=0) & Q(corrected__lte=F("weight"))),
                name="corrected_points_within_their_weight",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True, value__isnull=True)
                | Q(points__isnull=False, value__isnull=False),
                name="points_have_their_value",
            ),
            models.CheckConstraint(
                condition=~Q(kind="scored") | Q(value__isnull=True) | Q(value=3) | ~Q(because=""),
                name="score_off_the_middle_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="scored", value__isnull=False, scored_by__isnull=False)
                | Q(scored_by__isnull=True) & (~Q(kind="scored") | Q(value__isnull=True)),
                name="score_names_who_gave_it",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def stands(self) -> Decimal | None:
        """The points that count."""
        found: Decimal | None = self.points if self.corrected is None else self.corrected
        return found

    @property
    def attained(self) -> int | None:
        """How much of the target of a sum was reached, in per cent."""
        figure = self.measures
        if figure is None or not figure.additive or not self.target or self.value is None:
            return None
        return round(100 * self.value / self.target)

    @property
    def owed(self) -> int:
        """Duties that fell due and count."""
        return self.in_time + self.late + self.not_done


class Objection(Record):
    """What somebody says against a line of his sheet, and what was answered, by when."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "维持"
        CORRECTED = "corrected", "改分"
        WITHDRAWN = "withdrawn", "已撤回"

    root = "appraisal"
    store_path = "appraisal__store"
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="objections")
    line = models.OneToOneField(AppraisalLine, on_delete=models.PROTECT, related_name="objection")
    reason = models.CharField("为什么不同意", max_length=300)
    objected_at = models.DateTimeField("提于")
    asked = models.CharField("由谁答复", max_length=4, choices=Role.choices)
    due_at = models.DateTimeField("答复期限")
    raised = models.PositiveSmallIntegerField("上交过几次", default=0)
    item = models.OneToOneField(DueItem, on_delete=models.PROTECT, related_name="objection")
    """That it be answered: owed by the post that is asked now."""
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True, default="")
    answer = models.CharField("答复", max_length=300, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答复"
    )

    class Meta:
        verbose_name = "考核异议"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(outcome="withdrawn", answered_at__isnull=False)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="answered_objection_says_by_whom_and_what",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="objection_says_why"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(outcome=""), name="objection_open_by_due")
        ]

    def __str__(self) -> str:
        return f"{self.line}的异议"

    @property
    def is_open(self) -> bool:
        return not self.outcome


class DepartmentScore(Root):
    """One department's month: its figures against their targets, what its head says, who signed."""

    class State(models.TextChoices):
        WAITING = "waiting", "待部门答复"
        ANSWERED = "answered", "待总经理签"
        SIGNED = "signed", "已签"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    month = models.ForeignKey(AppraisalMonth, on_delete=models.PROTECT, related_name="departments")
    department = models.CharField("部门", max_length=30, choices=Department.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.CharField("部门的话", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答复"
    )
    signed_at = models.DateTimeField("签于", null=True, blank=True)
    signed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁签"
    )

    class Meta:
        verbose_name = "部门考核"
        ordering = ("-month__first", "department")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "department"], name="department_scored_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="department_answer_says_who",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False)
                | (~Q(state="signed") & Q(signed_at__isnull=True, signed_by__isnull=True)),
                name="signed_department_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_department_display()} {self.month}"

    def is_open_to(self, viewer: Any) -> bool:
        """For those who lead the department and those who lead the store."""
        leads = {*HEADS_OF[Department(self.department)], *STORE_LEADERS}
        return viewer.person_id is None or bool(viewer.roles & leads)


class DepartmentFigure(Record):
    """One figure of a department's month as it was when the month was opened, with its records."""

    root = "score"
    store_path = "score__store"
    score = models.ForeignKey(DepartmentScore, on_delete=models.PROTECT, related_name="figures")
    figure = models.CharField("指标", max_length=60)
    value = models.DecimalField("实际", max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("目标", max_digits=14, decimal_places=2, null=True, blank=True)
    events = models.TextField("记录", blank=True, default="")

    class Meta:
        verbose_name = "部门指标"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["score", "figure"], name="department_figure_once")
        ]

    def __str__(self) -> str:
        return self.of.label

    @property
    def of(self) -> Figure:
        return named(self.figure)

    @property
    def is_met(self) -> bool | None:
        """None where there is no target or no value."""
        if self.value is None or self.target is None:
            return None
        return self.of.met_by(self.value, self.target)
