"""Lent signatures: those given and had; the office sees all."""

from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Flag, Kind, Listing, Row
from zhangdian.people.organization.models import SigningPower
from zhangdian.people.organization.roles import Role

STATES = {state.value: str(state.label) for state in SigningPower.State}


def state_of(row: Row) -> str:
    return "ok" if row["state"] == SigningPower.State.IN_FORCE else ""


class Powers(Listing):
    """授权代签: the newest first."""

    title = "授权代签"
    thing = "授权"
    unit = "份"
    order = ("-since_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "没有授权"
    empty_says = "要离开一会儿，又有人等签字的，把签字授权给合适的人，到时自己结束。"
    columns = (
        Column("agent__name", "代签人", kind=Kind.STRONG, card="1"),
        Column("holder__name", "代谁", card="2"),
        Column("role", "以哪个岗位", labels=dict(Role.choices), card="2>"),
        Column("upto", "每份最多", kind=Kind.MONEY),
        Column("since_at", "从", kind=Kind.MOMENT, sort="since_at"),
        Column("until_at", "到", kind=Kind.MOMENT, sort="until_at", card="3"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("number", "授权号", kind=Kind.QUIET),
    )
    filters = (
        Flag(
            key="now",
            heading="现在有效",
            where=lambda rows, ctx: rows.filter(taken_back_at=None, until_at__gt=ctx.now),
        ),
        Choice(key="state", heading="状态", options=tuple(STATES.items()), shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("organization:signingpower", args=[row.pk])
