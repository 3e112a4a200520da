"""Dossiers that lack papers, and what papers are asked, as lists."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance import own
from zhangdian.aftercare.insurance.models import DocumentNeed, Dossier, Drive, Keeper, Policy, PolicyLine
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates

STATES = {each.value: str(each.label) for each in Dossier.State}
LINES = {each.value: str(each.label) for each in PolicyLine}
DESKS = {each.value: str(each.label) for each in Policy.Desk}
TONES = {Dossier.State.WHOLE: "ok"}


def all_dossiers(ctx: Any) -> QuerySet[Any]:
    """Of policies that stand, with how much of each is there; `whole`: he reads the car's plate unmasked."""
    rows: QuerySet[Any] = (
        Dossier.objects.of(ctx)
        .standing()
        .annotate(percent_whole=100 * F("settled") / F("asked"), whole=own.or_any(ctx, "policy__vehicle"))
    )
    return rows


def plate(row: Row) -> str:
    return own.plate_for(row["policy__vehicle__plate"], row["whole"])


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(owner=ctx.person_id)


def overdue(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(state=Dossier.State.OPEN, due_on__lt=ctx.today)


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    return rows.filter(Q(policy__vehicle__plate__endswith=sign) | Q(policy__number__endswith=sign))


def lacks(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(missing__contains=text.strip())


def tone(row: Row) -> str:
    return TONES.get(row["state"], "parts")


def percent(row: Row) -> str:
    return f"{row['percent_whole']}%"


class Dossiers(Listing):
    """投保资料: which policies lack which papers, the most overdue first."""

    title = "投保资料"
    unit = "份"
    thing = "投保资料"
    order = ("due_on", "pk")
    order_says = "期限近的在前"
    needs = ("state",)
    empty_title = "没有缺资料的保单"
    empty_says = "登记保单时按要收的资料列出清单，收齐了就不在这里。"
    empty_icon = "file-text"
    columns = (
        Column("plate", "车牌", plate, needs=("policy__vehicle__plate", "whole"), kind=Kind.PLATE, card="1"),
        Column("missing", "缺什么", kind=Kind.STRONG, card="2"),
        Column(
            "percent_whole", "齐了多少", percent, needs=("percent_whole",), sort="percent_whole",
            card="2>", said=True,
        ),
        Column("policy__line", "险别", labels=LINES),
        Column("policy__number", "保单号", kind=Kind.QUIET),
        Column("policy__desk", "业务", labels=DESKS),
        Column("owner__name", "负责人", card="3"),
        Column("due_on", "期限", kind=Kind.DAY, sort="due_on", card="3>", said=True),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
    )  # fmt: skip
    filters = (
        Choice(
            key="state",
            heading="状态",
            options=tuple(STATES.items()),
            counted=True,
            default=Dossier.State.OPEN,
        ),
        Flag(key="mine", heading="我的", where=mine),
        Flag(key="late", heading="过期的", where=overdue),
        Choice(key="line", heading="险别", options=tuple(LINES.items()), shown="menu", path="policy__line"),
        Choice(key="desk", heading="业务", options=tuple(DESKS.items()), shown="menu", path="policy__desk"),
        Days(key="due", heading="期限", path="due_on"),
        Typed(key="lacks", heading="缺什么", where=lacks),
        Typed(key="q", heading="车牌或保单号的尾号", where=named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:dossier", args=[row.pk])


def all_needs(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = DocumentNeed.objects.of(ctx)
    return rows


def in_force(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.on(ctx.today)  # type: ignore[attr-defined,no-any-return]


def asked_in_words(row: Row) -> str:
    return "要收" if row["asked"] else "不再收"


def of_whom(row: Row) -> str:
    """商业险 · 续保 · 新能源; of all policies where nothing narrows it."""
    told = (
        LINES.get(row["line"], ""),
        dict(Keeper.choices).get(row["keeper"], ""),
        DESKS.get(row["desk"], ""),
        dict(Drive.choices).get(row["drive"], ""),
    )
    return " · ".join(filter(None, map(str, told))) or "都要"


class Needs(Listing):
    """要收的资料: every row, by the order of collecting."""

    title = "要收的资料"
    unit = "项"
    thing = "要收的资料"
    order = ("order", "name", "-since")
    order_says = "按收的顺序"
    needs = ("asked",)
    empty_title = "还没有定要收什么资料"
    empty_says = "载入示例，或自己定：哪种保单要什么，依据是什么。"
    empty_icon = "file-text"
    columns = (
        Column("name", "资料", kind=Kind.STRONG, card="1"),
        Column(
            "asked", "要收吗", asked_in_words, kind=Kind.STATE,
            state=lambda row: "ok" if row["asked"] else "", card="1>",
        ),
        Column("of", "哪种保单", of_whom, needs=("line", "keeper", "desk", "drive"), card="2"),
        Column("identity", "证件", labels={True: "证件", False: ""}, card="2>"),
        Column("since", "从", kind=Kind.DAY, sort="since", card="3>", said=True),
        Column("source", "依据", card="3"),
        Column("example", "核对", labels={True: "示例，没核对", False: ""}),
    )  # fmt: skip
    filters = (
        Flag(key="now", heading="今天算的", where=in_force),
        Choice(key="asked", heading="要收吗", options=((True, "要收"), (False, "不再收")), shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:documentneed", args=[row.pk])
