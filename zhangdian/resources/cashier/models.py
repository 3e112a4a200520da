"""Cashier: what is owed and by whom, what was paid and given back; shifts, days, accounts, invoices."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.db.models.lookups import GreaterThanOrEqual

from zhangdian.foundation.kernel.money import ZERO, MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.sights import CUSTOMER_NAME, CUSTOMER_PHONE
from zhangdian.people.organization.models import Person, Store


class Means(models.TextChoices):
    """By which means money comes or goes."""

    SCAN = "scan", "扫码"
    CARD = "card", "刷卡"
    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"
    LINK = "link", "付款链接"


BY_TRADE_NUMBER = (Means.SCAN, Means.CARD, Means.TRANSFER, Means.LINK)
"""Means whose channel gives every payment a number."""


class AccountCustomer(Root):
    """A customer who pays by the month (挂账单位): his limit, his term, the plates that may use it."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("单位", max_length=80)
    contact = SealedCharField("联系人", max_length=30, blank=True, default="", sight=CUSTOMER_NAME)
    phone = SealedCharField("电话", max_length=20, blank=True, default="", sight=CUSTOMER_PHONE)
    credit_limit = MoneyField("信用额度")
    term_days = models.PositiveSmallIntegerField("账期天数", default=30)
    statement_day = models.PositiveSmallIntegerField("对账日", default=25)
    plates = models.CharField("允许挂账的车牌", max_length=500, blank=True, default="")
    """Separated by commas; empty: all."""
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "挂账单位"
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name"],
                name="account_customer_once_per_store",
                violation_error_message="这个单位已经有挂账账户",
            ),
            models.CheckConstraint(
                condition=Q(credit_limit__gte=0),
                name="account_limit_not_negative",
                violation_error_message="信用额度不能是负数",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReceivableQuerySet(RecordQuerySet):
    """Receivables with what their acts read."""

    def for_acts(self) -> Any:
        return self.select_related("account")

    def unsettled(self) -> Any:
        return self.filter(state__in=[Receivable.State.OPEN, Receivable.State.PARTLY])

    def for_purpose(self, purpose: Any) -> Any:
        return self.filter(purpose_type=purpose._meta.label_lower, purpose_id=purpose.pk)


class Receivable(Root):
    """What one payer owes for one thing: a bill in yuan, VAT included."""

    class State(models.TextChoices):
        OPEN = "open", "待收"
        PARTLY = "partly", "部分已收"
        ON_ACCOUNT = "account", "挂账"
        PAID = "paid", "收清"
        VOID = "void", "作废"

    class PayerKind(models.TextChoices):
        CUSTOMER = "customer", "客户"
        COMPANY = "company", "单位挂账"
        INSURER = "insurer", "保险公司"
        MANUFACTURER = "maker", "厂家"
        INTERNAL = "internal", "本店"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.OPEN: {State.PARTLY, State.ON_ACCOUNT, State.PAID, State.VOID},
        State.PARTLY: {State.OPEN, State.ON_ACCOUNT, State.PAID, State.VOID},
        State.ON_ACCOUNT: {State.PAID, State.VOID},
        State.PAID: {State.OPEN, State.PARTLY, State.ON_ACCOUNT},
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    purpose_type = models.CharField(max_length=60)
    purpose_id = models.BigIntegerField()
    purpose_text = models.CharField("车牌或事由", max_length=60)
    text = models.CharField("说明", max_length=100, blank=True, default="")
    document = models.CharField("单据", max_length=30, blank=True, default="")
    """Number of the paper that says why: a settlement statement, a deal."""
    payer_kind = models.CharField("付款方", max_length=8, choices=PayerKind.choices)
    payer_name = SealedCharField("付款人", max_length=80, sight=CUSTOMER_NAME)
    payer_customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    amount = MoneyField("应收")
    credited = MoneyField("已冲减", default=ZERO)
    paid = MoneyField("已收", default=ZERO)
    refunded = MoneyField("已退", default=ZERO)
    billed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="出单人"
    )
    """Who made the bill, not who signed it; somebody else takes the money."""
    opened_at = models.DateTimeField("开立时间")
    settled_at = models.DateTimeField("收清时间", null=True, blank=True)
    account = models.ForeignKey(
        AccountCustomer, null=True, on_delete=models.PROTECT, related_name="receivables", verbose_name="账户"
    )
    on_account_at = models.DateTimeField("挂账时间", null=True, blank=True)
    due_on = models.DateField("到期", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_because = models.CharField("作废原因", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(ReceivableQuerySet)()

    class Meta:
        verbose_name = "应收"
        ordering = ("opened_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="receivable_asks_for_money",
                violation_error_message="应收金额要大于 0",
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, refunded__gte=0, credited__gte=0),
                name="receivable_sums_not_negative",
                violation_error_message="已收、已退、冲减不能是负数",
            ),
            models.CheckConstraint(
                condition=Q(refunded__lte=F("paid")),
                name="receivable_never_refunded_above_paid",
                violation_error_message="退款超过已收金额",
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(
                    # Rounded, for SQLite keeps decimals as binary numbers.
                    Round(F("amount") - F("credited") - F("paid") + F("refunded"), precision=2),
                    Decimal(0),
                ),
                name="receivable_never_paid_above_amount",
                violation_error_message="收款超过应收：请刷新，看清还差多少",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | Q(paid=F("refunded")),
                name="receivable_void_keeps_no_money",
                violation_error_message="已收款的应收不能作废：先退款",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["purpose_type", "purpose_id"], name="receivable_by_purpose"),
            models.Index(fields=["store", "state", "opened_at"], name="receivable_by_state"),
            models.Index(fields=["account", "state"], name="receivable_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose_text} {self.document}".strip()

    @property
    def balance(self) -> Decimal:
        """What is still to come."""
        return Decimal(self.amount - self.credited - self.paid + self.refunded)

    def derive_state(self) -> "Receivable.State":
        """From the sums: void, paid, on account, partly or open."""
        if self.voided_at:
            return self.State.VOID
        if not self.balance:
            return self.State.PAID
        if self.on_account_at:
            return self.State.ON_ACCOUNT
        return self.State.PARTLY if self.paid > self.refunded else self.State.OPEN


# ---- the till -------------------------------------------------------------------------------------


class CashDay(Root):
    """A day of the cash book; once closed, what comes late goes to the next open day."""

    class State(models.TextChoices):
        OPEN = "open", "未结"
        CLOSED = "closed", "已结"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    day = models.DateField("日期")
    deposit_slip = models.CharField("缴款单号", max_length=40, blank=True, default="")
    deposited = MoneyField("缴存现金", default=ZERO)
    closed_at = models.DateTimeField("日结时间", null=True, blank=True)

    class Meta:
        verbose_name = "日结"
        ordering = ("-day",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "day"],
                name="cash_day_once_per_store",
                violation_error_message="这一天已经开过账",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class CashierShift(Root):
    """A cashier at her till, from the counted float to the counted drawer."""

    class State(models.TextChoices):
        OPEN = "open", "当班"
        CLOSED = "closed", "已交班"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    cash_day = models.ForeignKey(
        CashDay, on_delete=models.PROTECT, related_name="shifts", verbose_name="记账日"
    )
    cashier = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="收银员")
    opened_at = models.DateTimeField("开班时间")
    float_amount = MoneyField("备用金")
    closed_at = models.DateTimeField("交班时间", null=True, blank=True)

    class Meta:
        verbose_name = "收银班次"
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cashier"],
                condition=Q(state="open"),
                name="shift_one_open_per_cashier",
                violation_error_message="您已经开班，先交班再开新班",
            ),
            models.CheckConstraint(
                condition=Q(float_amount__gte=0),
                name="shift_float_not_negative",
                violation_error_message="备用金不能是负数",
            ),
        ]


class ShiftCount(Record):
    """What was booked and what was counted in a shift, by one means."""

    root = "shift"
    store_path = "shift__store"
    shift = models.ForeignKey(
        CashierShift, on_delete=models.PROTECT, related_name="counts", verbose_name="班次"
    )
    means = models.CharField("方式", max_length=8, choices=Means.choices)
    booked = MoneyField("账面")
    counted = MoneyField("实点")
    reason = models.CharField("差异原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "交班清点"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shift", "means"],
                name="shift_counted_once_per_means",
                violation_error_message="每种方式只清点一次",
            ),
            models.CheckConstraint(
                condition=Q(booked=F("counted")) | ~Q(reason=""),
                name="shift_difference_has_a_reason",
                violation_error_message="长款短款要写原因",
            ),
        ]

    @property
    def difference(self) -> Decimal:
        return Decimal(self.counted - self.booked)

    @property
    def off(self) -> str:
        """短 4.00, 长 6.00: as the trade says it."""
        return f"{'长' if self.difference > 0 else '短'} {abs(self.difference):,.2f}"


class Payment(Record):
    """Money that came in for a receivable (收款单)."""

    root = "receivable"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    receivable = models.ForeignKey(
        Receivable, on_delete=models.PROTECT, related_name="payments", verbose_name="应收"
    )
    number = models.CharField("收款单号", max_length=30, blank=True, default="")
    means = models.CharField("方式", max_length=8, choices=Means.choices)
    amount = MoneyField("金额")
    refunded = MoneyField("已退", default=ZERO)
    tendered = MoneyField("实付", default=ZERO)
    """Cash put on the desk; change is the difference."""
    trade_no = models.CharField("渠道流水号", max_length=64, blank=True, default="")
    shift = models.ForeignKey(
        CashierShift, on_delete=models.PROTECT, related_name="payments", verbose_name="班次"
    )
    cash_day = models.ForeignKey(CashDay, on_delete=models.PROTECT, related_name="+", verbose_name="记账日")
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="收款人")
    taken_at = models.DateTimeField("收款时间")

    class Meta:
        verbose_name = "收款"
        ordering = ("taken_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_is_money",
                violation_error_message="收款金额要大于 0",
            ),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("amount")),
                name="payment_never_refunded_above_amount",
                violation_error_message="退款超过这笔收款",
            ),
            models.CheckConstraint(
                condition=~Q(means="cash") | Q(tendered__gte=F("amount")),
                name="payment_cash_covers_amount",
                violation_error_message="客户付的现金不够",
            ),
            models.UniqueConstraint(
                fields=["store", "means", "trade_no"],
                name="payment_trade_number_once",
                condition=~Q(trade_no=""),
                violation_error_message="这个流水号已经收过一笔：请核对是不是同一次付款",
            ),
            models.UniqueConstraint(
                fields=["store", "number"], name="payment_number_once", condition=~Q(number="")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "taken_at"], name="payment_by_time")]

    def __str__(self) -> str:
        return self.number

    @property
    def change(self) -> Decimal:
        """Coins and notes to give back."""
        return max(Decimal(self.tendered - self.amount), ZERO)


class Refund(Record):
    """Money that went back, by the channel on which it came (退款单)."""

    root = "receivable"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    receivable = models.ForeignKey(
        Receivable, on_delete=models.PROTECT, related_name="refunds", verbose_name="应收"
    )
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name="原收款"
    )
    number = models.CharField("退款单号", max_length=30, blank=True, default="")
    means = models.CharField("方式", max_length=8, choices=Means.choices)
    amount = MoneyField("金额")
    lowers_bill = models.BooleanField("冲减应收", default=True)
    """False when it is paid again by another means and the bill stands."""
    trade_no = models.CharField("渠道流水号", max_length=64, blank=True, default="")
    why = models.CharField("原因", max_length=200)
    shift = models.ForeignKey(
        CashierShift, on_delete=models.PROTECT, related_name="refunds", verbose_name="班次"
    )
    cash_day = models.ForeignKey(CashDay, on_delete=models.PROTECT, related_name="+", verbose_name="记账日")
    refunded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    refunded_at = models.DateTimeField("退款时间")

    class Meta:
        verbose_name = "退款"
        ordering = ("refunded_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="refund_is_money",
                violation_error_message="退款金额要大于 0",
            ),
            models.CheckConstraint(
                condition=~Q(why=""), name="refund_says_why", violation_error_message="退款要写原因"
            ),
            models.UniqueConstraint(
                fields=["store", "number"], name="refund_number_once", condition=~Q(number="")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "refunded_at"], name="refund_by_time")]


class InvoiceRequest(Root):
    """An invoice that the customer wants; its number comes back from the tax platform."""

    class State(models.TextChoices):
        REQUESTED = "asked", "待开"
        ISSUED = "issued", "已开"
        VOID = "void", "已红冲"

    class Kind(models.TextChoices):
        PERSONAL = "person", "个人普票"
        COMPANY = "company", "单位普票"
        SPECIAL = "special", "专票"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    receivable = models.ForeignKey(
        Receivable, on_delete=models.PROTECT, related_name="invoices", verbose_name="应收"
    )
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.REQUESTED)
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    title = SealedCharField("抬头", max_length=80, sight=CUSTOMER_NAME)
    tax_no = models.CharField("税号", max_length=20, blank=True, default="")
    send_to = SealedCharField("发送到", max_length=60, blank=True, default="", sight=CUSTOMER_PHONE)
    amount = MoneyField("金额")
    requested_at = models.DateTimeField("申请时间")
    number = models.CharField("发票号码", max_length=30, blank=True, default="")
    issued_on = models.DateField("开票日期", null=True, blank=True)

    class Meta:
        verbose_name = "发票申请"
        ordering = ("requested_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"],
                name="invoice_number_once",
                condition=~Q(number=""),
                violation_error_message="这个发票号码已经登记过",
            ),
            models.UniqueConstraint(
                fields=["receivable"],
                name="invoice_one_open_per_receivable",
                condition=Q(state="asked"),
                violation_error_message="这张单已经申请过发票，还没有开",
            ),
            models.CheckConstraint(
                condition=Q(kind="person") | ~Q(tax_no=""),
                name="invoice_for_a_company_has_its_tax_number",
                violation_error_message="单位发票要有税号",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="invoice_is_for_money",
                violation_error_message="开票金额要大于 0",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state"], name="invoice_by_state")]
