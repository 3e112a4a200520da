"""What was given away, and the forms, as lists."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Giveaway, GiveawayForm
from zhangdian.aftercare.insurance.queries import insurer_choices
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates

STATES = {each.value: str(each.label) for each in Giveaway.State}
TONES = {Giveaway.State.AGREED: "parts", Giveaway.State.BOOKED: "ok"}


def all_giveaways(ctx: Any) -> QuerySet[Any]:
    """With what is left of the commission of each."""
    rows: QuerySet[Any] = Giveaway.objects.of(ctx).annotate(left=F("expected") - F("amount"))
    return rows


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    return rows.filter(quote__vehicle__plate__endswith=sign)


class Giveaways(Listing):
    """让利: what of commission went to customers, the latest first."""

    title = "让利"
    unit = "笔"
    thing = "让利"
    order = ("-agreed_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "没有让利"
    empty_says = "在保险报价页上点“申请让利”，金融保险经理和总经理都签了才算。"
    empty_icon = "cash"
    columns = (
        Column("quote__vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("form__name", "形式", kind=Kind.STRONG, card="2"),
        Column("amount", "让利", kind=Kind.MONEY, sort="amount", card="2>"),
        Column("expected", "预计手续费", kind=Kind.MONEY),
        Column("left", "剩下", kind=Kind.MONEY, sort="left", card="3>", said=True),
        Column("insurer__short_name", "保险公司", card="3"),
        Column("policy__number", "保单号"),
        Column(
            "state",
            "状态",
            labels=STATES,
            kind=Kind.STATE,
            state=lambda row: TONES.get(row["state"], ""),
            card="1>",
        ),
        Column("asked_by__name", "谁申请的"),
        Column("agreed_at", "批准", kind=Kind.MOMENT, sort="agreed_at"),
        Column("reason", "为什么"),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Typed(key="plate", heading="车牌", where=named),
        Days(key="days", heading="批准日", path="agreed_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:giveaway", args=[row.pk])


def all_forms(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = GiveawayForm.objects.of(ctx)
    return rows


def in_force(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.on(ctx.today)  # type: ignore[attr-defined,no-any-return]


def allowed_in_words(row: Row) -> str:
    return "允许" if row["allowed"] else "不允许"


class Forms(Listing):
    """让利形式: every row of every form, the latest first."""

    title = "让利形式"
    unit = "条"
    thing = "让利形式"
    order = ("-allowed", "name", "-since")
    order_says = "允许的在前"
    needs = ("allowed",)
    empty_title = "还没有让利形式"
    empty_says = "载入示例，或自己定：哪种允许、每单最多多少、依据是什么。"
    empty_icon = "cash"
    columns = (
        Column("name", "形式", kind=Kind.STRONG, card="1"),
        Column(
            "allowed", "允许吗", allowed_in_words, kind=Kind.STATE,
            state=lambda row: "ok" if row["allowed"] else "", card="1>",
        ),
        Column("most", "每单最多", kind=Kind.MONEY, card="2>", said=True),
        Column("share", "最多占手续费 %", kind=Kind.NUMBER),
        Column("since", "从", kind=Kind.DAY, sort="since", card="2"),
        Column("until", "到", kind=Kind.DAY),
        Column("source", "依据", card="3"),
        Column("example", "核对", labels={True: "示例，没核对", False: ""}),
    )  # fmt: skip
    filters = (
        Flag(key="now", heading="今天算的", where=in_force),
        Choice(key="allowed", heading="允许吗", options=((True, "允许"), (False, "不允许")), shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:giveawayform", args=[row.pk])
