"""Follow-up calls with every attempt and every answer, and the month's summary of them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.care.models.questionnaires import (
    LOW,
    PERSON,
    STORE,
    Questionnaire,
    QuestionnaireQuestion,
)
from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet, Root


class Channel(models.TextChoices):
    """How customer and store came to speak."""

    PHONE = "phone", "去电"
    INCOMING = "incoming", "客户来电"
    WECHAT = "wechat", "微信"
    DESK = "desk", "当面"


class Unreached(models.TextChoices):
    """Why a call did not become one."""

    NO_ANSWER = "no_answer", "无人接听"
    BUSY_LATER = "later", "约另时"
    POWER_OFF = "off", "关机停机"
    WRONG_NUMBER = "wrong", "号码有误"
    REFUSED = "refused", "拒绝受访"


class FollowUpQuerySet(RecordQuerySet):
    def for_acts(self) -> "FollowUpQuerySet":
        return self.select_related("order__vehicle", "order__customer")


class FollowUp(Root):
    """What became of calling a visit's customer: it begins with the first attempt and ends reached or not.

    That a call is due is stored nowhere: it is asked of the visits that left (queries.calls_due).
    """

    class Kind(models.TextChoices):
        SERVICE = "service", "三日回访"
        REMINDER = "reminder", "保养提醒"

    class State(models.TextChoices):
        TRYING = "trying", "未接通"
        REACHED = "reached", "已回访"
        UNREACHED = "unreached", "未能接通"

    ARROWS: ClassVar = {State.TRYING: {State.REACHED, State.UNREACHED}}

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("service.RepairOrder", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.SERVICE)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.TRYING)
    due_on = models.DateField("最迟")
    agreed_from = models.DateTimeField("约定从")
    agreed_until = models.DateTimeField("约定到")
    first_tried_at = models.DateTimeField("第一次打")
    next_at = models.DateTimeField("下次打", null=True)
    next_is_agreed = models.BooleanField("客户约的", default=False)
    reached_at = models.DateTimeField("接通于", null=True)
    given_up_at = models.DateTimeField("放弃于", null=True)
    questionnaire = models.ForeignKey(
        Questionnaire, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="问卷"
    )
    caller = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("客户的话", max_length=500, blank=True, default="")
    outcome = models.CharField("结果", max_length=60, blank=True, default="")

    objects: ClassVar[Any] = RecordManager.from_queryset(FollowUpQuerySet)()

    class Meta:
        verbose_name = "回访"
        ordering = ("-first_tried_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "kind"],
                name="visit_followed_up_once",
                violation_error_message="这次进店刚刚有人回访了：请刷新",
            ),
            models.CheckConstraint(
                condition=Q(reached_at__isnull=True) | Q(given_up_at__isnull=True),
                name="follow_up_reached_or_given_up",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "kind", "first_tried_at"], name="follow_up_by_first_try")
        ]

    def derive_state(self) -> "FollowUp.State":
        if self.reached_at:
            return FollowUp.State.REACHED
        return FollowUp.State.UNREACHED if self.given_up_at else FollowUp.State.TRYING

    @property
    def ended(self) -> bool:
        return self.state != FollowUp.State.TRYING


class CallAttempt(Record):
    """One attempt to speak with the customer: by whom, when, and why not, if not."""

    root = "follow_up"
    store_path = "follow_up__store"
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField("第几次")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    channel = models.CharField("方式", max_length=10, choices=Channel.choices, default=Channel.PHONE)
    reason = models.CharField("没接通", max_length=10, choices=Unreached.choices, blank=True, default="")
    next_at = models.DateTimeField("下次", null=True)

    class Meta:
        verbose_name = "拨打"
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follow_up", "number"], name="attempt_numbered_once")
        ]


class Answer(Record):
    """What the customer answered to one question."""

    root = "follow_up"
    store_path = "follow_up__store"
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(QuestionnaireQuestion, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField("分数", null=True)
    chosen = models.CharField("选择", max_length=60, blank=True, default="")
    text = models.CharField("原话", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "回答"
        ordering = ("question__order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follow_up", "question"], name="question_answered_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=10),
                name="score_at_most_ten",
                violation_error_message="分数最高 10 分",
            ),
        ]

    @property
    def low(self) -> bool:
        """At or under the line."""
        return self.score is not None and self.score <= LOW


class FollowUpSummary(Root):
    """《回访总结报告》 of a month: its figures as they were, what is made better, and who has read it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "待阅"
        READ = "read", "已阅"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SUBMITTED)
    month = models.DateField("月份")
    """Its first day."""
    due = models.PositiveIntegerField("应回访")
    tried = models.PositiveIntegerField("已拨打")
    in_time = models.PositiveIntegerField("及时")
    reached = models.PositiveIntegerField("接通")
    complaints = models.PositiveIntegerField("转投诉")
    analysis = models.CharField("分析", max_length=500)
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("提交于")
    read_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField("阅于", null=True)
    remark = models.CharField("批语", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "回访总结"
        ordering = ("-month",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "month"],
                name="summary_once_a_month",
                violation_error_message="这个月的回访总结已经提交过",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 回访总结"


class SummaryItem(Record):
    """One question in a month's summary: how many answered, how well, and what is done about it."""

    root = "summary"
    store_path = "summary__store"
    summary = models.ForeignKey(FollowUpSummary, on_delete=models.PROTECT, related_name="items")
    question = models.ForeignKey(QuestionnaireQuestion, on_delete=models.PROTECT, related_name="+")
    answers = models.PositiveIntegerField("答数")
    mean = models.DecimalField("均分", max_digits=4, decimal_places=2)
    measure = models.CharField("改进", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "总结项"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["summary", "question"], name="question_summed_once")
        ]
