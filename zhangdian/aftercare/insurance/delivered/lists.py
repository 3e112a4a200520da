"""交车清单: new cars and whether the store insured them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.figures import insured_here
from zhangdian.aftercare.insurance.models import DeliveredCar, PolicyLine
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates


def all_delivered(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = DeliveredCar.objects.of(ctx).annotate(
        insured=Exists(insured_here(ctx, OuterRef("vin"))),
        commercial=Exists(insured_here(ctx, OuterRef("vin")).filter(line=PolicyLine.COMMERCIAL)),
    )
    return rows


def scoped(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(withdrawn_at__isnull=scope != "gone")


def insured(row: Row) -> str:
    if row["commercial"]:
        return "商业险在本店"
    return "只有交强或非车险" if row["insured"] else "没在本店投保"


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    return rows.filter(Q(plate__endswith=sign) | Q(vin__endswith=sign))


def origin(row: Row) -> str:
    return "清单" if row["from_list"] else "手记"


class DeliveredCars(Listing):
    """交车清单."""

    title = "交车清单"
    unit = "台"
    thing = "交付的新车"
    order = ("-delivered_on", "-pk")
    order_says = "最近交的在前"
    empty_title = "还没有交车清单"
    empty_says = (
        "渗透率要知道交了多少新车：在上面导入这个月的清单，或一台一台记。没有清单的月份，渗透率就是不知道。"
    )
    empty_icon = "car"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("vin", "车架号", kind=Kind.STRONG, card="2"),
        Column("delivered_on", "交车", kind=Kind.DAY, sort="delivered_on", card="1>", said=True),
        Column("insured_says", "投保", insured, needs=("insured", "commercial"), card="3", said=True),
        Column("consultant", "销售顾问", card="3>"),
        Column("origin", "来源", origin, needs=("from_list",), kind=Kind.QUIET),
        Column("noted_by__name", "谁记的"),
        Column("withdrawn_why", "作废原因", kind=Kind.QUIET),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("now", "在册"), ("gone", "已作废")),
            where=scoped,
            default="now",
            shown="seg",
        ),
        Flag(key="bare", heading="没在本店投保", where=lambda rows, ctx: rows.filter(insured=False)),
        Days(key="delivered", heading="交车日期", path="delivered_on", instants=False),
        Typed(key="q", heading="车牌或车架号的尾号", where=named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:deliveredcar", args=[row.pk])
