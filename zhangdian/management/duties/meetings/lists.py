"""Meetings, for those who led or were called to them, and those above who led."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row
from zhangdian.management.duties.models import Attendee, Meeting
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import STAFF_OFFICE

State = Meeting.State
STATES = {state.value: str(state.label) for state in State}
KINDS = {kind.value: str(kind.label) for kind in Meeting.Kind}


def meetings_open_to(ctx: Any) -> QuerySet[Any]:
    """His own, those to which he was called, those of the people below him; the office sees all."""
    rows: QuerySet[Any] = Meeting.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    called = Attendee.objects.filter(meeting=OuterRef("pk"), person=ctx.person_id)
    below = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=superiors.roles_below(ctx))
    return rows.filter(Q(leader=ctx.person_id) | Q(Exists(called)) | Q(leader__in=below.values("person")))


def state_of(row: Row) -> str:
    return "parts" if row["state"] == State.OPEN else "ok"


class Meetings(Listing):
    """会议: the newest first."""

    title = "会议"
    thing = "会议"
    unit = "次"
    order = ("-begins_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有会议"
    empty_says = "主管和经理点“开会”，议程由系统从没办完的事里排出来。"
    columns = (
        Column("kind", "类别", labels=KINDS, kind=Kind.STRONG, card="1"),
        Column("title", "议题", card="2"),
        Column("begins_at", "几点开", kind=Kind.MOMENT, sort="begins_at", card="3"),
        Column("leader__name", "主持", card="3>"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("number", "编号"),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="kind", heading="类别", options=tuple(KINDS.items()), shown="menu"),
        Days(key="days", heading="日子", path="begins_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("duties:meeting", args=[row.pk])
