"""A few records that the system drew for a duty, and how each was found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record
from zhangdian.management.duties.models.watched import PERSON, DueItem


class Sample(Record):
    """What was drawn for a duty of a day: from which records, by what seed, of how many."""

    root = "item"
    store_path = "item__store"
    item = models.OneToOneField(DueItem, on_delete=models.PROTECT, related_name="sample")
    draws = models.CharField("从哪里抽", max_length=60)
    """The name of the figure whose records were drawn from."""
    first = models.DateField("从哪天")
    last = models.DateField("到哪天")
    of = models.PositiveIntegerField("一共几件")
    seed = models.CharField("种子", max_length=32)
    """With it anybody can draw the same again from the same records."""
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁打开的")
    drawn_at = models.DateTimeField("抽于")

    class Meta:
        verbose_name = "抽查"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="sample_of_days_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.item} 抽查"


class Drawn(Record):
    """One record that was drawn: whose work it is, and whether it is in order."""

    class Verdict(models.TextChoices):
        FINE = "fine", "合格"
        FAULTY = "faulty", "不合格"

    root = "item"
    store_path = "item__store"
    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="drawn")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="drawn")
    number = models.PositiveSmallIntegerField("第几件")
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    title = models.CharField("哪一件", max_length=120)
    page = models.CharField(max_length=200, blank=True, default="")
    whose = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁做的"
    )
    verdict = models.CharField("结果", max_length=6, choices=Verdict.choices, blank=True, default="")
    words = models.CharField("怎么不好", max_length=200, blank=True, default="")
    judged_at = models.DateTimeField("看于", null=True, blank=True)
    judged_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁看的"
    )
    seen_at = models.DateTimeField("本人看过", null=True, blank=True)
    """When he whose work it is has read that it was not in order."""

    class Meta:
        verbose_name = "抽到的"
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "number"], name="drawn_numbered_once"),
            models.UniqueConstraint(
                fields=["sample", "record_type", "record_id"], name="record_drawn_once_a_sample"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="faulty") | ~Q(words=""), name="fault_drawn_says_what"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True, judged_by__isnull=True)
                | (~Q(verdict="") & Q(judged_at__isnull=False, judged_by__isnull=False)),
                name="judged_drawn_names_who",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["judged_at"], condition=Q(verdict="faulty"), name="faults_drawn")
        ]

    def __str__(self) -> str:
        return str(self.title)
