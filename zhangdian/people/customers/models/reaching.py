"""Whom to reach for a customer, what he agreed to, where he was sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.models.customer import Customer
from zhangdian.people.customers.models.keys import PERSON, STORE
from zhangdian.people.customers.models.vehicle import Vehicle
from zhangdian.people.customers.sights import (
    CUSTOMER_NAME,
    CUSTOMER_PHONE,
)
from zhangdian.people.organization.roles import Role


class Contact(Record):
    """Somebody who brings or fetches the car, or speaks for the company."""

    belongs = Belongs.GROUP
    store_path = "customer__store"
    root = "customer"
    personal = frozenset({"phone_tail", "phone_key"})

    class Kind(models.TextChoices):
        DRIVER = "driver", "司机"
        FAMILY = "family", "家人"
        COMPANY = "company", "单位联系人"
        OTHER = "other", "其他"

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="contacts", verbose_name="客户"
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts", verbose_name="车辆"
    )
    kind = models.CharField("关系", max_length=7, choices=Kind.choices, default=Kind.DRIVER)
    name = SealedCharField("姓名", max_length=60, sight=CUSTOMER_NAME)
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    phone_tail = models.CharField(max_length=4, blank=True, default="", editable=False)
    phone_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    ended_on = models.DateField("到", null=True, blank=True)

    class Meta:
        verbose_name = "联系人"
        ordering = ("pk",)
        indexes: ClassVar = [
            models.Index(fields=["phone_tail"], name="contact_by_phone_tail"),
            models.Index(fields=["phone_key"], name="contact_by_phone"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Consent(Record):
    """The customer's word on what his data may be used for, by purpose and channel, until withdrawn."""

    belongs = Belongs.GROUP
    store_path = "customer__store"
    root = "customer"
    personal = frozenset({"evidence"})

    class Purpose(models.TextChoices):
        MARKETING = "marketing", "营销活动"
        CARE = "care", "关怀与保养提醒"
        RENEWAL = "renewal", "续保联系"
        TO_MAKER = "to_maker", "提供给主机厂"
        TO_INSURER = "to_insurer", "提供给保险公司"
        TO_LENDER = "to_lender", "提供给金融机构"
        CREDIT_CHECK = "credit", "征信查询"
        IDENTITY_COPY = "id_copy", "留存证件影像"

    class Channel(models.TextChoices):
        ANY = "any", "不限"
        SMS = "sms", "短信"
        CALL = "call", "电话"
        WECHAT = "wechat", "微信"
        EMAIL = "email", "邮件"

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="consents", verbose_name="客户"
    )
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    channel = models.CharField("渠道", max_length=6, choices=Channel.choices, default=Channel.ANY)
    given_at = models.DateTimeField("同意于")
    means = models.CharField("方式", max_length=8, choices=Means.choices)
    text_version = models.CharField("告知文本版本", max_length=20)
    evidence = models.CharField("证据", max_length=120, blank=True, default="")
    until = models.DateField("有效至", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回于", null=True, blank=True)
    withdrawn_by = models.CharField("撤回方式", max_length=8, choices=Means.choices, blank=True, default="")

    class Meta:
        verbose_name = "同意"
        ordering = ("purpose", "channel", "-given_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "purpose", "channel"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_until_withdrawn",
                violation_error_message="这项同意已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_by=""),
                name="withdrawn_consent_says_how",
            ),
        ]


class Referral(Root):
    """A customer's wish for a desk upstairs (a renewal, a complaint); that desk answers."""

    class State(models.TextChoices):
        OPEN = "open", "待处理"
        ANSWERED = "answered", "已答复"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    desk = models.CharField("转给", max_length=4, choices=Role.choices)
    wish = models.CharField("客户要什么", max_length=200)
    asked_at = models.DateTimeField("提出于")
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField("答复", max_length=200, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True, blank=True)

    class Meta:
        verbose_name = "转办"
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="answered_referral_says_what"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "desk"], name="referral_by_desk")]
