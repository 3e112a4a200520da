"""The list of repair orders."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models import order as order_models
from zhangdian.people.customers import plates

State = RepairOrder.State
STATES = {state.value: str(state.label) for state in State}
KINDS = {kind.value: str(kind.label) for kind in order_models.Kind}


def past_promise(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(promised_at__lt=ctx.now, state__in=RepairOrder.HERE)


def by_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    """In the store now, left today, or all."""
    if scope == "here":
        return rows.filter(state__in=RepairOrder.HERE)
    if scope == "today":
        start, end = clock.day_bounds(ctx.today)
        return rows.filter(exited_at__gte=start, exited_at__lt=end)
    return rows


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Order number or plate."""
    sign = plates.normalise(text)
    return rows.filter(Q(number=text.strip().upper()) | Q(plate=sign) | Q(plate__endswith=sign))


def minutes_here(row: Row) -> int | None:
    """Minutes since arrival for a car that is here."""
    if row["state"] not in RepairOrder.HERE:
        return None
    return clock.minutes_between(row["arrived_at"], clock.now())


def state_of(row: Row) -> str:
    """Red once the promise has passed and the car is still here."""
    late = row["promised_at"] and row["promised_at"] < clock.now() and row["state"] in RepairOrder.HERE
    return "late" if late else ""


class Orders(Listing):
    """工单: what is here first."""

    title = "工单"
    unit = "张"
    thing = "工单"
    order = ("-arrived_at", "-pk")
    order_says = "最近到店的在前"
    needs = ("state", "arrived_at", "promised_at")
    empty_title = "还没有工单"
    empty_says = "车到店时按车牌登记，工单就从这里开始。"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("customer__name", "车主", card="1"),
        Column("kind", "类别", labels=KINDS, card="3"),
        Column("state", "阶段", labels=STATES, kind=Kind.STRONG, card="2"),
        Column(
            "minutes", "在店", minutes_here, kind=Kind.MINUTES, state=state_of, sort="arrived_at", card="1>"
        ),
        Column("promised_at", "承诺", kind=Kind.MOMENT, state=state_of, sort="promised_at", card="3>"),
        Column("advisor__name", "顾问", card="2>"),
        Column("arrived_at", "到店", kind=Kind.MOMENT, sort="arrived_at"),
        Column("number", "委托书号", kind=Kind.QUIET),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("here", "在店"), ("today", "今天离店")),
            where=by_scope,
            default="here",
            shown="seg",
        ),
        Flag(key="late", heading="超时", where=past_promise),
        Flag(key="waits", heading="客户在等", where=Q(stay="waits")),
        Choice(key="state", heading="阶段", options=State.choices, shown="menu"),
        Choice(key="kind", heading="类别", options=order_models.Kind.choices, shown="menu"),
        Days(key="days", heading="到店", path="arrived_at"),
        Typed(key="q", heading="车牌或单号", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("service:repairorder", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return state_of(row)
