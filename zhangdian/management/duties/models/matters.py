"""A matter that somebody reports to the post above him, and the kinds that a store knows."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.clock import minutes_between
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.watched import PERSON, DueItem
from zhangdian.people.organization.roles import Role


class MatterKind(Record):
    """A kind of matter: who may report it, which post answers and within what time; the store's own."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=20)
    posts = models.CharField("谁可以报", max_length=300, blank=True, default="")
    """Codes of posts, separated by blanks; empty: everybody."""
    answered_by = models.CharField("谁答复", max_length=4, choices=Role.choices, blank=True, default="")
    """Empty: the reporter's own superior."""
    decided_by = models.CharField("谁可以自己定", max_length=4, choices=Role.choices, blank=True, default="")
    """The post that may decide what it has reported itself; empty: none."""
    hours = models.PositiveSmallIntegerField("几小时内答复", default=0)
    """Of the store's hours."""
    days = models.PositiveSmallIntegerField("几个工作日内答复", default=0)
    """Whole days of the store's hours."""
    moves_stock = models.BooleanField("可以提调库存", default=False)
    """The reporter may propose other limits of a part, and agreeing changes them."""
    hint = models.CharField("什么时候用", max_length=100, blank=True, default="")
    order = models.PositiveSmallIntegerField("次序", default=50)
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么改", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "事项类别"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name"],
                name="matter_kind_once",
                violation_error_message="已经有这个类别：请刷新",
            ),
            models.CheckConstraint(
                condition=Q(hours=0, days__gt=0) | Q(hours__gt=0, days=0), name="matter_kind_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> str:
        """2 小时内(营业时间)；1 个工作日内."""
        return f"{self.hours} 小时内(营业时间)" if self.hours else f"{self.days} 个工作日内"

    @property
    def who_answers(self) -> str:
        return str(self.get_answered_by_display()) if self.answered_by else "直接上级"

    @property
    def who_reports(self) -> str:
        codes = self.posts.split()
        return "、".join(str(Role(code).label) for code in codes) if codes else "所有岗位"

    def is_for(self, posts: Any) -> bool:
        """Whether one of these posts may report it."""
        return not self.posts or bool(set(self.posts.split()).intersection(posts))


class Matter(Root):
    """What somebody reports, what he proposes, and what the post above him answered."""

    class State(models.TextChoices):
        OPEN = "open", "待答复"
        RETURNED = "returned", "要补充"
        ANSWERED = "answered", "已答复"
        REFUSED = "refused", "不采纳"
        DECIDED = "decided", "自己定了"
        WITHDRAWN = "withdrawn", "已撤回"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.OPEN)
    number = models.CharField("编号", max_length=30, blank=True, default="")
    kind = models.ForeignKey(MatterKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    what = models.CharField("什么事", max_length=500)
    proposal = models.CharField("建议", max_length=500, blank=True, default="")
    source = models.CharField("消息来源", max_length=60, blank=True, default="")
    about_type = models.CharField(max_length=60, blank=True, default="")
    about_id = models.BigIntegerField(null=True, blank=True)
    about_text = models.CharField("关于", max_length=80, blank=True, default="")
    """The car, order, policy, part or customer that it is about, as it calls itself."""
    card = models.ForeignKey(
        "parts.StockCard",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="货位卡",
    )
    change = models.IntegerField("上下限各调几件", default=0)
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁报的")
    role = models.CharField("以哪个岗位报", max_length=4, choices=Role.choices)
    reported_at = models.DateTimeField("报于")
    asked = models.CharField("谁答复", max_length=4, choices=Role.choices, blank=True, default="")
    item = models.OneToOneField(
        DueItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="matter",
        verbose_name="答复时限",
    )
    """By when it is to be answered: urged and carried up like every duty."""
    answer = models.CharField("怎么答复", max_length=300, blank=True, default="")
    answered_at = models.DateTimeField("答于", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答的"
    )
    measure = models.OneToOneField(
        DueItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measure_of",
        verbose_name="措施",
    )
    """Who does what until when: a due item of its owner."""
    read_at = models.DateTimeField("本人看过", null=True, blank=True)

    class Meta:
        verbose_name = "上报事项"
        ordering = ("-reported_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="matter_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | (Q(item__isnull=False) & ~Q(asked="")),
                name="open_matter_waits_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_matter_names_who",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "refused", "decided", "returned"))
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_matter_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "refused", "returned"))
                | ~Q(answered_by=models.F("reported_by")),
                name="matter_is_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(change=0) | Q(card__isnull=False), name="stock_change_names_its_card"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-reported_at"], name="matter_by_day"),
            models.Index(fields=["asked"], name="matter_waiting", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"[:60].strip()

    @property
    def due_at(self) -> datetime | None:
        """By when it is to be answered, while it waits."""
        return self.item.due_at if self.item and self.state == self.State.OPEN else None

    def is_late(self, now: datetime) -> bool:
        """Nobody has answered in time."""
        return self.due_at is not None and self.due_at < now

    @property
    def minutes_to_answer(self) -> int:
        """From the report to its answer."""
        if self.answered_at is None:
            return 0
        return int(minutes_between(self.reported_at, self.answered_at))
