"""The list of appointments."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.frontline.service.models import Appointment
from zhangdian.frontline.service.models import order as order_models
from zhangdian.people.customers import plates

STATES = {state.value: str(state.label) for state in Appointment.State}
KINDS = {kind.value: str(kind.label) for kind in order_models.Kind}


def by_when(rows: QuerySet[Any], when: str, ctx: Any) -> QuerySet[Any]:
    """Today, still to come, or all that was."""
    start, end = clock.day_bounds(ctx.today)
    if when == "today":
        return rows.filter(slot_at__gte=start, slot_at__lt=end)
    return rows.filter(slot_at__gte=end) if when == "coming" else rows.filter(slot_at__lt=start)


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Plate or its tail."""
    sign = plates.normalise(text)
    return rows.filter(Q(vehicle__plate=sign) | Q(vehicle__plate__endswith=sign))


def tone_of(row: Row) -> str:
    """Red once the hour has passed and nobody came."""
    return "late" if row["state"] == "booked" and row["slot_at"] < clock.now() else ""


def car_of(row: Row) -> str:
    series, variant = row["vehicle__model__series"], row["vehicle__model__variant"]
    return f"{series} {variant}" if series else row["vehicle__model_words"]


class Bookings(Listing):
    """预约: today by the hour, then the days to come."""

    title = "预约"
    unit = "个"
    thing = "预约"
    order = ("slot_at", "pk")
    order_says = "按时间"
    needs = ("state", "slot_at")
    empty_title = "还没有预约"
    empty_says = "电话里约好的车登记在这里，到店时按车牌自动带出。"
    empty_icon = "calendar"
    columns = (
        Column("slot_at", "时间", kind=Kind.MOMENT, state=tone_of, sort="slot_at", card="1>"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("vehicle__owner__name", "车主", kind=Kind.STRONG, card="1"),
        Column(
            "car",
            "车型",
            car_of,
            needs=("vehicle__model__series", "vehicle__model__variant", "vehicle__model_words"),
            card="3",
        ),
        Column("kind", "来做什么", labels=KINDS, card="2>"),
        Column("words", "客户的话", card="2"),
        Column("advisor__name", "顾问", card="3>"),
        Column("channel", "来源"),
        Column("state", "状态", labels=STATES, state=tone_of),
    )
    filters = (
        Choice(
            key="when",
            heading="哪天",
            options=(("today", "今天"), ("coming", "以后"), ("past", "以前")),
            where=by_when,
            default="today",
            shown="seg",
        ),
        Choice(key="state", heading="状态", options=Appointment.State.choices),
        Choice(key="kind", heading="来做什么", options=order_models.Kind.choices, shown="menu"),
        Days(key="days", heading="日子", path="slot_at"),
        Typed(key="q", heading="车牌", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("service:appointment", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone_of(row)
