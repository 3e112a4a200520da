"""送修: cars that insurers sent, with what they were repaired for."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.figures import with_value
from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.queries import insurer_choices
from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates


def all_sent(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = with_value(SentCar.objects.of(ctx))
    return rows


def scoped(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(withdrawn_at__isnull=scope != "gone")


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(order__plate__endswith=plates.normalise(text))


class SentCars(Listing):
    """送修."""

    title = "送修"
    unit = "台"
    thing = "送修的车"
    order = ("-order__arrived_at", "-pk")
    order_says = "最近到店的在前"
    empty_title = "还没有记过送修"
    empty_says = "保险公司派来的事故车，在工单页或这里记下是哪家；产值和本店给它的保费放在一起看。"
    empty_icon = "car"
    columns = (
        Column("order__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("insurer__short_name", "哪家送修", kind=Kind.STRONG, card="2"),
        Column("order__arrived_at", "到店", kind=Kind.MOMENT, sort="order__arrived_at", card="3"),
        Column("order__number", "委托书号"),
        Column("value", "结算产值", kind=Kind.MONEY, sort="value", card="1>", said=True),
        Column("case_number", "报案号"),
        Column("noted_by__name", "谁记的", card="3>"),
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
        Choice(key="insurer", heading="保险公司", options=insurer_choices, shown="menu"),
        Days(key="arrived", heading="到店", path="order__arrived_at"),
        Typed(key="q", heading="车牌尾号", where=named),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:sentcar", args=[row.pk])
