"""Handing over: who gives what to whom, the things that no act moves, and the three who sign for it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.organization.models.staff import Person, Store
from zhangdian.people.organization.roles import Role


class ThingToReturn(Record):
    """What a post has of the store, on the store's own list: keys, tools, books, seals, cards."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("岗位", max_length=4, choices=Role.choices, blank=True, default="")
    """Empty: everybody has it."""
    what = models.CharField("交什么", max_length=60)
    stands = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "交接物品"
        ordering = ("role", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "what"],
                name="thing_to_return_once",
                violation_error_message="这一样已经在清单上",
            )
        ]

    def __str__(self) -> str:
        return self.what


class HandOver(Root):
    """One hand-over (交接单): of a leaver or a changed post, signed by giver, receiver, witness."""

    class Why(models.TextChoices):
        LEAVES = "leaves", "离职"
        POST = "post", "换岗"
        MOVES = "moves", "调店"
        GONE = "gone", "人已离开"

    class State(models.TextChoices):
        OPEN = "open", "交接中"
        GIVEN = "given", "待接收人签"
        RECEIVED = "received", "待监交人签"
        DONE = "done", "已交清"
        DROPPED = "dropped", "已撤销"

    UNDER_WAY: ClassVar = (State.OPEN, State.GIVEN, State.RECEIVED)
    ARROWS: ClassVar = {
        State.OPEN: {State.GIVEN, State.RECEIVED, State.DROPPED},
        State.GIVEN: {State.RECEIVED, State.DROPPED},
        State.RECEIVED: {State.DONE, State.DROPPED, State.GIVEN, State.OPEN},
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("交接单号", max_length=20, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="hand_overs", verbose_name="移交人"
    )
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="接收人")
    why = models.CharField("为什么", max_length=10, choices=Why.choices)
    role = models.CharField("交出的岗位", max_length=4, choices=Role.choices, blank=True, default="")
    """Of a change of post: the post that he gives up; empty for all that he has."""
    opened_at = models.DateTimeField("开于")
    due_on = models.DateField("最迟")
    given_at = models.DateTimeField("移交人签于", null=True, blank=True)
    received_at = models.DateTimeField("接收人签于", null=True, blank=True)
    witness = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="监交人"
    )
    done_at = models.DateTimeField("监交人签于", null=True, blank=True)
    remark = models.CharField("说明", max_length=300, blank=True, default="")
    dropped_because = models.CharField("撤销原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "交接单"
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="hand_over_number_once"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=("open", "given", "received")),
                name="hand_over_one_at_a_time",
                violation_error_message="他已经有一张没交清的交接单：请在那一张上办",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("receiver")),
                name="hand_over_to_somebody_else",
                violation_error_message="接收人不能是移交人自己",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(witness__isnull=False, received_at__isnull=False),
                name="hand_over_done_is_witnessed",
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | (~Q(witness=F("person")) & ~Q(witness=F("receiver"))),
                name="hand_over_witness_is_a_third",
                violation_error_message="监交人不能是移交人或接收人",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_because=""), name="dropped_hand_over_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "due_on"], name="hand_over_by_due")]

    def __str__(self) -> str:
        return f"{self.person}交接 {self.number}".strip()

    def derive_state(self) -> "HandOver.State":
        """Who has signed last; what another receiver has not signed is to be received anew."""
        facts = (
            (self.dropped_because, self.State.DROPPED),
            (self.done_at, self.State.DONE),
            (self.received_at, self.State.RECEIVED),
            (self.given_at, self.State.GIVEN),
        )
        return next((state for fact, state in facts if fact), self.State.OPEN)


class HandOverThing(Record):
    """One thing of the checklist: given back or not, and what the giver and the receiver say to it."""

    class Standing(models.TextChoices):
        OPEN = "", "还没交"
        GIVEN = "given", "交了"
        NEVER_HAD = "none", "没领过"
        MISSING = "missing", "缺"

    root = "hand_over"
    store_path = "hand_over__store"
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="things")
    order = models.PositiveSmallIntegerField("次序")
    what = models.CharField("交什么", max_length=60)
    standing = models.CharField(
        "交了没有", max_length=10, choices=Standing.choices, blank=True, default=Standing.OPEN
    )
    remark = models.CharField("说明", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "交接物品行"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hand_over", "what"],
                name="hand_over_thing_once",
                violation_error_message="这一样已经在单上",
            ),
            models.CheckConstraint(
                condition=~Q(standing="missing") | ~Q(remark=""), name="missing_thing_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class HandedRow(Record):
    """One record that went from hand to hand: what it was called then, and who has it since."""

    root = "hand_over"
    store_path = "hand_over__store"
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="rows")
    kind = models.CharField("哪一类", max_length=40)
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    title = models.CharField("是什么", max_length=120)
    receiver = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁接"
    )
    """Nobody where it ended with the hand-over."""
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "交接明细"
        ordering = ("kind", "pk")
        indexes: ClassVar = [
            models.Index(fields=["record_type", "record_id"], name="handed_by_record"),
        ]

    def __str__(self) -> str:
        return self.title
