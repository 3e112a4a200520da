"""Rules of underwriting and limits of authority, each from a day on."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.saying import uses_said
from zhangdian.aftercare.insurance.underwriting import Rule, RuleKind
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.organization.roles import Role


class RuleQuerySet(RecordQuerySet):
    def in_force(self, day: date) -> "RuleQuerySet":
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), since__lte=day)


class UnderwritingRule(Root):
    """An insurer's rule for a cover, or one of all insurers; ended, it stays for what was before."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    insurer = models.ForeignKey(
        Insurer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司"
    )
    code = models.CharField("险种", max_length=24)
    product = models.CharField("条款", max_length=3, blank=True, default="")
    kind = models.CharField("规则", max_length=8, choices=RuleKind.choices)
    value = models.CharField("内容", max_length=120)
    name = models.CharField("说法", max_length=60)
    since = models.DateField("从")
    ended_on = models.DateField("停用", null=True, blank=True)
    ended_why = models.CharField("停用原因", max_length=100, blank=True, default="")
    source = models.CharField("依据", max_length=80, blank=True, default="")
    example = models.BooleanField("示例", default=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(RuleQuerySet)()

    class Meta:
        verbose_name = "承保规则"
        ordering = ("code", "kind", "-since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "insurer", "code", "product", "kind", "value", "since"],
                condition=Q(insurer__isnull=False),
                name="insurer_s_rule_once_per_day",
                violation_error_message="这家公司这一天起已有同样的规则",
            ),
            models.UniqueConstraint(
                fields=["store", "code", "product", "kind", "value", "since"],
                condition=Q(insurer__isnull=True),
                name="common_rule_once_per_day",
                violation_error_message="这一天起已有同样的规则",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="underwriting_rule_ends_after_it_begins",
                violation_error_message="规则还没开始就停用了：请核对",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_rule(self) -> Rule:
        return Rule(self.code, RuleKind(self.kind), self.value, self.name, self.product)


class UnderwritingLimit(Record):
    """How far a post may go alone in insurance, from a day on; beyond it somebody above signs (NBI-09)."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    since = models.DateField("从")
    premium_max = MoneyField("一单保费不超过")
    uses = models.CharField("只限使用性质", max_length=60, blank=True, default="")
    """Separated by semicolons; empty: all."""
    special = models.BooleanField("可以定特别约定", default=False)
    set_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的"
    )

    class Meta:
        verbose_name = "承保权限"
        ordering = ("role", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "since"],
                name="underwriting_limit_once_per_day",
                violation_error_message="这个岗位这一天已经定过一次权限：请换一个生效日",
            ),
            models.CheckConstraint(
                condition=Q(premium_max__gte=0),
                name="underwriting_limit_is_no_debt",
                violation_error_message="保费上限不能是负数",
            ),
        ]

    @property
    def uses_said(self) -> str:
        return uses_said(self.uses)

    def allows(self, premium: Any, use: str, special: bool) -> bool:
        within = not self.uses or use in self.uses.split(";")
        return premium <= self.premium_max and within and (self.special or not special)
