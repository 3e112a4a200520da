"""The lists of the till: bills, invoices, days, accounts."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.resources.cashier.models import AccountCustomer, CashDay, InvoiceRequest, Receivable
from zhangdian.resources.cashier.queries import BALANCE, Asker, past_term
from zhangdian.resources.cashier.templatetags.purposes import purpose

State = Receivable.State
STATES = {state.value: str(state.label) for state in State}
PAYERS = {kind.value: str(kind.label) for kind in Receivable.PayerKind}
INVOICES = {state.value: str(state.label) for state in InvoiceRequest.State}
KINDS = {kind.value: str(kind.label) for kind in InvoiceRequest.Kind}
DAYS = {state.value: str(state.label) for state in CashDay.State}


def receivables(ctx: Asker) -> QuerySet[Any]:
    """Bills with what is still to come."""
    rows: QuerySet[Any] = Receivable.objects.of(ctx).annotate(open=BALANCE)
    return rows


def bill_by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Plate, document number, or a payment's number."""
    typed = text.strip().upper()
    return rows.filter(
        Q(purpose_text__contains=typed) | Q(document=typed) | Q(payments__number=typed)
    ).distinct()


def tone(row: Row) -> str:
    return {State.PAID: "ok", State.OPEN: "late", State.PARTLY: "parts"}.get(row["state"], "")


class Receivables(Listing):
    """查账: every bill, the newest first."""

    title = "应收"
    unit = "张"
    thing = "应收"
    order = ("-opened_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有应收"
    empty_says = "客户在结算单上签字，应收就到收款台。"
    columns = (
        Column("purpose_text", "车牌或事由", kind=Kind.STRONG, draw=purpose, card="1"),
        Column("payer_name", "付款人", card="2"),
        Column("payer_kind", "付款方", labels=PAYERS, kind=Kind.QUIET),
        Column("text", "说明", kind=Kind.QUIET),
        Column("amount", "应收", kind=Kind.MONEY, sort="amount", card="1>"),
        Column("paid", "已收", kind=Kind.MONEY),
        Column("refunded", "已退", kind=Kind.MONEY),
        Column("open", "还差", kind=Kind.MONEY, card="3>", said=True),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="2>"),
        Column("opened_at", "开立", kind=Kind.MOMENT, sort="opened_at", card="3"),
        Column("due_on", "到期", kind=Kind.DAY, sort="due_on"),
        Column("document", "单据", kind=Kind.QUIET),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="payer", heading="付款方", path="payer_kind", options=tuple(PAYERS.items()), shown="menu"),
        Flag(key="overdue", heading="逾期", where=lambda rows, ctx: rows.filter(past_term(ctx))),
        Days(key="days", heading="开立日", path="opened_at"),
        Typed(key="q", heading="车牌、单号", where=bill_by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("cashier:receivable", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone(row)


class Invoices(Listing):
    """发票: what is still to be issued first."""

    title = "发票"
    unit = "张"
    thing = "发票申请"
    order = ("-state", "requested_at")
    order_says = "待开的在前"
    needs = ("receivable_id", "state")
    empty_title = "没有发票申请"
    empty_says = "收款时客户要发票，申请就到这里；号码从税务平台抄回来。"
    columns = (
        Column("receivable__purpose_text", "车牌或事由", kind=Kind.STRONG, draw=purpose, card="1"),
        Column("title", "抬头", card="2"),
        Column("kind", "种类", labels=KINDS, kind=Kind.QUIET),
        Column("tax_no", "税号", kind=Kind.QUIET),
        Column("amount", "金额", kind=Kind.MONEY, sort="amount", card="1>"),
        Column(
            "state",
            "状态",
            labels=INVOICES,
            kind=Kind.STATE,
            state=lambda row: "ok" if row["state"] == InvoiceRequest.State.ISSUED else "",
            card="2>",
        ),
        Column("number", "发票号码", card="3"),
        Column("requested_at", "申请", kind=Kind.MOMENT, sort="requested_at", card="3>"),
        Column("issued_on", "开票", kind=Kind.DAY),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(INVOICES.items()), counted=True),
        Days(key="days", heading="申请日", path="requested_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("cashier:receivable", args=[row["receivable_id"]])


class CashDays(Listing):
    """日结: the newest day first."""

    title = "日结"
    unit = "天"
    thing = "记账日"
    order = ("-day",)
    order_says = "最近的在前"
    empty_title = "还没有记账日"
    empty_says = "第一位收银员开班，当天的账就开始。"
    columns = (
        Column("day", "日期", kind=Kind.DAY, sort="day", card="1"),
        Column("state", "状态", labels=DAYS, kind=Kind.STATE, card="1>"),
        Column("deposited", "缴存现金", kind=Kind.MONEY, card="2>", said=True),
        Column("deposit_slip", "缴款单", kind=Kind.QUIET, card="2", said=True),
        Column("closed_at", "结账时间", kind=Kind.MOMENT, card="3", said=True),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(DAYS.items())),
        Days(key="days", heading="日期", path="day", instants=False),
    )

    def href(self, row: Row) -> str:
        return reverse("cashier:cashday", args=[row.pk])


def accounts(ctx: Asker) -> QuerySet[Any]:
    """Accounts with what they owe."""
    owed = F("receivables__amount") - F("receivables__credited") - F("receivables__paid")
    rows: QuerySet[Any] = AccountCustomer.objects.of(ctx).annotate(
        used=Coalesce(
            Sum(owed + F("receivables__refunded"), filter=Q(receivables__state=State.ON_ACCOUNT)),
            Value(Decimal(0)),
            output_field=DecimalField(max_digits=12, decimal_places=2),
        )
    )
    return rows


class Accounts(Listing):
    """挂账单位."""

    title = "挂账单位"
    unit = "家"
    thing = "挂账单位"
    order = ("name", "pk")
    needs = ("credit_limit", "used")
    empty_title = "还没有挂账单位"
    empty_says = "按月付款的单位由财务经理开账户：额度、账期、允许的车牌。"
    columns = (
        Column("name", "单位", kind=Kind.STRONG, sort="name", card="1"),
        Column("contact", "联系人", card="3"),
        Column("phone", "电话"),
        Column("credit_limit", "额度", kind=Kind.MONEY, sort="credit_limit", card="2", said=True),
        Column(
            "used",
            "已用",
            kind=Kind.MONEY,
            sort="used",
            state=lambda row: "late" if row["used"] > row["credit_limit"] else "",
            card="2>",
            said=True,
        ),
        Column("term_days", "账期(天)", kind=Kind.NUMBER),
        Column("plates", "车牌", kind=Kind.QUIET),
        Column("closed_on", "停用", kind=Kind.DAY, card="3>", said=True),
    )
    filters = (Flag(key="open", heading="在用", where=Q(closed_on__isnull=True)),)

    def href(self, row: Row) -> str:
        return reverse("cashier:accountcustomer", args=[row.pk])
