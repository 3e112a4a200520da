"""The list of clocked times."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.people.organization.roles import MANAGERS, Role

SEE_ALL = {Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR, *MANAGERS}


def left_on(row: Row) -> bool:
    """Whether it was never stopped on its day: how long he worked is not known."""
    return row["ended_at"] is None and clock.day(row["started_at"]) < clock.day(clock.now())


def minutes(row: Row) -> int | None:
    """Worked, or so far."""
    if left_on(row):
        return None
    return clock.minutes_between(row["started_at"], row["ended_at"] or clock.now())


def how(row: Row) -> str:
    """What is special about it."""
    if row["corrected_at"]:
        return "已更正"
    if row["told_at"]:
        return "补填"
    if left_on(row):
        return "没停"
    return "" if row["ended_at"] else "在做"


def by_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(ended_at=None) if scope == "open" else rows


def changed(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Told or corrected afterwards."""
    return rows.exclude(told_at=None, corrected_at=None)


class Clocks(Listing):
    """工时: who worked on what, from when to when."""

    title = "工时"
    unit = "段"
    thing = "工时"
    order = ("-started_at", "-pk")
    order_says = "最近开工的在前"
    needs = ("started_at", "ended_at", "told_at", "corrected_at")
    empty_title = "没有工时"
    empty_says = "技师在自己的活里按开工，工时从那时起记在这里。"
    columns = (
        Column("technician__name", "技师", kind=Kind.STRONG, card="1"),
        Column("order__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("line__name", "项目", card="2"),
        Column("started_at", "开工", kind=Kind.MOMENT, sort="started_at", card="3", said=True),
        Column("ended_at", "停工", kind=Kind.MOMENT, card="3", said=True),
        Column("minutes", "时长", minutes, kind=Kind.MINUTES, card="1>"),
        Column("ended_because", "停工原因", card="3"),
        Column("how", "", how, kind=Kind.STATE, card="2>"),
    )

    filters = (
        Choice(
            key="scope", heading="范围", options=(("open", "在走"),), where=by_scope, default="", shown="seg"
        ),
        Flag(key="changed", heading="事后填改", where=changed),
        Days(key="days", heading="开工", path="started_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("service:clockrecord", args=[row.pk])


def records(ctx: Any) -> Any:
    """Everybody's for those who lead the workshop, one's own for all others."""
    rows = ClockRecord.objects.of(ctx)
    return rows if ctx.roles.intersection(SEE_ALL) else rows.filter(technician=ctx.person_id)
