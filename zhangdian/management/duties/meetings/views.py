"""Looking at meetings: the list, one with its agenda, and its minutes on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.attachments import photos_of_each
from zhangdian.management.duties.meetings.lists import Meetings, meetings_open_to
from zhangdian.management.duties.models import Meeting
from zhangdian.people.organization.roles import STAFF_OFFICE


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """会议: those that were and are."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    reviews = bool(ctx.roles.intersection(STAFF_OFFICE))
    facts = {"listing": Meetings(request, meetings_open_to(ctx), ctx), "reviews": reviews}
    return render(request, "duties/meetings.html", facts)


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: its points, what was decided, who came."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "duties/meeting.html", facts_of(ctx, shown(ctx, pk)))


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """会议记录 on paper."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    paper = {"house": found.store.name, "store_line": found.store.phone}
    return render(request, "duties/minutes.html", {**facts_of(ctx, found), "paper": paper})


def shown(ctx: Any, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(meetings_open_to(ctx).select_related("leader", "store"), pk=pk)
    return found


def inputs_of(ctx: Any, found: Meeting) -> list[Any]:
    """What a management review was given, each with its pages; two queries."""
    inputs = list(found.inputs.select_related("input", "given_by"))
    pages = photos_of_each(ctx, inputs)
    for each in inputs:
        each.meeting, each.pages = found, pages[each.pk]
    return inputs


def facts_of(ctx: Any, found: Meeting) -> dict[str, Any]:
    decisions = list(found.decisions.select_related("item__person", "confirmed_by"))
    people = list(found.attendees.select_related("person"))
    for each in [*decisions, *people]:
        each.meeting = found
    here = [(each, *each.standing_at(ctx.now)) for each in people]
    inputs = inputs_of(ctx, found) if found.kind == Meeting.Kind.REVIEW else []
    return {
        "inputs": inputs,
        "missing": [each for each in inputs if each.is_missing],
        "meeting": found,
        "leads": found.leader_id == ctx.person_id,
        "points": list(found.points.all()),
        "decisions": [(each, each.item.standing_at(ctx.now)) for each in decisions],
        "attendees": here,
        "came": sum(each.came_at is not None for each in people),
        "mine": next((each for each in people if each.person_id == ctx.person_id), None),
    }
