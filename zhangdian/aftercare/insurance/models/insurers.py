"""Insurers, and from when until when the store has approved each."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root

STORE = "organization.Store"
PERSON = "organization.Person"


class InsurerQuerySet(RecordQuerySet):
    def for_acts(self) -> "InsurerQuerySet":
        return self.prefetch_related("approvals")

    def approved_on(self, day: date) -> "InsurerQuerySet":
        """Those with an approval in force on a day; partners or not."""
        return self.filter(pk__in=InsurerApproval.objects.in_force(day).values("insurer"))


class Insurer(Root):
    """An insurer that the store works with, or that its customers bring with them."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("简码", max_length=10)
    name = models.CharField("保险公司", max_length=60)
    short_name = models.CharField("简称", max_length=12)
    branch = models.CharField("出单机构", max_length=60, blank=True, default="")
    report_phone = models.CharField("报案电话", max_length=20, blank=True, default="")
    partner = models.BooleanField("合作", default=False)
    issues_by = models.CharField("出单方式", max_length=40, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(InsurerQuerySet)()

    class Meta:
        verbose_name = "保险公司"
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code"],
                name="insurer_once_per_code",
                violation_error_message="这个简码已有保险公司：请换一个，或改那一家",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def approval_on(self, day: date) -> "InsurerApproval | None":
        """The approval in force on a day; reads `approvals` once, or what was prefetched."""
        return next((each for each in self.approvals.all() if each.holds_on(day)), None)


class ApprovalQuerySet(RecordQuerySet):
    def in_force(self, day: date) -> "ApprovalQuerySet":
        open_end = Q(until__isnull=True) | Q(until__gte=day)
        standing = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
        return self.filter(open_end, standing, since__lte=day)


class InsurerApproval(Record):
    """The store has approved an insurer from a day until a day; a withdrawal ends it before its time."""

    root = "insurer"
    store_path = "insurer__store"
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="approvals")
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)
    approved_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="批准人"
    )
    basis = models.CharField("依据", max_length=100, blank=True, default="")
    withdrawn_on = models.DateField("撤销", null=True, blank=True)
    withdrawn_why = models.CharField("撤销原因", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(ApprovalQuerySet)()

    class Meta:
        verbose_name = "认证"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="insurer_approval_ends_after_it_begins",
                violation_error_message="认证的到期日早于起始日：请核对",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_approval_says_why",
                violation_error_message="撤销认证要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["insurer", "since"], name="insurer_approval_by_day"),
        ]

    def holds_on(self, day: date) -> bool:
        return (
            self.since <= day
            and (self.until is None or self.until >= day)
            and (self.withdrawn_on is None or self.withdrawn_on > day)
        )
