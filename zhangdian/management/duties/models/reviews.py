"""What a management review must have before it: the store's list, and what each review was given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.meetings import Meeting
from zhangdian.management.duties.models.watched import PERSON


class ReviewInput(Record):
    """One thing that every management review must have before it; the store's own list."""

    class Source(models.TextChoices):
        """Where it comes from: the system fills it, or somebody writes or photographs it."""

        TYPED = "typed", "有人写或拍照"
        FIGURES = "figures", "指标"
        TARGETS = "targets", "目标完成"
        DECISIONS = "decisions", "上次的决定"
        MEASURES = "measures", "一年里定下来要办的"
        MATTERS = "matters", "上报的事"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    source = models.CharField("从哪里来", max_length=9, choices=Source.choices, default=Source.TYPED)
    figures = models.CharField("哪些指标", max_length=400, blank=True, default="")
    """Names in the registry of figures, separated by blanks."""
    hint = models.CharField("要写什么", max_length=100, blank=True, default="")
    order = models.PositiveSmallIntegerField("次序", default=50)
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么改", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "评审输入"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name"],
                name="review_input_once",
                violation_error_message="已经有这一项：请刷新",
            ),
            models.CheckConstraint(
                condition=~Q(source="figures") | ~Q(figures=""), name="input_of_figures_names_them"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GivenInput(Record):
    """What one review was given for one input: by the system when it was opened, or by somebody."""

    root = "meeting"
    store_path = "meeting__store"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="inputs")
    input = models.ForeignKey(ReviewInput, on_delete=models.PROTECT, related_name="+", verbose_name="哪一项")
    text = models.CharField("内容", max_length=1000, blank=True, default="")
    given_at = models.DateTimeField("写于", null=True, blank=True)
    given_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁写的"
    )
    """Nobody's where the system filled it."""
    left_out = models.CharField("为什么没有", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "评审材料"
        ordering = ("input__order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "input"], name="review_has_each_input_once"),
            models.CheckConstraint(
                condition=Q(text="", given_at__isnull=True) | (~Q(text="") & Q(given_at__isnull=False)),
                name="given_input_says_when",
            ),
            models.CheckConstraint(condition=Q(text="") | Q(left_out=""), name="input_is_given_or_left_out"),
        ]

    def __str__(self) -> str:
        return str(self.input)

    @property
    def is_missing(self) -> bool:
        """Neither given nor left out for a reason."""
        return not self.text and not self.left_out
