"""The list of counts."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Kind, Listing, Row
from zhangdian.resources.parts.models import StockCount
from zhangdian.resources.parts.queries import Asker

STATES = {state.value: str(state.label) for state in StockCount.State}
KINDS = {kind.value: str(kind.label) for kind in StockCount.Kind}


def counts(ctx: Asker) -> QuerySet[Any]:
    """Counts with how far they are."""
    rows: QuerySet[Any] = StockCount.objects.of(ctx).annotate(
        shelves=Count("lines"), done=Count("lines", filter=Q(lines__times__gt=0))
    )
    return rows


class Counts(Listing):
    """盘点单: the newest first."""

    title = "盘点单"
    unit = "张"
    thing = "盘点单"
    order = ("-opened_at", "-pk")
    order_says = "最近的在前"
    empty_title = "还没有盘点"
    empty_says = "日清盘点由系统抽：动过的 A 类件和二十个货位，25 分钟点完。"
    columns = (
        Column("number", "单号", kind=Kind.STRONG, card="1"),
        Column("kind", "类型", labels=KINDS, card="2"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, card="2>"),
        Column("shelves", "货位", kind=Kind.NUMBER, card="1>", said=True),
        Column("done", "已点", kind=Kind.NUMBER),
        Column("opened_at", "开始", kind=Kind.MOMENT, sort="opened_at", card="3"),
        Column("closed_at", "过账", kind=Kind.MOMENT, sort="closed_at", card="3>", said=True),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="kind", heading="类型", options=tuple(KINDS.items()), shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("parts:stockcount", args=[row.pk])
