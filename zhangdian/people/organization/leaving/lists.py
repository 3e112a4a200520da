"""Hand-overs, for those in them, those above who hands over, and the office."""

from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row
from zhangdian.people.organization.models import HandOver

State = HandOver.State
STATES = {state.value: str(state.label) for state in State}
WHYS = {why.value: str(why.label) for why in HandOver.Why}


def state_of(row: Row) -> str:
    return "ok" if row["state"] == State.DONE else "" if row["state"] == State.DROPPED else "parts"


class HandOvers(Listing):
    """交接: those under way first by their day."""

    title = "交接"
    thing = "交接单"
    unit = "张"
    order = ("due_on", "-pk")
    order_says = "最早到期的在前"
    needs = ("state",)
    empty_title = "没有交接单"
    empty_says = "有人离职、换岗时，在他的员工页“名下事项”里开。"
    columns = (
        Column("person__name", "移交人", kind=Kind.STRONG, card="1"),
        Column("why", "为什么", labels=WHYS, card="2"),
        Column("receiver__name", "接收人", card="2>"),
        Column("due_on", "最迟", kind=Kind.DAY, sort="due_on", card="3"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("witness__name", "监交人", card="3>"),
        Column("number", "交接单号", kind=Kind.QUIET),
    )
    filters = (
        Flag(
            key="open",
            heading="没交清",
            where=lambda rows, ctx: rows.filter(state__in=HandOver.UNDER_WAY),
        ),
        Choice(key="state", heading="状态", options=tuple(STATES.items()), shown="menu"),
        Choice(key="why", heading="为什么", options=tuple(WHYS.items()), shown="menu"),
        Days(key="days", heading="开于", path="opened_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("organization:handover", args=[row.pk])
