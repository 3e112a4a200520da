"""The till's numbers and tables: what came by which means, who owes, what went back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from zhangdian.foundation.kernel.money import ZERO
from zhangdian.management.reports.contents.tools import LONGEST, N, Y, span_of, within
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Number, Sort, Table, section
from zhangdian.people.customers.sights import PRICES
from zhangdian.resources.cashier import queries as till
from zhangdian.resources.cashier.models import CashDay, Means, Payment, Receivable, Refund

SEEN = [PRICES.name]


@section("net", "到账", sights=SEEN, sort=Sort.NUMBER)
def net(about: About) -> list[Number]:
    """What came in on these days of the cash book, less what went back."""
    return [Number("到账", net_of(about.ctx, *about.days), "元", net_of(about.ctx, *about.before))]


def net_of(ctx: Any, first: date, last: date) -> Decimal:
    booked = {"cash_day__day__gte": first, "cash_day__day__lte": last}
    came = Payment.objects.of(ctx).filter(**booked).aggregate(sum=Sum("amount"))["sum"] or ZERO
    went = Refund.objects.of(ctx).filter(**booked).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return came - went


@section("by_means", "收退款按方式", sights=SEEN)
def by_means(about: About) -> Table:
    """Book and drawer, of the last of the days."""
    cash_day = CashDay.objects.of(about.ctx).filter(day=about.last).first()
    found = till.day_by_means(about.ctx, cash_day) if cash_day else []
    headings = [
        Heading("方式"),
        Heading("收", Y),
        Heading("退", Y),
        Heading("净额", Y),
        Heading("实点", Y),
        Heading("差", Y),
    ]
    rows: list[list[Cell]] = [
        [Means(each.means).label, each.came, each.went, each.net, each.counted, each.difference]
        for each in found
    ]
    return Table("各方式", headings, rows, "这一天没有收退款")


@section("by_payer", "新账单按付款方", sights=SEEN)
def by_payer(about: About) -> Table:
    bills = Receivable.objects.of(about.ctx).filter(till.BILLED, within("opened_at", span_of(about)))
    sums = bills.values_list("payer_kind").annotate(
        count=Count("pk"), billed=Sum("amount"), left=Sum(till.BALANCE)
    )
    rows: list[list[Cell]] = [
        [Receivable.PayerKind(kind).label, count, amount, left]
        for kind, count, amount, left in sums.order_by("payer_kind")
    ]
    headings = [Heading("付款方"), Heading("张", N), Heading("应收", Y), Heading("未收", Y)]
    return Table("谁付", headings, rows, "没有新账单")


@section("refunds", "退款", sights=SEEN)
def refunds(about: About) -> Table:
    went = (
        Refund.objects.of(about.ctx)
        .filter(cash_day__day__gte=about.first, cash_day__day__lte=about.last)
        .select_related("refunded_by")
        .order_by("refunded_at", "pk")
    )
    rows: list[Sequence[Cell]] = [
        [each.number, Means(each.means).label, each.amount, each.why, str(each.refunded_by)]
        for each in went[:LONGEST]
    ]
    headings = [Heading("退款单"), Heading("方式"), Heading("金额", Y), Heading("为什么"), Heading("谁退的")]
    return Table("退款", headings, rows, "没有退款")


@section("past_term", "过了账期的账单", sights=SEEN)
def past_term(about: About) -> Table:
    bills = Receivable.objects.of(about.ctx).filter(till.past_term(about.ctx)).annotate(left=till.BALANCE)
    rows: list[Sequence[Cell]] = [
        [
            each.purpose_text,
            each.get_payer_kind_display(),
            each.left,
            f"{each.due_on:%Y-%m-%d}" if each.due_on else "",
        ]
        for each in bills.order_by("due_on", "pk")[:LONGEST]
    ]
    headings = [Heading("车牌或事由"), Heading("付款方"), Heading("欠", Y), Heading("到期")]
    return Table("过了账期", headings, rows, "没有逾期")
