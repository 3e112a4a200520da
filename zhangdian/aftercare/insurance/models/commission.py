"""What insurers owe for policies: the agreed rates, their statements line by line, what came in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.models.policies import Policy, PolicyLine
from zhangdian.foundation.kernel.money import ZERO, MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root


class CommissionRate(Root):
    """Of one insurer, line and desk from a day on; a later row stands beside the earlier."""

    class Base(models.TextChoices):
        NET = "net", "不含税保费"
        GROSS = "gross", "含税保费"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    line = models.CharField("险别", max_length=3, choices=PolicyLine.choices)
    desk = models.CharField("业务", max_length=7, choices=Policy.Desk.choices, blank=True, default="")
    """Empty: of both desks, where the desk has no row of its own."""
    since = models.DateField("从")
    rate = models.DecimalField("手续费率", max_digits=5, decimal_places=2)
    """Percent of the base."""
    base = models.CharField("按什么算", max_length=5, choices=Base.choices, default=Base.NET)
    source = models.CharField("依据", max_length=80)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="录入人")

    class Meta:
        verbose_name = "手续费率"
        ordering = ("insurer", "line", "desk", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "insurer", "line", "desk", "since"],
                name="commission_rate_once_per_day",
                violation_error_message="这家公司的这个险别这一天起已有费率：请换一个生效日",
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0) & Q(rate__lte=100),
                name="commission_rate_is_a_share",
                violation_error_message="手续费率要在 0 到 100 之间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insurer} {self.get_line_display()} {self.rate.normalize():f}%"


class StatementQuerySet(RecordQuerySet):
    def for_acts(self) -> "StatementQuerySet":
        return self.select_related("insurer")

    def standing(self) -> "StatementQuerySet":
        return self.exclude(state=CommissionStatement.State.WITHDRAWN)


class CommissionStatement(Root):
    """An insurer's statement of one month: what it says it owes, worked off line by line. Amounts in yuan."""

    class State(models.TextChoices):
        OPEN = "open", "核对中"
        AGREED = "agreed", "待回款"
        PAID = "paid", "已回款"
        WITHDRAWN = "withdrawn", "已撤回"

    ARROWS: ClassVar[dict[State, dict[State, str]]] = {
        State.OPEN: {State.AGREED: "核对完成", State.WITHDRAWN: "撤回"},
        State.AGREED: {State.PAID: "回款"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.OPEN, editable=False)
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    month = models.DateField("账期")
    """The first day of the month that it is about."""
    digest = models.CharField("文件指纹", max_length=64)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="导入人")
    opened_at = models.DateTimeField("导入")
    agreed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="核对人"
    )
    agreed_at = models.DateTimeField("核对完成", null=True)
    agreed = MoneyField("应收", default=ZERO)
    received = MoneyField("已收", default=ZERO)
    withdrawn_because = models.CharField("为什么撤回", max_length=200, blank=True, default="")

    objects: ClassVar = models.Manager.from_queryset(StatementQuerySet)()

    class Meta:
        verbose_name = "手续费对账单"
        ordering = ("-month", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "insurer", "digest"],
                condition=~Q(state="withdrawn"),
                name="commission_statement_once",
                violation_error_message="这份对账单已经导入过：请在列表里找到它",
            ),
            models.CheckConstraint(
                condition=Q(received__gte=0) & Q(received__lte=F("agreed")),
                name="commission_received_up_to_agreed",
                violation_error_message="收的不能多过核对好的应收",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "-month", "-id"], name="commission_by_month")]

    def __str__(self) -> str:
        return f"{self.insurer} {self.month:%Y-%m} 手续费"

    def derive_state(self) -> "CommissionStatement.State":
        """Withdrawn, worked off, and then paid when nothing is open any more."""
        if self.withdrawn_because:
            return self.State.WITHDRAWN
        if self.agreed_at is None:
            return self.State.OPEN
        return self.State.PAID if self.received >= self.agreed else self.State.AGREED


class CommissionLine(Record):
    """One row of a statement beside what the store reckons for the same policy. Amounts in yuan."""

    class Match(models.TextChoices):
        SAME = "same", "一致"
        DIFFERS = "differs", "金额不同"
        UNRATED = "unrated", "没有协议费率"
        UNKNOWN = "unknown", "账上没有"

    class Settled(models.TextChoices):
        THEIRS = "theirs", "按保险公司"
        OURS = "ours", "按本店，请保险公司补"
        NOT_OURS = "not_ours", "不是本店的单"

    root = "statement"
    store_path = "statement__store"
    statement = models.ForeignKey(CommissionStatement, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField("行")
    number = models.CharField("保单号", max_length=40)
    premium = MoneyField("保费", null=True)
    amount = MoneyField("手续费")
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="commissions")
    rate = models.ForeignKey(CommissionRate, null=True, on_delete=models.PROTECT, related_name="+")
    """The row of the agreement by which the store reckoned."""
    expected = MoneyField("本店算", null=True)
    """By the agreement, less what earlier statements agreed for the same policy."""
    match = models.CharField("核对", max_length=8, choices=Match.choices)
    settled = models.CharField("怎么处理", max_length=8, choices=Settled.choices, blank=True, default="")
    because = models.CharField("原因", max_length=200, blank=True, default="")
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField("处理于", null=True)
    agreed = MoneyField("算数的", null=True)
    """What both sides go by; empty as long as the difference is open."""

    class Meta:
        verbose_name = "对账单一行"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "number"], name="commission_line_once_per_policy"),
            models.CheckConstraint(
                condition=Q(settled="") | ~Q(because=""),
                name="settled_commission_line_says_why",
                violation_error_message="请写为什么这样处理",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CommissionReceipt(Record):
    """Money that came in for a statement."""

    root = "statement"
    store_path = "statement__store"
    statement = models.ForeignKey(CommissionStatement, on_delete=models.PROTECT, related_name="receipts")
    received_on = models.DateField("到账日")
    amount = MoneyField("金额")
    bank_number = models.CharField("流水号", max_length=40)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "手续费回款"
        ordering = ("received_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="commission_receipt_is_positive",
                violation_error_message="到账金额要大于 0",
            ),
            models.UniqueConstraint(
                fields=["statement", "bank_number"],
                name="commission_receipt_once",
                violation_error_message="这笔流水已经登记过",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount:,.2f} 元"
