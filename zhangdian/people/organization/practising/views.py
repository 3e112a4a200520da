"""The way to the practice store and back: a page that says how it stands, and two doors, which are posted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import practice, visitors
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.practising.actions import enter_practice_store
from zhangdian.people.organization.queries import is_on_shared_device
from zhangdian.people.organization.telling import told


@require_safe
def practice_page(request: HttpRequest) -> HttpResponse:
    """练习店: what it is for, whether it is open, and the way in."""
    return page_of(request)


def page_of(request: HttpRequest, refusal: str = "") -> HttpResponse:
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "store": None if ctx.standing.practice else practice.standing(ctx.store_id),
        "way_in": practice.way_in(ctx),
        "on_shared": is_on_shared_device(ctx),
        "ended": Store.objects.filter(practises=ctx.store_id, practice_ended_at__isnull=False).count(),
        "refusal": refusal,
    }
    return render(request, "organization/practice.html", facts, status=422 if refusal else 200)


@require_POST
def enter_practice(request: HttpRequest) -> HttpResponse:
    """Journaled as an act of his; then the session is one of whom he is there, as old as the one he had."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    try:
        enter_practice_store(ctx)
    except Refusal as refusal:
        return page_of(request, refusal.sentence)
    himself = practice.himself_now(ctx)
    if himself is None:  # it was closed this very moment
        return redirect("organization:practice")
    visitors.let_in(request, himself, began=request.session.get("began", ""))
    told("went to practise", "practice", himself)
    return redirect("/")


@require_POST
def leave_practice(request: HttpRequest) -> HttpResponse:
    """Back as himself: the way in was his own account, so no second password is asked."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    here = Person.objects.of(ctx).select_related("practice_of").here(ctx.person_id)
    own = here.practice_of
    if own is not None:
        visitors.let_in(request, own, began=request.session.get("began", ""))
        told("came back from practising", "practice", own)
    return redirect("organization:practice")
