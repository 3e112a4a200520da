"""Insurers' lists, their lines, their layouts, and what is still to be registered, as lists."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import (
    ListLayout,
    PolicyLine,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.queries import insurer_choices
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed

STATES = {each.value: str(each.label) for each in PolicyList.State}
TONES = {PolicyList.State.OPEN: "late", PolicyList.State.DRAFT: "parts", PolicyList.State.DONE: "ok"}
LINES = {each.value: str(each.label) for each in PolicyLine} | {"": "—"}
MATCHES = {each.value: str(each.label) for each in PolicyListLine.Match}
SETTLED = {each.value: str(each.label) for each in PolicyListLine.Settled}
TASKS = {each.value: str(each.label) for each in UnregisteredPolicy.State}


def all_lists(ctx: Any) -> QuerySet[Any]:
    """Lists with how many of their lines agree, differ, are missing here or there."""
    match = PolicyListLine.Match
    rows: QuerySet[Any] = PolicyList.objects.of(ctx).annotate(
        same=Count("lines", filter=Q(lines__match=match.SAME)),
        differing=Count("lines", filter=Q(lines__match=match.DIFFERS)),
        missing=Count("lines", filter=Q(lines__match=match.MISSING)),
        extra=Count("lines", filter=Q(lines__match=match.EXTRA)),
    )
    return rows


def month_of(row: Row) -> str:
    return f"{row['month']:%Y-%m}"


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


class PolicyLists(Listing):
    """保单清单: a list a row, the latest month first."""

    title = "保单清单"
    unit = "份"
    thing = "保单清单"
    order = ("-month", "-pk")
    order_says = "最近的月份在前"
    needs = ("state",)
    empty_title = "还没有保单清单"
    empty_says = "收到保险公司的保单清单，在上面上传：逐张和本店登记的保单核对。"
    empty_icon = "file-spreadsheet"
    columns = (
        Column("insurer__short_name", "保险公司", kind=Kind.STRONG, card="1"),
        Column("period", "月份", month_of, needs=("month",), sort="month", card="2"),
        Column("rows", "清单", kind=Kind.NUMBER),
        Column("same", "一致", kind=Kind.NUMBER, card="2>", said=True),
        Column("differing", "不一样", kind=Kind.NUMBER, card="3", said=True),
        Column("missing", "本店没登记", kind=Kind.NUMBER, card="3", said=True),
        Column("extra", "清单没有", kind=Kind.NUMBER, card="3", said=True),
        Column("left", "没处理", kind=Kind.NUMBER, sort="left", card="3>", said=True),
        Column("opened_by__name", "上传人"),
        Column("opened_at", "上传", kind=Kind.MOMENT),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Days(key="month", heading="月份", path="month"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:policylist", args=[row.pk])


def all_lines(ctx: Any) -> QuerySet[Any]:
    """The lines of lists that count."""
    rows: QuerySet[Any] = PolicyListLine.objects.of(ctx).filter(policy_list__in=PolicyList.objects.current())
    return rows


def month_of_line(row: Row) -> str:
    return f"{row['policy_list__month']:%Y-%m}"


def line_tone(row: Row) -> str:
    if row["match"] == PolicyListLine.Match.SAME:
        return "ok"
    return "" if row["settled"] else "late"


def line_state(row: Row) -> str:
    return SETTLED.get(row["settled"], MATCHES[row["match"]])


def undone(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(settled="").exclude(match=PolicyListLine.Match.SAME)


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """By the end of a policy's number, of the plate or of the VIN."""
    tail = "".join(text.split()).upper()
    return rows.filter(Q(number__endswith=tail) | Q(plate__endswith=tail) | Q(vin__endswith=tail))


def recent(ctx: Any) -> list[tuple[str, str]]:
    rows = PolicyList.objects.of(ctx).current().select_related("insurer")[:60]
    return [(str(each.pk), str(each)) for each in rows]


class ListLines(Listing):
    """保单清单明细: each policy of the insurers' lists beside the ledger."""

    title = "保单清单明细"
    unit = "行"
    thing = "清单明细"
    order = ("-policy_list__month", "policy_list", "order", "pk")
    order_says = "按清单的顺序"
    needs = ("match", "settled", "policy_list")
    empty_title = "没有这样的行"
    empty_says = "换个条件，或上传一份保单清单。"
    empty_icon = "file-spreadsheet"
    columns = (
        Column("number", "保单号", kind=Kind.STRONG, card="1"),
        Column("plate", "车牌", kind=Kind.PLATE, card="2"),
        Column("vin", "车架号", kind=Kind.QUIET),
        Column("policy_list__insurer__short_name", "保险公司", kind=Kind.QUIET, card="2>"),
        Column("period", "月份", month_of_line, needs=("policy_list__month",)),
        Column("line", "险别", labels=LINES),
        Column("signed_on", "签单", kind=Kind.DAY, sort="signed_on", card="3", said=True),
        Column("premium", "清单保费", kind=Kind.MONEY),
        Column("policy__premium", "本店保费", kind=Kind.MONEY),
        Column("status", "核对", line_state, kind=Kind.STATE, state=line_tone, card="1>"),
        Column("because", "原因", kind=Kind.QUIET),
        Column("settled_by__name", "处理人"),
    )
    filters = (
        Choice(key="policy_list", heading="清单", options=recent, shown="menu"),
        Choice(key="match", heading="核对", options=tuple(MATCHES.items()), counted=True),
        Flag(key="undone", heading="没处理的", where=undone),
        Flag(key="ours", heading="本店录错的", where=lambda rows, ctx: rows.filter(our_error=True)),
        Typed(key="q", heading="保单号、车牌或车架号的尾号", where=named),
    )

    def href(self, row: Row) -> str:
        return f"{reverse('insurance:policylist', args=[row['policy_list']])}#line-{row.pk}"

    def row_state(self, row: Row) -> str:
        return line_tone(row)


def all_tasks(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = UnregisteredPolicy.objects.of(ctx)
    return rows


def task_tone(row: Row) -> str:
    return {UnregisteredPolicy.State.OPEN: "late", UnregisteredPolicy.State.REGISTERED: "ok"}.get(
        row["state"], ""
    )


class Unregistered(Listing):
    """待补登: what insurers issued and nobody entered."""

    title = "待补登保单"
    unit = "张"
    thing = "待补登保单"
    order = ("due_on", "pk")
    order_says = "先到期的在前"
    needs = ("state",)
    empty_title = "没有待补登的保单"
    empty_says = "保险公司清单里有、本店没登记的保单会列在这里，登记以后自己结掉。"
    empty_icon = "shield-check"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("number", "保单号", kind=Kind.STRONG, card="2"),
        Column("line", "险别", labels=LINES),
        Column("insurer__short_name", "保险公司", card="3"),
        Column("vin", "车架号", kind=Kind.QUIET),
        Column("signed_on", "签单", kind=Kind.DAY, sort="signed_on", card="3>", said=True),
        Column("due_on", "登记期限", kind=Kind.DAY, sort="due_on"),
        Column("owner__name", "负责人", card="2>"),
        Column("opened_at", "发现", kind=Kind.MOMENT),
        Column("state", "状态", labels=TASKS, kind=Kind.STATE, state=task_tone, card="1>"),
        Column("because", "为什么不用", kind=Kind.QUIET),
    )
    filters = (
        Choice(
            key="state",
            heading="状态",
            options=tuple(TASKS.items()),
            counted=True,
            default=UnregisteredPolicy.State.OPEN.value,
        ),
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Flag(key="mine", heading="我的", where=lambda rows, ctx: rows.filter(owner=ctx.person_id)),
        Typed(key="q", heading="保单号、车牌或车架号的尾号", where=named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:unregisteredpolicy", args=[row.pk])


def all_layouts(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = ListLayout.objects.of(ctx).annotate(count=Count("columns"))
    return rows


class Layouts(Listing):
    """清单格式: how each insurer writes, from when."""

    title = "清单格式"
    unit = "版"
    thing = "清单格式"
    order = ("insurer", "-since", "-pk")
    order_says = "按保险公司，新的在前"
    empty_title = "还没有清单格式"
    empty_says = "第一次确认保险公司的清单时，它的列会记成格式；也可以照它的表头先写好。"
    empty_icon = "file-text"
    columns = (
        Column("insurer__short_name", "保险公司", kind=Kind.STRONG, card="1"),
        Column("since", "从", kind=Kind.DAY, sort="since", card="1>", said=True),
        Column("count", "列数", kind=Kind.NUMBER, card="2", said=True),
        Column("set_by__name", "谁定的", card="2>"),
        Column("acted_at", "录入", kind=Kind.MOMENT),
    )
    filters = (Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),)

    def href(self, row: Row) -> str:
        return reverse("insurance:listlayout", args=[row.pk])
