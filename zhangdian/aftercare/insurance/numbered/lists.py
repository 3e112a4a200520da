"""Ranges, numbers, counts and losses as lists."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import FormBatch, FormCount, FormLoss, NumberedForm
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed

STATES = {each.value: str(each.label) for each in NumberedForm.State}
TONES = {NumberedForm.State.LOST: "late", NumberedForm.State.USED: "ok"}
LOSSES = {each.value: str(each.label) for each in FormLoss.State}
HOW = {"": "", **{each.value: str(each.label) for each in FormLoss.How}}


def all_forms(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = NumberedForm.objects.of(ctx)
    return rows


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(holder=ctx.person_id)


def offered(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(offered_to__isnull=False)


def numbered(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(serial__endswith="".join(text.split()).upper())


def of_holder(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(holder__name__contains=text.strip())


class Forms(Listing):
    """单证: every number and in whose hands it is."""

    title = "单证"
    unit = "份"
    thing = "单证"
    order = ("kind", "serial", "pk")
    order_says = "按种类和编号"
    needs = ("state",)
    empty_title = "没有单证"
    empty_says = "领入一段号，就从这里看每个号在谁手里。"
    empty_icon = "file-text"
    columns = (
        Column("serial", "编号", kind=Kind.STRONG, sort="serial", card="1"),
        Column("kind", "种类", card="2"),
        Column("holder__name", "在谁手里", card="2>"),
        Column("offered_to__name", "要交给", card="3"),
        Column("policy__number", "保单号"),
        Column("because", "为什么", kind=Kind.QUIET),
        Column("ended_at", "用掉、作废、遗失", kind=Kind.MOMENT, card="3>", said=True),
        Column(
            "state", "状态", labels=STATES, kind=Kind.STATE,
            state=lambda row: TONES.get(row["state"], ""), card="1>",
        ),
    )  # fmt: skip
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Flag(key="mine", heading="我的", where=mine),
        Flag(key="offered", heading="没签收的", where=offered),
        Typed(key="holder", heading="在谁手里", where=of_holder),
        Typed(key="q", heading="编号的尾号", where=numbered),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:numberedform", args=[row.pk])


def all_batches(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = FormBatch.objects.of(ctx).annotate(
        left=Count("forms", filter=Q(forms__state=NumberedForm.State.HELD)),
        many=F("last") - F("first") + 1,
    )
    return rows


def begins(row: Row) -> str:
    return f"{row['prefix']}{row['first']:0{row['width']}d}"


def ends(row: Row) -> str:
    return f"{row['prefix']}{row['last']:0{row['width']}d}"


class Batches(Listing):
    """号段: what was received, the newest first."""

    title = "单证号段"
    unit = "段"
    thing = "号段"
    order = ("-received_at", "-pk")
    order_says = "最近领的在前"
    empty_title = "还没有领过单证"
    empty_says = "从保险公司领了纸质单证，按“领入”登记起止号。"
    empty_icon = "file-text"
    columns = (
        Column("kind", "种类", kind=Kind.STRONG, card="1"),
        Column("begins", "起号", begins, needs=("prefix", "first", "width"), card="2"),
        Column("ends", "止号", ends, needs=("prefix", "last", "width"), card="2>"),
        Column("many", "共", kind=Kind.NUMBER),
        Column("left", "没用的", kind=Kind.NUMBER, card="1>", said=True),
        Column("insurer__short_name", "保险公司", card="3"),
        Column("received_by__name", "谁领的"),
        Column("received_at", "领于", kind=Kind.MOMENT, sort="received_at", card="3>"),
    )
    filters = (
        Days(key="received", heading="领的那天", path="received_at"),
        Typed(
            key="kind", heading="种类", where=lambda rows, text, ctx: rows.filter(kind__contains=text.strip())
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:formbatch", args=[row.pk])


def all_losses(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = FormLoss.objects.of(ctx)
    return rows


class Losses(Listing):
    """遗失: what is gone, who answers for it, what was done."""

    title = "单证遗失"
    unit = "份"
    thing = "遗失"
    order = ("-found_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "没有遗失的单证"
    empty_says = "盘点时没有的号、报了遗失的号，会到这里由经理处理。"
    empty_icon = "file-text"
    columns = (
        Column("form__serial", "编号", kind=Kind.STRONG, card="1"),
        Column("form__kind", "种类", card="2"),
        Column("holder__name", "责任人", card="2>"),
        Column("found_by__name", "谁发现的"),
        Column("found_at", "发现于", kind=Kind.MOMENT, sort="found_at", card="3>"),
        Column("words", "怎么回事", card="3"),
        Column("how", "怎么处理", labels=HOW),
        Column("charged", "承担", kind=Kind.MONEY),
        Column(
            "state", "状态", labels=LOSSES, kind=Kind.STATE,
            state=lambda row: "late" if row["state"] == FormLoss.State.OPEN else "", card="1>",
        ),
    )  # fmt: skip
    filters = (
        Choice(key="state", heading="状态", options=tuple(LOSSES.items()), counted=True),
        Days(key="found", heading="发现的那天", path="found_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:formloss", args=[row.pk])


def all_counts(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = FormCount.objects.of(ctx).annotate(gone=F("expected") - F("found"))
    return rows


class Counts(Listing):
    """盘点: whose forms were counted when, and what was missing."""

    title = "单证盘点"
    unit = "次"
    thing = "盘点"
    order = ("-counted_at", "-pk")
    order_says = "最近的在前"
    empty_title = "还没有点过"
    empty_says = "由另一个人点：没有的号写下来，就是一次遗失。"
    empty_icon = "file-text"
    columns = (
        Column("holder__name", "点谁的", kind=Kind.STRONG, card="1"),
        Column("counted_by__name", "谁点的", card="2"),
        Column("counted_at", "点于", kind=Kind.MOMENT, sort="counted_at", card="2>"),
        Column("expected", "账上", kind=Kind.NUMBER),
        Column("found", "实有", kind=Kind.NUMBER, card="3"),
        Column("gone", "少", kind=Kind.NUMBER, card="1>", said=True),
        Column("remark", "说明", kind=Kind.QUIET),
    )
    filters = (Days(key="counted", heading="点的那天", path="counted_at"),)

    def href(self, row: Row) -> str:
        return reverse("insurance:formcount", args=[row.pk])
