"""Statements, their lines and the agreed rates as lists."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse

from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    CommissionRate,
    CommissionStatement,
    Policy,
    PolicyLine,
)
from zhangdian.aftercare.insurance.queries import insurer_choices
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed

LINES = {each.value: str(each.label) for each in PolicyLine}
DESKS = {each.value: str(each.label) for each in Policy.Desk} | {"": "都一样"}
BASES = {each.value: str(each.label) for each in CommissionRate.Base}
STATES = {each.value: str(each.label) for each in CommissionStatement.State}
TONES = {CommissionStatement.State.OPEN: "parts", CommissionStatement.State.PAID: "ok"}
MATCHES = {each.value: str(each.label) for each in CommissionLine.Match}
SETTLED = {each.value: str(each.label) for each in CommissionLine.Settled}


def all_statements(ctx: Any) -> QuerySet[Any]:
    """Statements with what the insurer says, how many differences are open, what is still to come."""
    rows: QuerySet[Any] = CommissionStatement.objects.of(ctx).annotate(
        told=Sum("lines__amount"),
        rows=Count("lines"),
        open_lines=Count("lines", filter=Q(lines__agreed__isnull=True)),
        owing=F("agreed") - F("received"),
    )
    return rows


def month_of(row: Row) -> str:
    return f"{row['month']:%Y-%m}"


def month_of_line(row: Row) -> str:
    return f"{row['statement__month']:%Y-%m}"


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


class Statements(Listing):
    """手续费对账: a statement a row, the latest month first."""

    title = "手续费对账"
    unit = "份"
    thing = "对账单"
    order = ("-month", "-pk")
    order_says = "最近的账期在前"
    needs = ("state",)
    empty_title = "还没有对账单"
    empty_says = "收到保险公司的手续费对账单，在上面导入：逐张和本店应收核对。"
    empty_icon = "file-spreadsheet"
    columns = (
        Column("insurer__short_name", "保险公司", kind=Kind.STRONG, card="1"),
        Column("period", "账期", month_of, needs=("month",), sort="month", card="2"),
        Column("rows", "行数", kind=Kind.NUMBER),
        Column("told", "保险公司的数", kind=Kind.MONEY),
        Column("open_lines", "没处理的差异", kind=Kind.NUMBER, card="3", said=True),
        Column("agreed", "应收", kind=Kind.MONEY, sort="agreed", card="2>", said=True),
        Column("received", "已收", kind=Kind.MONEY),
        Column("owing", "还欠", kind=Kind.MONEY, card="3>", said=True),
        Column("agreed_at", "核对完成", kind=Kind.MOMENT),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Days(key="month", heading="账期", path="month"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:commissionstatement", args=[row.pk])


def all_lines(ctx: Any) -> QuerySet[Any]:
    """The lines of statements that stand."""
    withdrawn = Q(statement__state=CommissionStatement.State.WITHDRAWN)
    rows = CommissionLine.objects.of(ctx).exclude(withdrawn)
    counted: QuerySet[Any] = rows.annotate(apart=F("amount") - F("expected"))
    return counted


def line_tone(row: Row) -> str:
    if row["match"] == CommissionLine.Match.SAME:
        return "ok"
    return "" if row["settled"] else "late"


def line_state(row: Row) -> str:
    return SETTLED.get(row["settled"], MATCHES[row["match"]])


def undone(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(agreed__isnull=True)


def numbered(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(number__endswith="".join(text.split()).upper())


class Lines(Listing):
    """手续费明细: each policy of a statement beside the store's own figure."""

    title = "手续费明细"
    unit = "行"
    thing = "手续费"
    order = ("-statement__month", "statement", "order", "pk")
    order_says = "按对账单的顺序"
    needs = ("match", "settled", "statement", "policy")
    empty_title = "没有这样的行"
    empty_says = "换个条件，或导入一份对账单。"
    empty_icon = "file-spreadsheet"
    columns = (
        Column("number", "保单号", kind=Kind.STRONG, card="1"),
        Column("policy__vehicle__plate", "车牌", kind=Kind.PLATE, card="2"),
        Column("statement__insurer__short_name", "保险公司", kind=Kind.QUIET),
        Column("period", "账期", month_of_line, needs=("statement__month",)),
        Column("premium", "对账单保费", kind=Kind.MONEY),
        Column("policy__net_premium", "本店净保费", kind=Kind.MONEY),
        Column("rate__rate", "费率%", kind=Kind.NUMBER),
        Column("expected", "本店算", kind=Kind.MONEY, card="3", said=True),
        Column("amount", "保险公司的数", kind=Kind.MONEY, card="2>", said=True),
        Column("apart", "差", kind=Kind.MONEY, sort="apart", card="3>", said=True),
        Column("agreed", "算数的", kind=Kind.MONEY),
        Column("status", "核对", line_state, kind=Kind.STATE, state=line_tone, card="1>"),
        Column("because", "原因", kind=Kind.QUIET),
        Column("settled_by__name", "处理人"),
    )
    filters = (
        Choice(key="statement", heading="对账单", options=lambda ctx: named(ctx), shown="menu"),
        Choice(key="match", heading="核对", options=tuple(MATCHES.items()), counted=True),
        Flag(key="undone", heading="没处理的", where=undone),
        Typed(key="q", heading="保单号尾号", where=numbered),
    )

    def href(self, row: Row) -> str:
        return f"{reverse('insurance:commissionstatement', args=[row['statement']])}#line-{row.pk}"

    def row_state(self, row: Row) -> str:
        return line_tone(row)


def named(ctx: Any) -> list[tuple[str, str]]:
    rows = CommissionStatement.objects.of(ctx).standing().select_related("insurer")[:60]
    return [(str(each.pk), str(each)) for each in rows]


def all_rates(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = CommissionRate.objects.of(ctx)
    return rows


def coming(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(since__gt=ctx.today)


class Rates(Listing):
    """手续费率: what each insurer has agreed, from when."""

    title = "手续费率"
    unit = "条"
    thing = "手续费率"
    order = ("insurer", "line", "desk", "-since", "pk")
    order_says = "按保险公司，新的在前"
    empty_title = "还没有手续费率"
    empty_says = "和保险公司签了协议，金融保险经理在这里按险别录入，签单日起算。"
    empty_icon = "file-text"
    columns = (
        Column("insurer__short_name", "保险公司", kind=Kind.STRONG, card="1"),
        Column("line", "险别", labels=LINES, card="2"),
        Column("desk", "业务", labels=DESKS, card="2>"),
        Column("rate", "费率%", kind=Kind.NUMBER, card="1>", said=True),
        Column("base", "按什么算", labels=BASES, kind=Kind.QUIET, card="3"),
        Column("since", "从", kind=Kind.DAY, sort="since", card="3>"),
        Column("source", "依据", kind=Kind.QUIET),
        Column("set_by__name", "录入人"),
    )
    filters = (
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Choice(key="line", heading="险别", options=tuple(LINES.items()), shown="menu"),
        Flag(key="coming", heading="还没生效", where=coming),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:commissionrate", args=[row.pk])
