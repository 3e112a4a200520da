"""Questionnaires by edition, follow-ups with every attempt, complaints from first word to last."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Belongs, Record, RecordManager, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.sights import CUSTOMER_NAME, CUSTOMER_PHONE

STORE = "organization.Store"
PERSON = "organization.Person"
LOW = 3
"""A score at or below it is a complaint (PROC-F-04)."""


# Questionnaires ---------------------------------------------------------------------------------------


class Questionnaire(Record):
    """One edition of what is asked; last month's answers keep last month's questions."""

    belongs = Belongs.HOUSE

    class Kind(models.TextChoices):
        SERVICE = "service", "售后3日回访"
        LINK = "link", "售后3日回访(链接版)"
        ACCIDENT = "accident", "事故车交车回访"
        NEW_CAR = "new_car", "新车交车7日回访"
        LOST_RENEWAL = "renewal", "续保战败抽查"
        LOST_CUSTOMER = "lost", "流失客户回访"

    kind = models.CharField("问卷", max_length=10, choices=Kind.choices)
    edition = models.CharField("版本", max_length=20)
    since = models.DateField("从")

    class Meta:
        verbose_name = "问卷"
        ordering = ("kind", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "edition"],
                name="questionnaire_edition_once",
                violation_error_message="这一版问卷已经载入过：改了题目请换一个版本号",
            ),
            models.UniqueConstraint(
                fields=["kind", "since"],
                name="questionnaire_once_per_day",
                violation_error_message="这份问卷这一天已有一版：请换一个生效日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.edition}"


class QuestionnaireQuestion(Record):
    """One question of an edition: how it is answered, whether it may be left out, where an answer leads."""

    belongs = Belongs.HOUSE

    class Answered(models.TextChoices):
        CHOICE = "choice", "选一项"
        MULTI = "multi", "选几项"
        SCORE5 = "score5", "1 到 5 分"
        SCORE10 = "score10", "0 到 10 分"
        TEXT = "text", "原话"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("题号", max_length=8)
    text = models.CharField("问题", max_length=120)
    answered = models.CharField("怎么答", max_length=8, choices=Answered.choices)
    options = models.CharField("选项", max_length=200, blank=True, default="")
    """Separated by semicolons."""
    required = models.BooleanField("必问", default=False)
    complains = models.CharField("算投诉的答案", max_length=40, blank=True, default="")
    skips_after = models.CharField("跳题的答案", max_length=40, blank=True, default="")
    skips_to = models.CharField("跳到", max_length=8, blank=True, default="")
    topic_code = models.CharField("投诉归类", max_length=8, blank=True, default="")

    class Meta:
        verbose_name = "问题"
        ordering = ("questionnaire", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="question_once_per_edition")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[str]:
        return [each.strip() for each in self.options.split(";") if each.strip()]

    @property
    def most(self) -> int:
        """The best score; 0 where nothing is scored."""
        return {"score5": 5, "score10": 10}.get(self.answered, 0)


# Follow-up calls --------------------------------------------------------------------------------------


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


# Complaints -------------------------------------------------------------------------------------------


class Severity(models.TextChoices):
    """How grave, and so how fast (posts.md §6)."""

    MINOR = "minor", "轻微"
    NORMAL = "normal", "一般"
    MAJOR = "major", "重大"


class ComplaintTopic(Record):
    """What customers complain about: whose department, how grave it is taken, what usually helps."""

    belongs = Belongs.HOUSE
    code = models.CharField("代码", max_length=8, unique=True)
    department = models.CharField("部门", max_length=20)
    name = models.CharField("事由", max_length=40)
    severity = models.CharField("程度", max_length=8, choices=Severity.choices)
    remedies = models.CharField("常用处理", max_length=120, blank=True, default="")
    """Separated by commas."""
    hours = models.PositiveSmallIntegerField("通常多少小时", default=24)

    class Meta:
        verbose_name = "投诉事由"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def usual_remedies(self) -> list[str]:
        return [each.strip() for each in self.remedies.split(",") if each.strip()]


class Complaint(Root):
    """A customer is not content: his own words, who has taken it, and his answer before it is closed."""

    class State(models.TextChoices):
        RECEIVED = "received", "待受理"
        TAKEN = "taken", "处理中"
        ANSWERED = "answered", "已答复"
        REOPENED = "reopened", "重新处理"
        CLOSED = "closed", "已结案"

    class Source(models.TextChoices):
        FOLLOW_UP = "follow_up", "回访"
        PHONE = "phone", "来电"
        DESK = "desk", "当面"
        WECHAT = "wechat", "微信"
        MAKER = "maker", "厂家转来"
        PUBLIC = "public", "平台或媒体"

    class Cause(models.TextChoices):
        SKILL = "skill", "诊断或操作"
        QUALITY = "quality", "配件或产品质量"
        TOLD = "told", "没说清楚"
        WAITING = "waiting", "安排与等待"
        ATTITUDE = "attitude", "态度"
        PRICE = "price", "收费"
        RULE = "rule", "规定或厂家政策"
        MISTAKEN = "mistaken", "客户误解"

    class Verdict(models.TextChoices):
        CONTENT = "content", "满意"
        ACCEPTS = "accepts", "接受"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RECEIVED)
    number = models.CharField("投诉号", max_length=20, blank=True, default="")
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.DESK)
    order = models.ForeignKey(
        "service.RepairOrder", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="工单"
    )
    vehicle = models.ForeignKey(
        "customers.Vehicle", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    follow_up = models.ForeignKey(FollowUp, null=True, on_delete=models.PROTECT, related_name="complaints")
    caller = SealedCharField("来电人", max_length=30, blank=True, default="", sight=CUSTOMER_NAME)
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    topic = models.ForeignKey(ComplaintTopic, on_delete=models.PROTECT, related_name="+", verbose_name="事由")
    severity = models.CharField("程度", max_length=8, choices=Severity.choices)
    words = models.CharField("客户的话", max_length=500)
    wish = models.CharField("客户要什么", max_length=200, blank=True, default="")
    received_at = models.DateTimeField("收到")
    heard_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁听到"
    )
    take_due_at = models.DateTimeField("最迟受理")
    answer_due_at = models.DateTimeField("最迟首次答复")
    solve_due_at = models.DateTimeField("最迟解决")
    escalated = models.PositiveSmallIntegerField("升级", default=0)
    taken_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="处理人"
    )
    taken_at = models.DateTimeField("受理", null=True)
    cause = models.CharField("原因", max_length=10, choices=Cause.choices, blank=True, default="")
    remedy = models.CharField("处理办法", max_length=200, blank=True, default="")
    offered = models.CharField("给过的办法", max_length=400, blank=True, default="")
    goodwill = MoneyField("补偿", default=Decimal(0))
    told = models.CharField("怎么答复", max_length=300, blank=True, default="")
    first_answered_at = models.DateTimeField("首次答复", null=True)
    answered_at = models.DateTimeField("答复", null=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    means = models.CharField("方式", max_length=8, choices=Means.choices, blank=True, default="")
    customer_answer = models.CharField("客户的答复", max_length=300, blank=True, default="")
    verdict = models.CharField("满意吗", max_length=8, choices=Verdict.choices, blank=True, default="")
    closed_at = models.DateTimeField("结案", null=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reopened = models.PositiveSmallIntegerField("重开", default=0)

    OPEN: ClassVar = (State.RECEIVED, State.TAKEN, State.ANSWERED, State.REOPENED)

    class Meta:
        verbose_name = "投诉"
        ordering = ("-received_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="complaint_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(customer_answer=""),
                name="closed_complaint_has_the_customer_s_answer",
                violation_error_message="没有客户的答复不能结案",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(remedy="") & ~Q(told="")),
                name="answered_complaint_says_how",
                violation_error_message="答复客户要写明办法和怎么说的",
            ),
            models.CheckConstraint(
                condition=Q(take_due_at__gte=F("received_at")), name="complaint_due_after_it_came"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "state", "received_at"], name="complaint_by_state"),
            models.Index(fields=["store", "-received_at", "-id"], name="complaint_by_arrival"),
            models.Index(fields=["vehicle"], name="complaint_by_vehicle"),
            models.Index(fields=["order"], name="complaint_by_order"),
        ]

    def __str__(self) -> str:
        return self.number


class ComplaintStep(Record):
    """What was done about a complaint, by whom; nothing of it is ever edited, only added to."""

    root = "complaint"
    store_path = "complaint__store"
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField("做了什么", max_length=400)

    class Meta:
        verbose_name = "处理步骤"
        ordering = ("at", "pk")
