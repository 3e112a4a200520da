"""When somebody is urged about a duty, how each is reached, and what of it was told to whom."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q

from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.watched import PERSON, DueItem
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.sights import STAFF_PHONE


class Step(models.TextChoices):
    """How far a duty has been carried up."""

    BEFORE = "before", "提前提醒"
    AT = "at", "到时催办"
    SUPERIOR = "superior", "报上级"
    ABOVE = "above", "再报上一级"
    BALL = "ball", "告知挡住的人"


class RuleQuerySet(RecordQuerySet):
    def on(self, day: Any) -> Any:
        """The rules that hold on a day: of what each covers and its step the newest that has begun."""
        same = {name: OuterRef(name) for name in ("store", "covers", "step")}
        later = self.model._base_manager.filter(**same, since__lte=day, since__gt=OuterRef("since"))
        return self.filter(~models.Exists(later), since__lte=day)


class UrgingRule(Record):
    """How long before or after its hour a step is taken, for all duties, for a kind, or for one."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    covers = models.CharField("哪些职责", max_length=14, blank=True, default="")
    """A duty's code, else a kind; empty for all. The nearer one holds."""
    step = models.CharField("哪一步", max_length=8, choices=Step.choices)
    since = models.DateField("从")
    minutes = models.PositiveIntegerField("差几分钟")
    """Before the hour for the reminder, after it for every other step."""
    channel = models.CharField("怎么通知", max_length=5, choices=Channel.choices, blank=True, default="")
    """Empty: as each has chosen for himself."""
    robot = models.CharField("群机器人", max_length=30, blank=True, default="")
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么改", max_length=200)

    objects: ClassVar[Any] = RecordManager.from_queryset(RuleQuerySet)()

    class Meta:
        verbose_name = "催办规则"
        ordering = ("covers", "step", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "covers", "step", "since"],
                name="urging_rule_once_per_day",
                violation_error_message="这条催办规则刚被别人改过：请刷新后再改",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.WECOM) | ~Q(robot=""), name="urging_in_a_group_names_its_robot"
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class Reach(Record):
    """By which way somebody wants to be urged, from the day on which he chose it."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    channel = models.CharField("怎么通知", max_length=5, choices=Channel.choices, default=Channel.PAGE)
    mailbox = SealedCharField("邮箱", max_length=120, blank=True, default="", sight=STAFF_PHONE)

    class Meta:
        verbose_name = "通知方式"
        ordering = ("person",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "person"], name="reached_by_one_way"),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class Urging(Record):
    """One step of one due item, told to one reader: it is never told to him again."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="urgings")
    step = models.CharField("哪一步", max_length=8, choices=Step.choices)
    at = models.DateTimeField("何时")
    post = models.CharField("岗位", max_length=4, choices=Role.choices)
    """As whom he is told: a deputy in the post of whom he stands in for."""
    reader = models.CharField(max_length=40, editable=False)
    """Who is told, as one word: `person:3`, `robot:车间`."""
    person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁"
    )
    channel = models.CharField("怎么通知", max_length=5, choices=Channel.choices)
    mailbox = SealedCharField("邮箱", max_length=120, blank=True, default="", sight=STAFF_PHONE)
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="消息"
    )
    """The one message of an hour that told him of this and the rest; none where he sees it in the page."""

    class Meta:
        verbose_name = "催办"
        ordering = ("-at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "step", "reader"],
                name="urged_once_per_step",
                violation_error_message="这一步已经催过",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "-at"], name="urging_by_store")]

    def __str__(self) -> str:
        return f"{self.item} {self.get_step_display()}"
