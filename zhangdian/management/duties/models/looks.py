"""A duty that its holder says is done, and what the second person found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record
from zhangdian.management.duties.models.watched import PERSON, DueItem
from zhangdian.people.organization.roles import Role


class SecondLook(Record):
    """The holder says that it is done; it is only when somebody else has looked and says so too."""

    root = "item"
    store_path = "item__store"

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "复核通过"
        REFUSED = "refused", "没做好，退回"
        WITHDRAWN = "withdrawn", "自己撤回"
        TAKEN_BACK = "taken_back", "通过后又收回"

    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="looks", verbose_name="哪一条")
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁说做好了")
    said_at = models.DateTimeField("说于")
    words = models.CharField("怎么做的", max_length=200, blank=True, default="")
    post = models.CharField("谁来复核", max_length=4, choices=Role.choices)
    """The post that is asked; those above it may answer as well."""
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True, default="")
    ended_at = models.DateTimeField("答于", null=True, blank=True)
    ended_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答的"
    )
    reason = models.CharField("为什么", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "复核"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(outcome__in=("", "confirmed")),
                name="one_second_look_at_a_time",
                violation_error_message="已经报过做好，在等复核：不用再报",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(outcome="") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="second_look_that_ended_names_who",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="confirmed") | ~Q(ended_by=models.F("said_by")),
                name="second_look_is_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("refused", "taken_back")) | ~Q(reason=""),
                name="refused_second_look_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post"], condition=Q(outcome=""), name="second_look_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.item} 复核"
