"""Complaints from first word to last."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.care.models.follow_ups import FollowUp
from zhangdian.aftercare.care.models.questionnaires import PERSON, STORE
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.sights import CUSTOMER_NAME, CUSTOMER_PHONE


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
