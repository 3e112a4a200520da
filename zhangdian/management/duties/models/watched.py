"""What is due of a duty and how it ended; rounds with their faults; posts as their holders signed them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet, Root
from zhangdian.management.duties.models.catalogue import STORE, Duty, RoundPoint
from zhangdian.management.duties.models.own import StoreDuty
from zhangdian.people.organization.roles import Role

PERSON = "organization.Person"


class DueItemQuerySet(RecordQuerySet):
    def unproved(self, now: datetime, since: datetime | None = None) -> Self:
        """Open for a proof: neither done nor excused, begun, and not closed yet (or not before `since`)."""
        return self.filter(done_at=None, excused="", opens_at__lte=now, closes_at__gt=since or now)


class DueItem(Record):
    """One time at which a duty is due, for a post or one of its holders, and what proves that it is done."""

    class Excused(models.TextChoices):
        NOT_APPLICABLE = "none", "不适用"
        PREVENTED = "prevented", "被挡"

    class Standing(models.TextChoices):
        """Never stored: it follows from what is."""

        COMING = "coming", "还没到"
        DUE = "due", "待做"
        OVERDUE = "overdue", "已迟"
        IN_TIME = "in_time", "按时"
        LATE = "late", "迟"
        NOT_DONE = "not_done", "没做"
        NOT_APPLICABLE = "none", "不适用"
        PREVENTED = "prevented", "被挡"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="职责"
    )
    """The house's edition that held on its day; none of a duty that is only the store's."""
    edition = models.ForeignKey(
        StoreDuty,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="门店的一版",
    )
    """The store's own edition that held on its day."""
    words = models.CharField("决定", max_length=200, blank=True, default="")
    """What is due where no written duty says it: what a meeting decided."""
    code = models.CharField("编号", max_length=12)
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁"
    )
    """Whose it is; nobody's own where the post owes it once."""
    day = models.DateField("哪天")
    opens_at = models.DateTimeField("从")
    due_at = models.DateTimeField("时限")
    closes_at = models.DateTimeField("补到")
    proofs = models.CharField("凭什么算做了", max_length=200)
    confirmed_by = models.CharField("谁来复核", max_length=4, choices=Role.choices, blank=True, default="")
    """The post that looks before it counts as done; empty: the superior."""
    done_at = models.DateTimeField("做于", null=True, blank=True)
    proof = models.ForeignKey(
        "kernel.Entry", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="证据"
    )
    excused = models.CharField("不算", max_length=10, choices=Excused.choices, blank=True, default="")
    excused_because = models.CharField("为什么", max_length=200, blank=True, default="")
    held_by = models.CharField("在谁手里", max_length=40, blank=True, default="")
    """To whom a prevented one is charged."""
    case_type = models.CharField(max_length=60, blank=True, default="")
    case_id = models.BigIntegerField(null=True, blank=True)
    """The case for which it is due; none of a duty of the day."""
    case_text = models.CharField("哪一件", max_length=80, blank=True, default="")
    trigger = models.ForeignKey(
        "kernel.Entry", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="起于"
    )

    objects: ClassVar[Any] = RecordManager.from_queryset(DueItemQuerySet)()

    from_on = models.DateField("起于哪天", null=True, blank=True)
    """The date of the case from which it is counted, where it begins with no act."""

    class Meta:
        verbose_name = "到期职责"
        ordering = ("due_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "day", "person"],
                condition=Q(person__isnull=False, case_id__isnull=True),
                name="due_once_per_person_and_day",
            ),
            models.UniqueConstraint(
                fields=["store", "code", "day"],
                condition=Q(person__isnull=True, case_id__isnull=True),
                name="due_once_per_post_and_day",
            ),
            models.UniqueConstraint(
                fields=["store", "code", "case_type", "case_id", "trigger"],
                condition=Q(case_id__isnull=False),
                name="due_once_per_case_and_trigger",
            ),
            models.UniqueConstraint(
                fields=["store", "code", "from_on", "case_type", "case_id"],
                condition=Q(from_on__isnull=False),
                name="due_once_per_case_and_date",
            ),
            models.CheckConstraint(
                condition=Q(case_id__isnull=True, trigger__isnull=True, from_on__isnull=True)
                | Q(case_id__isnull=False, trigger__isnull=False, from_on__isnull=True)
                | Q(case_id__isnull=False, trigger__isnull=True, from_on__isnull=False),
                name="case_has_its_trigger_or_its_date",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lte=F("due_at")) & Q(due_at__lte=F("closes_at")),
                name="due_between_opening_and_closing",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, proof__isnull=True)
                | Q(done_at__isnull=False, proof__isnull=False),
                name="what_is_done_is_proved",
            ),
            models.CheckConstraint(
                condition=Q(excused="") | ~Q(excused_because=""), name="excuse_needs_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(duty__isnull=False) | Q(edition__isnull=False) | ~Q(words=""),
                name="due_item_has_its_sentence",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "closes_at"], name="due_by_closing"),
            models.Index(fields=["store", "role", "day"], name="due_by_role"),
            models.Index(fields=["trigger"], name="due_by_trigger", condition=Q(trigger__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"

    @property
    def sentence(self) -> str:
        """As it read on its day."""
        if self.words:
            return self.words
        if self.edition is not None and self.edition.sentence:
            return str(self.edition.sentence)
        return str(self.duty.sentence) if self.duty else ""

    @property
    def case(self) -> tuple[str, int] | None:
        """The case as the journal names it."""
        return (self.case_type, self.case_id) if self.case_id is not None else None

    def standing_at(self, now: datetime) -> Standing:
        """How it stands at an instant."""
        if self.excused:
            return self.Standing(self.excused)
        if self.done_at is not None:
            return self.Standing.IN_TIME if self.done_at <= self.due_at else self.Standing.LATE
        if now < self.opens_at:
            return self.Standing.COMING
        if now <= self.due_at:
            return self.Standing.DUE
        return self.Standing.OVERDUE if now < self.closes_at else self.Standing.NOT_DONE


class Round(Root):
    """One walk of a post past its points, with what was not in order."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    walker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁走的")
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束")
    points = models.PositiveSmallIntegerField("看了几处")
    is_doubtful = models.BooleanField("走得太快", default=False)
    """All good in under a third of the usual time (store_truth.md §1.9)."""

    class Meta:
        verbose_name = "巡查"
        ordering = ("-ended_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")), name="round_ends_after_it_begins"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["store", "role", "-ended_at"], name="round_by_role")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}巡查"

    @property
    def seconds(self) -> int:
        return int((self.ended_at - self.began_at).total_seconds())

    @property
    def minutes(self) -> int:
        return self.seconds // 60


class RoundFault(Record):
    """What was not in order at a point, until somebody has mended it."""

    root = "round"
    store_path = "round__store"
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="faults")
    point = models.ForeignKey(RoundPoint, on_delete=models.PROTECT, related_name="+", verbose_name="巡查点")
    words = models.CharField("怎么不好", max_length=200)
    mended_at = models.DateTimeField("改好于", null=True, blank=True)
    mended_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁改好的"
    )
    remedy = models.CharField("怎么改的", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "巡查问题"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "point"],
                name="fault_once_per_point",
                violation_error_message="这一处已经记过了",
            ),
            models.CheckConstraint(
                condition=Q(mended_at__isnull=True, mended_by__isnull=True)
                | Q(mended_at__isnull=False, mended_by__isnull=False),
                name="mended_fault_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point}：{self.words}"


class PostSigned(Record):
    """A description of a post as its holder signed it: the sentences of that day, by their digest."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    digest = models.CharField("原文摘要", max_length=64)
    rows = models.PositiveSmallIntegerField("几条")
    text = models.TextField("签的原文", blank=True, default="")
    """Code and sentence of each row, a line each; empty where it was signed before texts were kept."""
    signed_at = models.DateTimeField("签于")

    class Meta:
        verbose_name = "岗位说明签收"
        ordering = ("-signed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "digest"],
                name="post_signed_once_per_text",
                violation_error_message="这一版您已经签过",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"
