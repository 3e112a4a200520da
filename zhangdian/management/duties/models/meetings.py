"""A meeting with its agenda and who came; what was decided, each a due item of its owner."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.clock import minutes_between
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.watched import PERSON, DueItem


class Meeting(Root):
    """One meeting of a leader with his people; its agenda stands as it was made when it was opened."""

    class Kind(models.TextChoices):
        MORNING = "morning", "晨会"
        DEPARTMENT = "department", "部门会议"
        SPECIAL = "special", "专题会"
        REVIEW = "review", "管理评审"

    class State(models.TextChoices):
        OPEN = "open", "在开"
        CLOSED = "closed", "开完"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    number = models.CharField("编号", max_length=30, blank=True, default="")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    title = models.CharField("议题", max_length=60, blank=True, default="")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="主持")
    begins_at = models.DateTimeField("几点开")
    closed_at = models.DateTimeField("开完于", null=True, blank=True)
    minutes = models.TextField("纪要", max_length=2000, blank=True, default="")
    training = models.CharField("培训点", max_length=200, blank=True, default="")
    """What was taught, where the post's duty asks for it (PTM-16)."""
    signed_at = models.DateTimeField("签于", null=True, blank=True)
    signed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁签的"
    )
    """A management review ends with the general manager's signature."""

    class Meta:
        verbose_name = "会议"
        ordering = ("-begins_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="meeting_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
                name="closed_meeting_has_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(kind="review", state="closed")
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="ended_review_is_signed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "-begins_at"], name="meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title or self.number}"


class AgendaPoint(Record):
    """One thing to speak about, and what was said; points come from what is open, or from somebody's hand."""

    root = "meeting"
    store_path = "meeting__store"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="points")
    order = models.PositiveSmallIntegerField("次序")
    what = models.CharField("议什么", max_length=200)
    remark = models.CharField("情况", max_length=200, blank=True, default="")
    address = models.CharField("看哪里", max_length=200, blank=True, default="")
    said = models.CharField("怎么说", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "议程"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.what


class Attendee(Record):
    """Somebody who was called, and when he came."""

    root = "meeting"
    store_path = "meeting__store"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    came_at = models.DateTimeField("签到", null=True, blank=True)
    excused = models.CharField("请假", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "到会"
        ordering = ("person__employee_no",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendee_once",
                violation_error_message="已经请过他",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def late_minutes(self) -> int:
        """Whole minutes after the beginning (ICA-21)."""
        if self.came_at is None:
            return 0
        return max(0, int(minutes_between(self.meeting.begins_at, self.came_at)))

    def standing_at(self, now: datetime) -> tuple[str, str]:
        """How he stands: words and tone."""
        if self.came_at is not None:
            return (f"迟到 {self.late_minutes} 分", "parts") if self.late_minutes else ("到了", "ok")
        if self.excused:
            return f"请假：{self.excused}", ""
        gone = self.meeting.closed_at is not None
        return ("缺席", "late") if gone else ("还没到", "parts" if now > self.meeting.begins_at else "")


class Decision(Record):
    """What was decided: its owner owes it by a day, and somebody else looks whether it is so."""

    root = "meeting"
    store_path = "meeting__store"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.OneToOneField(DueItem, on_delete=models.PROTECT, related_name="decision")
    """Whose it is, by when, and the act that did it: shown, urged and counted like every duty."""
    how_done = models.CharField("怎么办的", max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField("确认于", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁确认"
    )

    class Meta:
        verbose_name = "决定"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_decision_names_who",
            )
        ]

    def __str__(self) -> str:
        return str(self.item.sentence)

    @property
    def owner(self) -> Any:
        """Who owes it: always somebody."""
        return self.item.person
