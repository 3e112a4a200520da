"""Inquiries: what a customer or a colleague wanted to know, who answers, what was said."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.care.models.questionnaires import PERSON, STORE
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.records import RecordManager, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.sights import CUSTOMER_NAME, CUSTOMER_PHONE
from zhangdian.people.organization.roles import Department, Role


class InquiryTopic(Root):
    """What is asked about: the post that answers, and within how many minutes of the store's time."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("主题", max_length=20)
    desk = models.CharField("哪个岗位答", max_length=4, choices=Role.choices)
    minutes = models.PositiveSmallIntegerField("几分钟内答")
    order = models.PositiveSmallIntegerField("次序", default=0)
    since = models.DateField("从")
    ended_on = models.DateField("停用", null=True, blank=True)
    ended_why = models.CharField("停用原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "咨询主题"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name"],
                condition=Q(ended_on__isnull=True),
                name="inquiry_topic_once",
                violation_error_message="已经有这个主题：请改原来那一个，或换个名字",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="inquiry_topic_has_minutes",
                violation_error_message="几分钟内答要大于 0",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InquiryQuerySet(RecordQuerySet):
    def for_acts(self) -> "InquiryQuerySet":
        return self.select_related("topic", "owner", "colleague", "helper", "customer", "vehicle")


class Inquiry(Root):
    """A question that somebody answers for by name or by post, until whoever asked has been told."""

    class State(models.TextChoices):
        OPEN = "open", "待答复"
        ASKING = "asking", "在问同事"
        ADVISED = "advised", "待告诉对方"
        FOLLOWING = "following", "约了再联系"
        ANSWERED = "answered", "已答复"
        WITHDRAWN = "withdrawn", "已撤销"

    class Asker(models.TextChoices):
        CUSTOMER = "customer", "客户"
        COLLEAGUE = "colleague", "同事"

    class Channel(models.TextChoices):
        PHONE = "phone", "来电"
        DESK = "desk", "到店"
        WECHAT = "wechat", "微信"
        ONLINE = "online", "网上平台"
        INSIDE = "inside", "店内"

    OPEN: ClassVar = (State.OPEN, State.ASKING, State.ADVISED)
    """Whoever asked has no answer yet."""
    ARROWS: ClassVar = {
        State.OPEN: {State.ASKING, State.FOLLOWING, State.ANSWERED, State.WITHDRAWN},
        State.ASKING: {State.OPEN, State.ADVISED, State.FOLLOWING, State.ANSWERED, State.WITHDRAWN},
        State.ADVISED: {State.OPEN, State.ASKING, State.FOLLOWING, State.ANSWERED, State.WITHDRAWN},
        State.FOLLOWING: {State.OPEN, State.ANSWERED},
        State.ANSWERED: {State.OPEN},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("咨询号", max_length=20, blank=True, default="")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.OPEN)
    asker = models.CharField("谁问的", max_length=9, choices=Asker.choices)
    channel = models.CharField("来路", max_length=7, choices=Channel.choices)
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    vehicle = models.ForeignKey(
        "customers.Vehicle", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    caller = SealedCharField("来电人", max_length=30, blank=True, default="", sight=CUSTOMER_NAME)
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    colleague = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="哪位同事问"
    )
    department = models.CharField(
        "他的部门", max_length=30, choices=Department.choices, blank=True, default=""
    )
    topic = models.ForeignKey(InquiryTopic, on_delete=models.PROTECT, related_name="+", verbose_name="主题")
    question = models.CharField("问什么", max_length=500)
    desk = models.CharField("哪个岗位答", max_length=4, choices=Role.choices)
    owner = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答复"
    )
    heard_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁记的"
    )
    asked_at = models.DateTimeField("问于")
    begun_at = models.DateTimeField("从何时起算")
    """When it was asked last: whoever asks again has the minutes anew."""
    due_at = models.DateTimeField("最迟答复")
    passed = models.PositiveSmallIntegerField("转交", default=0)
    helper_desk = models.CharField("问了哪个岗位", max_length=4, choices=Role.choices, blank=True, default="")
    helper = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="问了谁"
    )
    helped_at = models.DateTimeField("去问于", null=True)
    advice = models.CharField("同事的说法", max_length=500, blank=True, default="")
    advised_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    advised_at = models.DateTimeField("同事答于", null=True)
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答的"
    )
    answered_at = models.DateTimeField("答于", null=True)
    means = models.CharField("怎么告诉的", max_length=8, choices=Means.choices, blank=True, default="")
    minutes = models.PositiveIntegerField("用了几分钟", null=True)
    """Of the store's hours, from the question, or the last asking again, to the answer."""
    reopened = models.PositiveSmallIntegerField("又问", default=0)
    score = models.PositiveSmallIntegerField("打分", null=True)
    score_words = models.CharField("为什么这样打", max_length=200, blank=True, default="")
    scored_at = models.DateTimeField("打分于", null=True)
    next_on = models.DateField("约哪天再联系", null=True)
    outcome = models.CharField("后来怎样", max_length=300, blank=True, default="")
    withdrawn_at = models.DateTimeField("撤销于", null=True)
    withdrawn_why = models.CharField("为什么撤销", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = RecordManager.from_queryset(InquiryQuerySet)()

    class Meta:
        verbose_name = "咨询"
        ordering = ("-asked_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="inquiry_number_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="answered_inquiry_says_what",
                violation_error_message="答复要写怎么说的",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5),
                name="inquiry_score_of_five",
                violation_error_message="打 1 到 5 分",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_inquiry_says_why",
                violation_error_message="撤销要写原因",
            ),
            models.CheckConstraint(
                condition=~Q(asker="colleague") | Q(colleague__isnull=False),
                name="inquiry_of_a_colleague_names_him",
                violation_error_message="同事问的要写是哪位同事",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("begun_at")), name="inquiry_due_after_it_came"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "state", "due_at"], name="inquiry_by_due"),
            models.Index(fields=["store", "-asked_at", "-id"], name="inquiry_by_arrival"),
            models.Index(fields=["customer"], name="inquiry_by_customer"),
            models.Index(fields=["vehicle"], name="inquiry_by_vehicle"),
        ]

    def __str__(self) -> str:
        return self.number

    def derive_state(self) -> "Inquiry.State":
        if self.withdrawn_at:
            return Inquiry.State.WITHDRAWN
        if self.answered_at:
            return Inquiry.State.FOLLOWING if self.next_on else Inquiry.State.ANSWERED
        if self.advised_at:
            return Inquiry.State.ADVISED
        return Inquiry.State.ASKING if self.helped_at else Inquiry.State.OPEN

    @property
    def awaited_of(self) -> str:
        """The post that has to answer; nobody where it was answered as it was asked."""
        return "" if self.answered_at and self.answered_at == self.asked_at else self.desk

    @property
    def plate(self) -> str:
        return self.vehicle.plate if self.vehicle else ""
