"""The analyses of lost renewals as a list."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import LostAnalysis
from zhangdian.foundation.ui.listing import Choice, Column, Kind, Listing, Row

STATES = {each.value: str(each.label) for each in LostAnalysis.State}
TONES = {LostAnalysis.State.APPROVED: "ok"}


def all_analyses(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = LostAnalysis.objects.of(ctx)
    return rows


def month(row: Row) -> str:
    return f"{row['month']:%Y-%m}"


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


class LostAnalyses(Listing):
    """战败分析: month by month."""

    title = "战败分析"
    unit = "份"
    thing = "战败分析"
    order = "-month"
    order_says = "最近的月份在前"
    empty_title = "还没有战败分析"
    empty_says = "每月 1 日系统把上个月战败的续保按原因起草成一份，续保专员写分析和措施。"
    empty_icon = "chart-bar"
    columns = (
        Column("month", "月份", month, kind=Kind.STRONG, needs=("month",), sort="month", card="1"),
        Column("lost", "战败", kind=Kind.NUMBER, sort="lost", card="2>", said=True),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column("written_by__name", "谁写的", card="2"),
        Column("written_at", "提交于", kind=Kind.MOMENT),
        Column("decided_by__name", "谁批的", card="3"),
        Column("decided_at", "批于", kind=Kind.MOMENT),
        Column("text", "分析", kind=Kind.QUIET),
    )
    filters = (Choice(key="state", heading="状态", options=LostAnalysis.State.choices, counted=True),)

    def href(self, row: Row) -> str:
        return reverse("insurance:lostanalysis", args=[row.pk])
