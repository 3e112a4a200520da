"""Looking at what somebody has in hand, and at hand-overs: list, sheet, paper, the store's own list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from zhangdian.people.organization import belongings, handovers
from zhangdian.people.organization.leaving.lists import HandOvers
from zhangdian.people.organization.models import HandOver, Person, ThingToReturn
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

ON_PAPER = 60
"""Rows of a kind that the paper lists; of more it tells how many, and the journal has each."""


@require_safe
def belongings_page(request: HttpRequest, pk: int) -> HttpResponse:
    """名下事项: everything that stands in somebody's name, and who takes it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Person = Person.objects.of(ctx).here(pk)
    if not handovers.may_look(ctx, found):
        raise Http404
    opened = handovers.under_way(ctx, found)
    posts = handovers.posts_of(ctx, found)
    role = request.GET.get("role") or (opened.role if opened else "")
    role = role if role in Role.values else ""
    held = belongings.told(ctx, found, role)
    facts = {
        "person": found,
        "posts": posts,
        "role": role,
        "hand_over": opened,
        "held": [each for each in held if each.kind.stops],
        "ending": [each for each in held if not each.kind.stops],
        "things": handovers.things_for(ctx, [role] if role else [str(each) for each in posts]),
    }
    return render(request, "organization/belongings.html", facts)


@require_safe
def hand_overs(request: HttpRequest) -> HttpResponse:
    """交接: those that are and were."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": HandOvers(request, handovers.open_to(ctx), ctx),
        "office": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "organization/handovers.html", facts)


@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One hand-over: its things, what went to whom, who has signed."""
    return render(request, "organization/handover.html", facts_of(request, pk))


@require_safe
def handover_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """离职交接清单 on paper, with the three places to sign."""
    facts = facts_of(request, pk)
    store = facts["hand_over"].store
    paper = {"house": store.name, "store_line": store.phone}
    return render(request, "organization/handover_paper.html", {**facts, "paper": paper})


def facts_of(request: HttpRequest, pk: int) -> dict[str, Any]:
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = handovers.open_to(ctx).select_related("person", "receiver", "witness", "store")
    found: HandOver = get_object_or_404(rows, pk=pk)
    handed: dict[str, list[Any]] = {}
    for row in found.rows.select_related("receiver"):
        kind = belongings.KINDS.get(row.kind)
        handed.setdefault(kind.label if kind else row.kind, []).append(row)
    return {
        "hand_over": found,
        "person": found.person,
        "things": list(found.things.all()),
        "handed": [
            (label, rows[:ON_PAPER], len(rows), max(len(rows) - ON_PAPER, 0))
            for label, rows in handed.items()
        ],
        "standing": belongings.in_words(belongings.counted(ctx, found.person, found.role)),
        "late": found.state in HandOver.UNDER_WAY and found.due_on < ctx.today,
        "mine": ctx.person_id in (found.person_id, found.receiver_id),
    }


@require_safe
def things_to_return(request: HttpRequest) -> HttpResponse:
    """交接物品: what the store asks back, by post."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    if not ctx.roles.intersection(STAFF_OFFICE):
        raise Http404
    labels = dict(Role.choices)
    rows = [(each, labels.get(each.role, "所有人")) for each in ThingToReturn.objects.of(ctx)]
    return render(request, "organization/things.html", {"rows": rows})
