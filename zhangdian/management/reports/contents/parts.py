"""The parts room's tables: movements, ageing, counts, shelves too empty and too full."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from zhangdian.foundation.kernel.money import FEN, ZERO
from zhangdian.foundation.kernel.sight import opened
from zhangdian.management.reports.contents.tools import LONGEST, N, Y, share, span_of, within
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Number, Sort, Table, section
from zhangdian.resources.parts.models import CountLine, Lot, Movement, StockCard
from zhangdian.resources.parts.sights import PARTS_COST

COST = [PARTS_COST.name]
BANDS = ((0, 30), (30, 90), (90, 180), (180, 365), (365, None))
"""Days since a lot came, as the trade ages a stock."""


def money_of(value: Any) -> Decimal:
    return Decimal(opened(value) or 0).quantize(FEN)


@section("parts_moved", "出入库按种类", sights=COST)
def parts_moved(about: About) -> Table:
    """What came, left, came back, was found and was missing: lines, pieces, worth at cost (PTM-13)."""
    moved = Movement.objects.of(about.ctx).filter(within("at", span_of(about)))
    sums = moved.values_list("kind").annotate(lines=Count("pk"), pieces=Sum("quantity"), worth=Sum("value"))
    found = {kind: rest for kind, *rest in sums.order_by()}
    rows: list[list[Cell]] = [
        [kind.label, found[kind][0], abs(found[kind][1] or 0), abs(money_of(found[kind][2]))]
        if kind is not Movement.Kind.ADJUST
        else [kind.label, found[kind][0], found[kind][1], money_of(found[kind][2])]
        for kind in Movement.Kind
        if kind in found
    ]
    headings = [Heading("种类"), Heading("行", N), Heading("件", N), Heading("成本金额", Y)]
    return Table("出入库", headings, rows, "没有出入库")


@section("turnover", "周转（次/年）", sights=COST, sort=Sort.NUMBER)
def turnover(about: About) -> list[Number]:
    """What left at cost, made a year's, over what lies there now."""
    gone = Q(kind__in=[Movement.Kind.ISSUE, Movement.Kind.RETURN])
    moved = Movement.objects.of(about.ctx).filter(gone, within("at", span_of(about)))
    issued = -money_of(moved.aggregate(sum=Sum("value"))["sum"])
    stock = money_of(Lot.objects.of(about.ctx).aggregate(sum=Sum("value_left"))["sum"])
    days = (about.last - about.first).days + 1
    year = issued * 365 / days
    return [Number("周转", (year / stock).quantize(Decimal("0.1")) if stock else None, "次/年")]


@section("stock_by_age", "库龄", sights=COST)
def stock_by_age(about: About) -> Table:
    """How long what lies on the shelves has lain there (PTM-06)."""
    ctx, today = about.ctx, about.ctx.today
    lots = Lot.objects.of(ctx).filter(on_hand__gt=0)
    asked: dict[str, Any] = {}
    for place, (since, until) in enumerate(BANDS):
        band = Q(received_on__lte=today - timedelta(days=since))
        if until is not None:
            band &= Q(received_on__gt=today - timedelta(days=until))
        asked[f"parts{place}"] = Count("part", filter=band, distinct=True)
        asked[f"worth{place}"] = Sum("value_left", filter=band)
    sums = lots.aggregate(**asked)
    worths = [money_of(sums[f"worth{place}"]) for place in range(len(BANDS))]
    rows: list[list[Cell]] = [
        [band_name(*band), sums[f"parts{place}"], worths[place], share(worths[place], sum(worths, ZERO))]
        for place, band in enumerate(BANDS)
        if sums[f"parts{place}"]
    ]
    headings = [Heading("在库多久"), Heading("品种", N), Heading("成本金额", Y), Heading("占比 %", N)]
    return Table("库龄", headings, rows, "库里没有配件")


def band_name(since: int, until: int | None) -> str:
    return (
        f"{since} 天以上" if until is None else f"{until} 天以内" if not since else f"{since} 到 {until} 天"
    )


@section("count_differences", "盘点差异")
def count_differences(about: About) -> Table:
    """What a posted count found more or less than the books."""
    lines = CountLine.objects.of(about.ctx).filter(within("count__closed_at", span_of(about)))
    wrong = lines.exclude(counted=F("expected")).filter(counted__isnull=False)
    rows: list[list[Cell]] = [
        [
            each.card.part.part_no,
            each.card.part.name,
            each.expected,
            each.counted,
            (each.counted or 0) - (each.expected or 0),
            each.reason,
        ]
        for each in wrong.select_related("card__part").order_by("card__part__part_no")[:LONGEST]
    ]
    headings = [
        Heading("件号"),
        Heading("名称"),
        Heading("账面", N),
        Heading("实点", N),
        Heading("差", N),
        Heading("原因"),
    ]
    return Table("盘点差异", headings, rows, "账卡物一致")


def shelves(about: About) -> Any:
    """Cards with what lies on them."""
    return (
        StockCard.objects.of(about.ctx)
        .annotate(there=Coalesce(Sum("lots__on_hand"), 0))
        .select_related("part")
        .order_by("part__abc", "part__part_no")
    )


@section("below_minimum", "低于下限的配件")
def below_minimum(about: About) -> Table:
    """Too little (PTK-11), the quick ones first."""
    rows: list[list[Cell]] = [
        [each.part.part_no, each.part.name, each.part.abc, each.there, each.min_stock, each.monthly_demand]
        for each in shelves(about).filter(there__lt=F("min_stock"))[:LONGEST]
    ]
    headings = [
        Heading("件号"),
        Heading("名称"),
        Heading("ABC"),
        Heading("在库", N),
        Heading("下限", N),
        Heading("月需求", N),
    ]
    return Table("低于下限", headings, rows, "没有低于下限的")


@section("above_maximum", "高于上限的配件")
def above_maximum(about: About) -> Table:
    """Too much (PTK-11)."""
    rows: list[list[Cell]] = [
        [each.part.part_no, each.part.name, each.part.abc, each.there, each.max_stock, each.monthly_demand]
        for each in shelves(about).filter(max_stock__gt=0, there__gt=F("max_stock"))[:LONGEST]
    ]
    headings = [
        Heading("件号"),
        Heading("名称"),
        Heading("ABC"),
        Heading("在库", N),
        Heading("上限", N),
        Heading("月需求", N),
    ]
    return Table("高于上限", headings, rows, "没有高于上限的")
