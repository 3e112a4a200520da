"""The customer's word, what the car still needs, and what was told to the customer."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Belongs, Record
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.frontline.service.models.order import OrderLine, RepairOrder


class Agreement(Record):
    """The customer's word on work or money: the version shown, when, by whom, by which means."""

    root = "order"
    store_path = "order__store"

    class About(models.TextChoices):
        ORDER = "order", "委托书"
        EXTRA = "extra", "增项"
        STATEMENT = "statement", "结算单"

    class Answer(models.TextChoices):
        PENDING = "pending", "待答复"
        YES = "yes", "同意"
        PARTLY = "partly", "部分同意"
        NO = "no", "不同意"
        CALL = "call", "要回电"
        REVOKED = "revoked", "内容已改"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="agreements")
    about = models.CharField("关于", max_length=10, choices=About.choices)
    answer = models.CharField("答复", max_length=8, choices=Answer.choices, default=Answer.PENDING)
    revision = models.PositiveSmallIntegerField("版次")
    amount = MoneyField("金额", default=Decimal(0))
    shown_at = models.DateTimeField("出示于")
    opened_at = models.DateTimeField("打开于", null=True)
    answered_at = models.DateTimeField("答复于", null=True)
    means = models.CharField("方式", max_length=8, choices=Means.choices, blank=True, default="")
    spoken_by = SealedCharField("谁答复", max_length=40, blank=True, default="", sight="customer_phone")
    new_promise_at = models.DateTimeField("新的交车时间", null=True)
    message = models.CharField("对客户说", max_length=300, blank=True, default="")
    lines = models.ManyToManyField(OrderLine, related_name="+", through="service.AgreedLine")

    class Meta:
        verbose_name = "客户答复"
        ordering = ("shown_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "about"],
                condition=models.Q(answer="pending"),
                name="one_open_question_at_a_time",
                violation_error_message="已经有一份在等客户答复：请先等答复或撤回",
            )
        ]


class AgreedLine(Record):
    """One line of what the customer was asked: in plain words, with a cheaper way where there is one."""

    root = "agreement"
    store_path = "agreement__order__store"
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="asked")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("说给客户听", max_length=200, blank=True, default="")
    cheaper_words = models.CharField("也可以", max_length=120, blank=True, default="")
    cheaper_operation = models.ForeignKey(
        "service.LabourOperation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cheaper_part = models.ForeignKey("parts.Part", null=True, on_delete=models.PROTECT, related_name="+")
    cheaper_amount = MoneyField("也可以的金额", null=True)

    class Meta:
        verbose_name = "答复项目"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "line"], name="line_asked_once_per_agreement"),
            models.CheckConstraint(
                condition=models.Q(cheaper_amount__isnull=True) | models.Q(cheaper_operation__isnull=False),
                name="cheaper_way_has_its_work",
            ),
        ]


class Advice(Record):
    """Work that the car still needs (维修建议): offered, answered, and brought up again at the next visit."""

    belongs = Belongs.GROUP

    class Urgency(models.TextChoices):
        NOW = "now", "现在"
        SOON = "soon", "近期"
        WATCH = "watch", "观察"

    class Answer(models.TextChoices):
        OPEN = "open", "未答复"
        TAKEN = "taken", "现在做"
        LATER = "later", "下次"
        REFUSED = "refused", "不做"
        ELSEWHERE = "elsewhere", "去外面做"
        DONE = "done", "已做"

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    vehicle = models.ForeignKey("customers.Vehicle", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="advice")
    """The visit at which it was first given."""
    operation = models.ForeignKey(
        "service.LabourOperation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("建议", max_length=60)
    detail = models.CharField("说明", max_length=120, blank=True, default="")
    safety = models.BooleanField("安全项", default=False)
    urgency = models.CharField("紧急", max_length=6, choices=Urgency.choices, default=Urgency.SOON)
    amount = MoneyField("估价", default=Decimal(0))
    answer = models.CharField("答复", max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_at = models.DateTimeField("答复于", null=True)
    because = models.CharField("原因", max_length=60, blank=True, default="")
    own_words = models.CharField("客户注明", max_length=200, blank=True, default="")
    """A refused safety item in the customer's own words, signed with the second sitting (PROC-D-23)."""
    closed_at = models.DateTimeField("了结", null=True)

    class Meta:
        verbose_name = "维修建议"
        ordering = ("-safety", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=["vehicle"], name="advice_open_by_vehicle", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(fields=["order"], name="advice_by_order"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgressNote(Record):
    """A change of progress and how the customer was told: delays, differences, belongings, questions."""

    root = "order"
    store_path = "order__store"

    class About(models.TextChoices):
        DELAY = "delay", "进度变化"
        DIFFERENCE = "difference", "与接车不符"
        BELONGINGS = "belongings", "移动物品"
        FAULT = "fault", "故障验证"
        BACK = "back", "退回顾问"
        NEW_MARK = "new_mark", "洗车新痕迹"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="progress_notes")
    about = models.CharField("关于", max_length=12, choices=About.choices)
    words = models.CharField("说明", max_length=200)
    new_time_at = models.DateTimeField("新时间", null=True)
    reported_by = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField("报告于")
    answered_by = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("答复于", null=True)
    answer = models.CharField("答复", max_length=200, blank=True, default="")
    means = models.CharField("方式", max_length=8, choices=Means.choices, blank=True, default="")

    class Meta:
        verbose_name = "进度记录"
        ordering = ("reported_at", "pk")


class WarrantyInquiry(Record):
    """A line of which nobody here can say whether it is the maker's: what the customer was told, what the
    maker was asked and answered.
    """

    root = "order"
    store_path = "order__store"
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="inquiries")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="inquiries")
    reason = models.CharField("向客户说明", max_length=200)
    asked_by = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出于")
    finding = models.CharField("检查结果", max_length=300, blank=True, default="")
    report_no = models.CharField("上报编号", max_length=40, blank=True, default="")
    reported_by = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField("上报于", null=True)
    covered = models.BooleanField("属质量担保", null=True)
    answer = models.CharField("结论", max_length=200, blank=True, default="")
    answered_at = models.DateTimeField("结论于", null=True)

    class Meta:
        verbose_name = "质量担保问询"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_inquiry_per_line",
                violation_error_message="这一项已经在等判定了",
            )
        ]
