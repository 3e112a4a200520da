"""Policies as the insurer issued them, every change of them, and every error of entering."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.explaining import Explanation
from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.foundation.kernel.money import ZERO, MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.customers.models import Customer, Vehicle


class PolicyLine(models.TextChoices):
    """Each stands on a policy of its own, with dates of its own."""

    COMPULSORY = "TCI", "交强险"
    COMMERCIAL = "VCI", "商业险"
    NON_AUTO = "NON", "非车险"


class PolicyQuerySet(RecordQuerySet):
    def for_acts(self) -> "PolicyQuerySet":
        return self.select_related("insurer", "vehicle", "entered_by")

    def standing(self) -> "PolicyQuerySet":
        """Those that were issued and neither taken off the books nor cancelled."""
        return self.exclude(state__in=[Policy.State.VOID, Policy.State.CANCELLED])


class Policy(Root):
    """One policy of one car: the paper is the insurer's, the ledger is ours. Amounts in yuan."""

    class State(models.TextChoices):
        ENTERED = "entered", "待复核"
        CHECKED = "checked", "已复核"
        CANCELLED = "cancelled", "已退保"
        VOID = "void", "录错作废"

    class Desk(models.TextChoices):
        NEW_CAR = "new", "新车"
        RENEWAL = "renewal", "续保"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.ENTERED: {State.CHECKED: "复核", State.VOID: "作废"},
        State.CHECKED: {State.ENTERED: "更正", State.CANCELLED: "退保"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=9, choices=State.choices, default=State.ENTERED, editable=False
    )
    insurer = models.ForeignKey(
        Insurer, on_delete=models.PROTECT, related_name="policies", verbose_name="保险公司"
    )
    line = models.CharField("险别", max_length=3, choices=PolicyLine.choices)
    number = models.CharField("保单号", max_length=40)
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    plate = models.CharField("出单时车牌", max_length=12, blank=True, default="")
    holder = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="投保人"
    )
    desk = models.CharField("业务", max_length=7, choices=Desk.choices)
    signed_on = models.DateField("签单日期")
    """The insurer's; sales results count by it, cover by the two that follow."""
    starts_at = models.DateTimeField("起保")
    ends_at = models.DateTimeField("终保")
    """The first instant without cover: 24:00 of the last day."""
    premium = MoneyField("保费")
    tax = MoneyField("车船税", default=ZERO)
    net_premium = MoneyField("净保费", default=ZERO)
    """The premium with all endorsements, and less what was given back."""
    explanation = models.ForeignKey(
        Explanation, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="条款确认"
    )
    """What was explained to the customer before; none of one that was entered for the file."""
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="录入人")
    """Who answers for what was entered (NBI-06)."""
    entered_at = models.DateTimeField("录入")
    checked_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="复核人"
    )
    checked_at = models.DateTimeField("复核于", null=True)
    filed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="归档人"
    )
    filed_at = models.DateTimeField("归档于", null=True)
    void_because = models.CharField("为什么作废", max_length=200, blank=True, default="")
    cancelled_at = models.DateTimeField("退保于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(PolicyQuerySet)()

    class Meta:
        verbose_name = "保单"
        ordering = ("-signed_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["insurer", "number"],
                condition=~Q(state="void"),
                name="policy_number_once_per_insurer",
                violation_error_message="这个保单号已经登记过：请按保单号找到它",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="policy_ends_after_it_starts",
                violation_error_message="终保要在起保之后",
            ),
            models.CheckConstraint(
                condition=Q(premium__gt=0) & Q(tax__gte=0) & Q(net_premium__gte=0),
                name="policy_amounts_make_sense",
                violation_error_message="保费要大于 0，车船税不能是负数，退的不能多过收的",
            ),
            models.CheckConstraint(
                condition=Q(line="TCI") | Q(tax=0),
                name="policy_tax_with_compulsory_only",
                violation_error_message="车船税只随交强险保单：请记在交强险那一张上",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                name="policy_checked_by_another",
                violation_error_message="录入的人不能自己复核",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(void_because=""),
                name="void_policy_says_why",
                violation_error_message="作废要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vehicle", "store", "line", "ends_at"], name="policy_by_vehicle"),
            models.Index(fields=["store", "ends_at"], name="policy_by_end"),
            models.Index(fields=["store", "-signed_on", "-id"], name="policy_by_signing"),
        ]

    def __str__(self) -> str:
        return f"{self.get_line_display()} {self.number}"

    def derive_state(self) -> "Policy.State":
        """Void, cancelled, checked, or still to be checked."""
        if self.void_because:
            return self.State.VOID
        if self.cancelled_at:
            return self.State.CANCELLED
        return self.State.CHECKED if self.checked_at else self.State.ENTERED


class Endorsement(Record):
    """One change of a policy by the insurer; it is never changed, another follows it."""

    class Kind(models.TextChoices):
        PARTIES = "parties", "批改关系人"
        VEHICLE = "vehicle", "变更车辆信息"
        PLATED = "plated", "新车上牌"
        TRANSFER = "transfer", "车辆过户"
        COVERS = "covers", "批增批减险种"
        CANCELLED = "cancelled", "退保"

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="endorsements")
    kind = models.CharField("批改", max_length=9, choices=Kind.choices)
    number = models.CharField("批单号", max_length=40, blank=True, default="")
    effective_at = models.DateTimeField("生效")
    premium = MoneyField("保费变动", default=ZERO)
    """Negative where the insurer gives back."""
    reckoned = MoneyField("系统试算", null=True)
    """Of a cancellation what the rules come to, beside what the insurer gave back."""
    says = models.CharField("内容", max_length=200)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "批单"
        ordering = ("effective_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(premium__gte=0) | ~Q(number=""),
                name="endorsement_that_gives_back_has_number",
                violation_error_message="退保费的批改要有批单号",
            ),
            models.UniqueConstraint(
                fields=["policy", "number"],
                condition=~Q(number=""),
                name="endorsement_number_once",
                violation_error_message="这个批单号已经登记过",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class EntryError(Record):
    """What was entered wrongly, by whom, why, and what it cost (NBI-06)."""

    class Cause(models.TextChoices):
        TYPED = "typed", "打错"
        MISREAD = "misread", "看错资料"
        PAPERS = "papers", "客户资料有误"
        SYSTEM = "system", "保险公司系统"

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="errors")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="责任人")
    found_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="发现人")
    at = models.DateTimeField("发现于")
    what = models.CharField("错在哪里", max_length=200)
    cause = models.CharField("原因", max_length=7, choices=Cause.choices)
    cost = MoneyField("损失", default=Decimal(0))

    class Meta:
        verbose_name = "录入差错"
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cost__gte=0), name="entry_error_cost_not_negative")
        ]
        indexes: ClassVar = [models.Index(fields=["by", "at"], name="entry_error_by_person")]

    def __str__(self) -> str:
        return f"{self.what}（{self.get_cause_display()}）"
