"""A signature that somebody lends: in whose post, for which acts, up to how much, until when."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.organization.models.staff import Person, Store
from zhangdian.people.organization.roles import Role


class SigningPower(Root):
    """Who signs for whom (授权代签); it ends by itself, and nobody lends what was lent to him."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", "有效"
        TAKEN_BACK = "back", "已收回"

    ARROWS: ClassVar = {State.IN_FORCE: {State.TAKEN_BACK}}

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("授权号", max_length=20, blank=True, default="")
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.IN_FORCE, editable=False
    )
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="授权人")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="代签人")
    role = models.CharField("以哪个岗位", max_length=4, choices=Role.choices)
    actions = models.CharField("哪些申请", max_length=600)
    """Names of the acts whose requests he may sign, separated by blanks."""
    upto = MoneyField("最多", null=True, blank=True)
    """Yuan of one request; empty: as far as the post itself."""
    since_at = models.DateTimeField("从")
    until_at = models.DateTimeField("到")
    until_on = models.DateField(editable=False)
    """The day of `until_at` in the store."""
    reason = models.CharField("为什么", max_length=200)
    taken_back_at = models.DateTimeField("收回于", null=True, blank=True)
    terms = models.TextField(editable=False)
    """The same for who reads a standing in one look."""

    class Meta:
        verbose_name = "授权代签"
        ordering = ("-since_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="signing_power_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(holder=F("agent")),
                name="signing_power_to_somebody_else",
                violation_error_message="代签人不能是授权人自己",
            ),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("since_at")),
                name="signing_power_ends",
                violation_error_message="到期要在现在以后",
            ),
            models.CheckConstraint(
                condition=Q(upto__isnull=True) | Q(upto__gte=0), name="signing_power_not_negative"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agent", "until_on"], name="signing_power_by_agent")]

    def __str__(self) -> str:
        return f"{self.agent}代{self.holder}签"

    def derive_state(self) -> State:
        return self.State.TAKEN_BACK if self.taken_back_at else self.State.IN_FORCE

    def stands_at(self, now: datetime) -> bool:
        """Whether he may sign by it at an instant."""
        return self.taken_back_at is None and self.since_at <= now < self.until_at

    @property
    def labels(self) -> list[str]:
        """The acts by their names."""
        known: list[Any] = [registry.ACTIONS.get(name) for name in self.actions.split()]
        return [str(each.label) for each in known if each]
