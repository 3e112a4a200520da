"""What a store makes its own of the written duties: other words, another post, off, or one more."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Q

from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet
from zhangdian.management.duties.models.catalogue import STORE, Duty


class StoreDutyQuerySet(RecordQuerySet):
    def on(self, day: Any) -> Self:
        """The editions that hold on a day: of each code the last one that has begun."""
        begun = self.model._base_manager.filter(since__lte=day)
        later = begun.filter(store=OuterRef("store"), code=OuterRef("code"), number__gt=OuterRef("number"))
        return self.filter(~models.Exists(later), since__lte=day)


class StoreDuty(Record):
    """A duty as one store has it from a day on; what is left empty reads as the house wrote it."""

    class Change(models.TextChoices):
        ADDED = "added", "新增"
        REWORDED = "reworded", "改写"
        REASSIGNED = "reassigned", "换岗位"
        SWITCHED_OFF = "off", "停用"
        SWITCHED_ON = "on", "启用"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("编号", max_length=12)
    number = models.PositiveSmallIntegerField("第几版")
    since = models.DateField("从")
    change = models.CharField("改了什么", max_length=10, choices=Change.choices)
    sentence = models.CharField("职责", max_length=300, blank=True, default="")
    posts = models.CharField("岗位", max_length=200, blank=True, default="")
    """Codes of posts, separated by blanks; the first one owes what a timetable asks once of the post."""
    kind = models.CharField("类别", max_length=14, choices=Duty.Kind.choices, blank=True, default="")
    area = models.CharField("业务", max_length=16, choices=Duty.Area.choices, blank=True, default="")
    """Kind and area of a duty that the house never wrote."""
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么", max_length=200)

    objects: ClassVar[Any] = RecordManager.from_queryset(StoreDutyQuerySet)()

    class Meta:
        verbose_name = "门店职责"
        ordering = ("code", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "number"],
                name="store_duty_edition_once",
                violation_error_message="这条职责刚被别人改过：请刷新后再改",
            ),
            models.CheckConstraint(
                condition=Q(kind="", area="") | (~Q(kind="") & ~Q(area="") & ~Q(sentence="") & ~Q(posts="")),
                name="store_s_own_duty_is_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="store_duty_says_why"),
        ]

    def __str__(self) -> str:
        return self.code
