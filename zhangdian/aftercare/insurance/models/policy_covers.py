"""The covers of a policy, how the insurer changed them, and the facts with which the rules were asked."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.explaining import Explanation
from zhangdian.aftercare.insurance.models.insurers import PERSON
from zhangdian.aftercare.insurance.models.policies import Endorsement, Policy
from zhangdian.aftercare.insurance.models.products import Cover
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet


class PolicyCoverQuerySet(RecordQuerySet):
    def in_entry(self) -> "PolicyCoverQuerySet":
        """As the policy was issued: without what was typed wrongly and put right since."""
        return self.filter(corrected_at=None)


class PolicyCover(Record):
    """One cover as the insurer issued it; what was typed wrongly stays, and says when it was put right."""

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="covers")
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, related_name="+", verbose_name="险种")
    target = models.CharField("附在", max_length=24, blank=True, default="")
    """Of a rider that stands for one of several main covers."""
    sum = MoneyField("保额", null=True)
    """In yuan, of a seat or a day where the cover counts by them, a share in percent; none of some covers."""
    days = models.PositiveSmallIntegerField("天数", null=True)
    explanation = models.ForeignKey(
        Explanation, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="条款确认"
    )
    """Under which this cover was sold; none of a policy that was entered for the file."""
    corrected_at = models.DateTimeField("更正于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(PolicyCoverQuerySet)()

    class Meta:
        verbose_name = "保单险种"
        ordering = ("cover__order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["policy", "cover", "target"],
                condition=Q(corrected_at__isnull=True),
                name="cover_once_per_policy",
                violation_error_message="这个险种在保单上已经有了",
            ),
            models.CheckConstraint(
                condition=(Q(sum__isnull=True) | Q(sum__gt=0)) & (Q(days__isnull=True) | Q(days__gt=0)),
                name="policy_cover_sum_is_something",
                violation_error_message="保额和天数要大于 0",
            ),
        ]

    def __str__(self) -> str:
        return str(self.cover)


class CoverChange(Record):
    """One cover that an endorsement took in, took out, or gave another sum."""

    class Kind(models.TextChoices):
        ADDED = "added", "加"
        CHANGED = "changed", "改"
        DROPPED = "dropped", "减"

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    endorsement = models.ForeignKey(Endorsement, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField("批改", max_length=7, choices=Kind.choices)
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, related_name="+", verbose_name="险种")
    target = models.CharField("附在", max_length=24, blank=True, default="")
    sum = MoneyField("保额", null=True)
    days = models.PositiveSmallIntegerField("天数", null=True)
    says = models.CharField("内容", max_length=80)
    """In the trade's words, with what stood before."""
    explanation = models.ForeignKey(
        Explanation, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="条款确认"
    )

    class Meta:
        verbose_name = "险种批改"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endorsement", "cover", "target"], name="cover_changed_once_an_endorsement"
            ),
            models.CheckConstraint(
                condition=(Q(sum__isnull=True) | Q(sum__gt=0)) & (Q(days__isnull=True) | Q(days__gt=0)),
                name="cover_change_sum_is_something",
                violation_error_message="保额和天数要大于 0",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["policy", "cover"], name="cover_change_by_policy")]

    def __str__(self) -> str:
        return self.says


class RulesAsked(Record):
    """With which facts of the car the rules of underwriting were asked of its covers, and passed (NBI-02)."""

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    endorsement = models.ForeignKey(Endorsement, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁核对")
    at = models.DateTimeField("核对于")
    rules_on = models.DateField("按哪天的规则")
    asked = models.PositiveSmallIntegerField("几条规则")
    use = models.CharField("使用性质", max_length=5, choices=Use.choices, blank=True, default="")
    first_registered = models.DateField("初次登记", null=True)

    class Meta:
        verbose_name = "承保规则核对"
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["policy", "-id"], name="rules_asked_by_policy")]

    def __str__(self) -> str:
        return f"{self.asked} 条规则"
