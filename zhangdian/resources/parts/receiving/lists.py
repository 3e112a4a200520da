"""The list of receipts."""

from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from zhangdian.foundation.ui.listing import Column, Days, Kind, Listing, Row, Typed
from zhangdian.resources.parts.models import Receipt
from zhangdian.resources.parts.queries import Asker


def receipts(ctx: Asker) -> QuerySet[Any]:
    """Receipts with their lines and pieces."""
    rows: QuerySet[Any] = Receipt.objects.of(ctx).annotate(
        lines=Count("lots"), pieces=Sum("lots__received"), left=Sum("lots__on_hand")
    )
    return rows


class Receipts(Listing):
    """入库单: the newest first."""

    title = "入库单"
    unit = "张"
    thing = "入库单"
    order = ("-received_at", "-pk")
    order_says = "最近入库的在前"
    empty_title = "还没有入库单"
    empty_says = "收货时逐行填实收数量，不合格的进封存区，单子就在这里。"
    columns = (
        Column("number", "单号", kind=Kind.STRONG, card="1"),
        Column("supplier__name", "供应商", card="2"),
        Column("delivery_note", "送货单", kind=Kind.QUIET, card="3", said=True),
        Column("lines", "行数", kind=Kind.NUMBER),
        Column("pieces", "件数", kind=Kind.NUMBER, card="1>", said=True),
        Column("left", "还在库", kind=Kind.NUMBER),
        Column("received_by__name", "收货人", card="2>"),
        Column("received_at", "时间", kind=Kind.MOMENT, sort="received_at", card="3>"),
    )
    filters = (
        Days(key="days", heading="入库日", path="received_at"),
        Typed(
            key="q",
            heading="单号、送货单",
            where=lambda rows, text, ctx: (
                rows.filter(number=text.strip().upper()) | rows.filter(delivery_note=text.strip())
            ),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("parts:receipt", args=[row.pk])
