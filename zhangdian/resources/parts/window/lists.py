"""The list of requisitions."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.resources.cashier.templatetags.purposes import purpose
from zhangdian.resources.parts.models import Requisition

State = Requisition.State
STATES = {state.value: str(state.label) for state in State}
OPEN = (State.OPEN, State.PARTLY)


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Number, or what it is for."""
    typed = text.strip()
    return rows.filter(Q(number=typed.upper()) | Q(purpose_text__contains=typed.upper()))


def minutes_waited(row: Row) -> int | None:
    """From the request to the last piece, or until now."""
    if row["state"] == State.VOID:
        return None
    return clock.minutes_between(row["wanted_at"], row["issued_at"] or clock.now())


def state_of(row: Row) -> str:
    return "ok" if row["state"] == State.ISSUED else "parts" if row["state"] in OPEN else ""


class Requisitions(Listing):
    """领料单: what waits first."""

    title = "领料单"
    unit = "张"
    thing = "领料单"
    order = ("-wanted_at", "-pk")
    order_says = "最近申请的在前"
    needs = ("state", "wanted_at", "issued_at")
    empty_title = "还没有领料单"
    empty_says = "任务委托书上的配件一授权，领料单就到这里。"
    columns = (
        Column("number", "单号", kind=Kind.QUIET, card="3"),
        Column("purpose_text", "用于", kind=Kind.STRONG, draw=purpose, card="1"),
        Column("work_text", "作业", card="2"),
        Column("wanted_by__name", "领料人", card="3>"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="2>"),
        Column("minutes", "等了", minutes_waited, kind=Kind.MINUTES, sort="wanted_at", card="1>"),
        Column("box", "料箱", kind=Kind.QUIET),
        Column("wanted_at", "申请", kind=Kind.MOMENT, sort="wanted_at"),
        Column("issued_at", "发齐", kind=Kind.MOMENT, sort="issued_at"),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Days(key="days", heading="申请日", path="wanted_at"),
        Typed(key="q", heading="单号或车牌", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("parts:requisition", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return state_of(row)
