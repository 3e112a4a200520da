"""The list in which everybody looks up a part."""

from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Flag, Kind, Listing, Row, Typed
from zhangdian.resources.parts.models import Lot, Part, PartPrice, Reservation, StockCard
from zhangdian.resources.parts.queries import Asker, plain_number
from zhangdian.resources.parts.shelf.queries import codes_in, kinds_of_car

KINDS = {kind.value: str(kind.label) for kind in Part.Kind}


def pieces(rows: QuerySet[Any], name: str) -> Coalesce:
    """The sum of a column over the rows of one card, zero where there are none."""
    summed = rows.filter(card=OuterRef("pk")).order_by().values("card").annotate(sum=Sum(name)).values("sum")
    return Coalesce(Subquery(summed, output_field=IntegerField()), Value(0))


def cards(ctx: Asker) -> QuerySet[Any]:
    """The store's cards with what lies there, what is held back, what is free, and today's price."""
    prices = PartPrice.objects.filter(part=OuterRef("part"), since__lte=ctx.today).order_by("-since")
    found: QuerySet[Any] = StockCard.objects.of(ctx).annotate(
        lying=pieces(Lot.objects.filter(on_hand__gt=0), "on_hand"),
        held=pieces(Reservation.objects.filter(quantity__gt=0), "quantity"),
        retail=Subquery(prices.values("retail")[:1]),
    )
    free: QuerySet[Any] = found.annotate(free=F("lying") - F("held"))
    return free


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Number from its beginning, a piece of the name, initials, or the place."""
    text = text.strip()
    return rows.filter(
        Q(part__part_no_plain__startswith=plain_number(text))
        | Q(part__name__contains=text)
        | Q(part__initials__startswith=text.lower())
        | Q(bin__startswith=text.upper())
    )


def groups(ctx: Any) -> list[tuple[str, str]]:
    names = Part.objects.of(ctx).exclude(group="").order_by("group").values_list("group", flat=True)
    return [(name, name) for name in names.distinct()]


def state_of(row: Row) -> str:
    """Amber where nothing is free, red where less lies there than there should."""
    return "late" if row["lying"] < row["min_stock"] else "parts" if row["free"] <= 0 else ""


def fits(row: Row) -> str:
    """How many of the maker's models it fits; which ones stand on its page."""
    fitting = row["part__models_fit"]
    codes = codes_in(fitting)
    return kinds_of_car(fitting) or (f"{len(codes)} 款" if codes else "")


class Cards(Listing):
    """查件: by number, name, initials or place."""

    title = "配件"
    unit = "种"
    thing = "配件"
    order = ("bin", "pk")
    order_says = "按货位"
    needs = ("part_id", "min_stock", "lying", "free")
    empty_title = "还没有配件"
    empty_says = "配件目录由配件经理导入，导入后这里按货位排列。"
    columns = (
        Column("bin", "货位", kind=Kind.STRONG, sort="bin", card="1>"),
        Column("part__part_no", "件号", sort="part__part_no", card="2"),
        Column("part__name", "名称", kind=Kind.STRONG, sort="part__initials", card="1"),
        Column("part__kind", "种类", labels=KINDS, kind=Kind.QUIET),
        Column("lying", "在库", kind=Kind.NUMBER, state=state_of, sort="lying", card="3", said=True),
        Column("held", "预留", kind=Kind.NUMBER, sort="held"),
        Column("free", "可用", kind=Kind.NUMBER, state=state_of, sort="free", card="3", said=True),
        Column("part__unit", "单位", kind=Kind.QUIET),
        Column("retail", "零售价", kind=Kind.MONEY, sort="retail", card="3>", said=True),
        Column("min_stock", "下限", kind=Kind.NUMBER),
        Column("max_stock", "上限", kind=Kind.NUMBER),
        Column("fits", "适用", fits, kind=Kind.QUIET, needs=("part__models_fit",)),
    )
    filters = (
        Typed(key="q", heading="件号、名称、首字母、货位", where=by_text),
        Flag(key="short", heading="低于下限", where=Q(lying__lt=F("min_stock")), counted=True),
        Flag(
            key="over", heading="高于上限", where=Q(lying__gt=F("max_stock"), max_stock__gt=0), counted=True
        ),
        Choice(key="group", heading="类别", path="part__group", options=groups, shown="menu"),
        Choice(
            key="abc",
            heading="ABC",
            path="part__abc",
            options=(("A", "A 类"), ("B", "B 类"), ("C", "C 类")),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("parts:part", args=[row["part_id"]])

    def row_state(self, row: Row) -> str:
        return state_of(row)
