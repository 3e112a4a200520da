"""Messages and the wordings they are written in."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.models import Contact, Customer, Vehicle
from zhangdian.people.customers.sights import CUSTOMER_PHONE
from zhangdian.people.organization.models import Person, Store


class Channel(models.TextChoices):
    """By which way a message reaches its reader."""

    SMS = "sms", "短信"
    WECOM = "wecom", "企业微信群"
    EMAIL = "email", "邮件"
    PAGE = "page", "站内"


class Purpose(models.TextChoices):
    """What a message is for: on it hang consent, hours and how often."""

    CONTRACT = "contract", "履约通知"
    LEGAL = "legal", "法定告知"
    CARE = "care", "关怀与保养提醒"
    RENEWAL = "renewal", "续保联系"
    MARKETING = "marketing", "营销活动"
    STAFF = "staff", "内部提醒"


class Wording(Record):
    """The store's own text of an occasion from a day on, as its signature and codes were reviewed."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    occasion = models.CharField("场合", max_length=60)
    since = models.DateField("从")
    text = models.CharField("正文", max_length=400)
    signature = models.CharField("短信签名", max_length=20, blank=True, default="")
    aliyun_code = models.CharField("阿里云模板", max_length=30, blank=True, default="")
    tencent_code = models.CharField("腾讯云模板", max_length=30, blank=True, default="")

    class Meta:
        verbose_name = "消息模板"
        ordering = ("occasion", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "occasion", "since"],
                name="wording_once_per_day",
                violation_error_message="这个场合今天已经改过一次模板：请明天再改",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="wording_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


def new_id() -> str:
    """Our own name of a message, by which a gateway is asked after it."""
    return uuid.uuid4().hex


class Message(Root):
    """One message to one reader on one occasion; written in the act that causes it, sent by the worker."""

    personal = frozenset({"text", "values_text", "number_key", "mailbox", "reader_key"})

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENDING = "sending", "发送中"
        ACCEPTED = "accepted", "已交网关"
        DELIVERED = "delivered", "已送达"
        UNKNOWN = "unknown", "不明"
        FAILED = "failed", "失败"
        DROPPED = "dropped", "不发"

    class Dropped(models.TextChoices):
        """Why a message is not sent."""

        OPTED_OUT = "opted_out", "客户退订"
        NO_CONSENT = "no_consent", "客户没有同意"
        EXPIRED = "expired", "时段过期"
        NO_ADDRESS = "no_address", "没有能收的号码"
        RESTRICTED = "restricted", "客户要求停用或删除资料"
        WITHDRAWN = "withdrawn", "撤下"
        PRACTICE = "practice", "练习，没有发出"

    ARROWS: ClassVar = {
        State.WAITING: {
            State.SENDING: "领取",
            State.DROPPED: "不发",
            State.ACCEPTED: "迟来的答复",
            State.DELIVERED: "迟来的回执",
            State.FAILED: "没有发出去",
        },
        State.SENDING: {
            State.ACCEPTED: "网关接收",
            State.DELIVERED: "回执送达",
            State.FAILED: "网关拒收",
            State.WAITING: "确定没有接收",
            State.UNKNOWN: "没有答复",
            State.DROPPED: "客户要求删除",
        },
        State.UNKNOWN: {
            State.ACCEPTED: "问到已接收",
            State.DELIVERED: "问到已送达或人工确认",
            State.FAILED: "问到没有送达",
            State.WAITING: "问到没有接收或重发",
            State.DROPPED: "不发",
        },
        State.ACCEPTED: {State.DELIVERED: "回执送达", State.FAILED: "回执未达"},
        State.FAILED: {
            State.WAITING: "重发",
            State.DELIVERED: "迟来的回执",
            State.DROPPED: "不发",
        },
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    channel = models.CharField("渠道", max_length=5, choices=Channel.choices)
    purpose = models.CharField("用途", max_length=9, choices=Purpose.choices)
    occasion = models.CharField("场合", max_length=60)
    wording = models.ForeignKey(
        Wording, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="模板"
    )
    """The store's own wording; empty where the house's words were taken."""
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="联系人"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="员工"
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    """The car that it is about."""
    robot = models.CharField("群机器人", max_length=30, blank=True, default="")
    mailbox = models.CharField("邮箱", max_length=120, blank=True, default="")
    reader_key = models.CharField(max_length=60, editable=False)
    """Who it is to, as one word: `customer:12`, `person:3`, `robot:车间`."""

    GIVEN: ClassVar = "number:"
    """How the word begins where the number itself was given."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    period = models.CharField("期", max_length=40, blank=True, default="")
    """The day, round or version that a repeated occasion is for."""
    our_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    values_text = models.TextField("填入的内容", default="{}")
    text = models.TextField("正文")
    """As it is sent; what only the reader may hold (the key of his link) stands as its name."""
    address = SealedCharField("发往", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    """The number at the moment of sending; from the beginning where it is the visit's own."""
    number_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    due_at = models.DateTimeField("该发")
    good_until = models.DateTimeField("过时不发")
    taken_at = models.DateTimeField("领取于", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("发了几次", default=0, editable=False)
    gateway = models.CharField("网关", max_length=12, blank=True, default="", editable=False)
    gateway_id = models.CharField("网关编号", max_length=80, blank=True, default="", editable=False)
    accepted_at = models.DateTimeField("网关接收于", null=True, editable=False)
    unknown_at = models.DateTimeField("不明于", null=True, editable=False)
    ask_at = models.DateTimeField("下次问", null=True, editable=False)
    asks = models.PositiveSmallIntegerField("问了几次", default=0, editable=False)
    delivered_at = models.DateTimeField("送达于", null=True, editable=False)
    failed_at = models.DateTimeField("失败于", null=True, editable=False)
    said = models.CharField("网关的话", max_length=200, blank=True, default="", editable=False)
    dropped_at = models.DateTimeField("不发于", null=True, editable=False)
    dropped_why = models.CharField(
        "为什么不发", max_length=12, choices=Dropped.choices, blank=True, default=""
    )
    settled_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="处理人"
    )
    settled_why = models.CharField("处理说明", max_length=200, blank=True, default="")
    read_at = models.DateTimeField("已读于", null=True, editable=False)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = "消息"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "occasion", "channel", "reader_key", "subject_type", "subject_id", "period"],
                name="message_once_per_occasion",
                violation_error_message="这条消息已经在发件箱里：不用再发",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | ~Q(dropped_why=""), name="dropped_message_says_why"
            ),
            models.CheckConstraint(condition=~Q(reader_key=""), name="message_is_to_somebody"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["store", "state", "due_at"],
                name="message_under_way",
                condition=Q(state__in=["waiting", "sending", "unknown", "accepted"]),
            ),
            models.Index(fields=["store", "-id"], name="message_by_store"),
            models.Index(fields=["customer", "-id"], name="message_by_customer"),
            models.Index(fields=["number_key", "taken_at"], name="message_by_number"),
            models.Index(fields=["subject_type", "subject_id"], name="message_by_subject"),
            models.Index(
                fields=["person"], name="message_unread", condition=Q(channel="page", read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.get_purpose_display()}"

    def derive_state(self) -> State:
        """The latest word on it: what was decided, then what the gateway told, then what we did."""
        facts: tuple[tuple[Any, Message.State], ...] = (
            (self.dropped_at, self.State.DROPPED),
            (self.delivered_at, self.State.DELIVERED),
            (self.failed_at, self.State.FAILED),
            (self.accepted_at, self.State.ACCEPTED),
            (self.unknown_at, self.State.UNKNOWN),
            (self.taken_at, self.State.SENDING),
        )
        return next((state for fact, state in facts if fact), self.State.WAITING)


class SandboxLetter(models.Model):
    """What the sandbox took: our own name of the message and when; no person's data."""

    our_id = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "沙盒收件"

    def __str__(self) -> str:
        return self.our_id
