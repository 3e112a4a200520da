"""Commission passed on to a customer: the forms that the store allows, and what was given."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.models.policies import Policy
from zhangdian.aftercare.insurance.models.quotes import Quote
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import RecordQuerySet, Root


class FormQuerySet(RecordQuerySet):
    def on(self, day: Any) -> "FormQuerySet":
        """Of each form the newest row that has begun on a day."""
        later = self.model._base_manager.filter(
            store=OuterRef("store"), name=OuterRef("name"), since__lte=day, since__gt=OuterRef("since")
        )
        return self.filter(~models.Exists(later), since__lte=day)


class GiveawayForm(Root):
    """A form in which commission may be passed on, or may not, from a day on; a later row replaces it."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("形式", max_length=20)
    allowed = models.BooleanField("允许", default=False)
    most = MoneyField("每单最多", null=True, blank=True)
    share = models.DecimalField("最多占手续费", max_digits=5, decimal_places=2, null=True, blank=True)
    """Percent of the commission that the quote would bring."""
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)
    source = models.CharField("依据", max_length=200)
    example = models.BooleanField("示例，没核对", default=False)
    set_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的"
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(FormQuerySet)()

    class Meta:
        verbose_name = "让利形式"
        ordering = ("name", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name", "since"],
                name="giveaway_form_once_per_day",
                violation_error_message="这种形式今天已经定过一次：请明天再改",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="giveaway_form_ends_after_it_begins",
                violation_error_message="到哪天不能早于从哪天",
            ),
            models.CheckConstraint(
                condition=Q(allowed=False) | Q(most__isnull=False, most__gt=0),
                name="allowed_giveaway_form_has_a_limit",
                violation_error_message="允许的形式要写每单最多多少元",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(share__gt=0) & Q(share__lte=100)),
                name="giveaway_form_share_is_a_share",
                violation_error_message="占手续费要在 0 到 100 之间",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: Any) -> bool:
        return self.until is None or self.until >= day


class GiveawayQuerySet(RecordQuerySet):
    def for_acts(self) -> "GiveawayQuerySet":
        return self.select_related("form", "quote__vehicle", "insurer", "policy", "asked_by")

    def standing(self) -> "GiveawayQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Giveaway(Root):
    """What of the commission of one quote goes to the customer, signed for by those who may. Yuan."""

    class State(models.TextChoices):
        AGREED = "agreed", "已批，没出单"
        BOOKED = "booked", "已出单"
        WITHDRAWN = "withdrawn", "已撤回"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.AGREED: {State.BOOKED: "登记保单", State.WITHDRAWN: "撤回让利"},
        State.BOOKED: {State.WITHDRAWN: "撤回让利"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=9, choices=State.choices, default=State.AGREED, editable=False
    )
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="+", verbose_name="报价")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    form = models.ForeignKey(GiveawayForm, on_delete=models.PROTECT, related_name="+", verbose_name="形式")
    amount = MoneyField("金额")
    expected = MoneyField("预计手续费", null=True)
    """By the agreement and the premium of the quote on the day of asking; empty where no rate holds."""
    reason = models.CharField("原因", max_length=200)
    request = models.OneToOneField(
        "kernel.Request", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="签字申请"
    )
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁申请的")
    agreed_at = models.DateTimeField("批准于")
    policy = models.ForeignKey(
        Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="保单"
    )
    booked_at = models.DateTimeField("出单于", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回于", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁撤回的"
    )
    withdrawn_why = models.CharField("撤回原因", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(GiveawayQuerySet)()

    class Meta:
        verbose_name = "让利"
        ordering = ("-agreed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quote", "insurer"],
                condition=Q(withdrawn_at__isnull=True),
                name="giveaway_once_a_quote",
                violation_error_message="这份报价这家公司已经批过让利：要改请先撤回",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="giveaway_is_positive",
                violation_error_message="让利金额要大于 0",
            ),
            models.CheckConstraint(
                condition=Q(policy__isnull=True, booked_at__isnull=True)
                | Q(policy__isnull=False, booked_at__isnull=False),
                name="booked_giveaway_names_its_policy",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_giveaway_says_who_and_why",
                violation_error_message="撤回要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-agreed_at", "-id"], name="giveaway_by_day"),
            models.Index(fields=["policy"], name="giveaway_by_policy"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.amount:,.2f} 元"

    def derive_state(self) -> "Giveaway.State":
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.BOOKED if self.policy_id else self.State.AGREED

    @property
    def left(self) -> Any:
        """What the commission comes to when this is taken off it."""
        return None if self.expected is None else self.expected - self.amount
