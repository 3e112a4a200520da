"""The insured rate month by month."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import RateCheck
from zhangdian.foundation.ui.listing import Choice, Column, Kind, Listing, Row
from zhangdian.foundation.ui.writing import NOTHING

STATES = {each.value: str(each.label) for each in RateCheck.State}
TONES = {RateCheck.State.DRAFT: "parts", RateCheck.State.CONFIRMED: "ok"}


def all_checks(ctx: Any) -> QuerySet[Any]:
    standing = Q(gaps__gone=False)
    rows: QuerySet[Any] = RateCheck.objects.of(ctx).annotate(
        differing=Count("gaps", filter=standing), silent=Count("gaps", filter=standing & Q(gaps__because=""))
    )
    return rows


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else NOTHING


def month_of(row: Row) -> str:
    return f"{row['month']:%Y-%m}"


def by_system(row: Row) -> str:
    return percent(row["system"], row["cars"])


def by_lists(row: Row) -> str:
    return percent(row["listed"], row["cars"])


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


class RateChecks(Listing):
    """投保率: a month a row, the latest first."""

    title = "投保率核对"
    unit = "个月"
    thing = "投保率核对"
    order = "-month"
    order_says = "最近的月份在前"
    needs = ("state",)
    empty_title = "还没有投保率核对"
    empty_says = "每月 1 日系统比对上个月进店和售出的车：系统里在保的、保险公司清单上在保的，差异逐台列出。"
    empty_icon = "shield-check"
    columns = (
        Column("month", "月份", month_of, kind=Kind.STRONG, needs=("month",), sort="month", card="1"),
        Column("cars", "进店和售出", kind=Kind.NUMBER, card="2", said=True),
        Column("by_system", "系统投保率", by_system, needs=("system", "cars"), card="3", said=True),
        Column("by_lists", "清单投保率", by_lists, needs=("listed", "cars"), card="3", said=True),
        Column("unverified", "没有清单可核", kind=Kind.NUMBER),
        Column("differing", "差异", kind=Kind.NUMBER, card="2>", said=True),
        Column("silent", "没写原因", kind=Kind.NUMBER, card="3>", said=True),
        Column("confirmed_by__name", "确认人"),
        Column("confirmed_at", "确认", kind=Kind.MOMENT),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
    )
    filters = (Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),)

    def href(self, row: Row) -> str:
        return reverse("insurance:ratecheck", args=[row.pk])
