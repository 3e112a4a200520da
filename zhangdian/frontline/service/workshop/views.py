"""Looking at the workshop: board and wall, a technician's cars, extra work and its answers."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_GET

from zhangdian.foundation.ui import link_pages
from zhangdian.foundation.ui.readers import read_by
from zhangdian.frontline.service import queries
from zhangdian.frontline.service.models import Agreement, RepairOrder
from zhangdian.frontline.service.queries import freshness
from zhangdian.frontline.service.workshop import actions, extra, my_work
from zhangdian.frontline.service.workshop.board import Board
from zhangdian.people.customers.sights import PRICES


def number(request: HttpRequest, name: str) -> int:
    """A key in the address; anything else is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@require_GET
@condition(etag_func=freshness)
def board(request: HttpRequest) -> HttpResponse:
    """派工与看板: stages as columns, longest standing first, with proposals for what waits."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = Board(ctx, request.GET.get("scope", ""), number(request, "car"))
    seen.propose()
    return render(request, "service/board.html", {"board": seen, "here": request.get_full_path()})


@require_GET
@condition(etag_func=freshness)
def wall(request: HttpRequest) -> HttpResponse:
    """The wall screen: nothing to press, the worst first."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = Board(ctx, request.GET.get("scope", ""))
    for lane in seen.lanes:
        lane.cards.sort(key=lambda card: (-bool(card.late), -card.minutes))
    return render(request, "service/wall.html", {"board": seen, "touch": False})


@require_GET
@condition(etag_func=freshness)
def lounge(request: HttpRequest) -> HttpResponse:
    """休息区: how far the cars of those are who wait here, plates half hidden; nothing to press."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = queries.cars_here(ctx).filter(stay=RepairOrder.Stay.WAITS).exclude(state=RepairOrder.State.DRAFT)
    cards = queries.cards(ctx, rows)
    cards.sort(key=lambda card: (card.order.promised_at or ctx.now, card.order.pk))
    facts = {"cards": cards, "roots": " ".join(f"repairorder-{card.order.pk}" for card in cards)}
    return render(request, "service/lounge.html", {**facts, "touch": False})


@require_GET
@condition(etag_func=freshness)
def late_cars(request: HttpRequest) -> HttpResponse:
    """要晚的车: past their promise, and those that will be."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = Board(ctx, request.GET.get("scope", ""))
    return render(request, "service/workshop/late.html", {"board": seen, "back": reverse("service:board")})


@require_GET
@condition(etag_func=freshness)
def my_jobs(request: HttpRequest) -> HttpResponse:
    """我的活: the running car first; what is next; how many are done."""
    ctx = request.ctx  # type: ignore[attr-defined]
    work = my_work.my_work(ctx)
    job = work.main(number(request, "car"))
    facts = {
        "work": work,
        "job": job,
        "next": [each for each in work.jobs if each is not job],
        "received": my_work.as_received(ctx, job.order) if job and job.first_start else None,
        "roots": " ".join(f"repairorder-{each.order.pk}" for each in work.jobs),
        "here": request.get_full_path(),
    }
    return render(request, "service/workshop/jobs.html", facts)


@require_GET
@read_by(PRICES.roles)
@condition(etag_func=freshness)
def extra_works(request: HttpRequest) -> HttpResponse:
    """增项: what is to be priced, who is waited for, who wants a call, what came back today."""
    ctx = request.ctx  # type: ignore[attr-defined]
    works = extra.works(ctx, mine=not extra.sees_all(ctx))
    facts = {
        "works": works,
        "answered": extra.answered_today(ctx),
        "roots": " ".join(f"repairorder-{each.order.pk}" for each in works),
    }
    return render(request, "service/workshop/extra_list.html", facts)


@require_GET
@read_by(PRICES.roles)
def extra_work(request: HttpRequest, pk: int) -> HttpResponse:
    """One car's extra work: price the findings, or send what was asked and take the answer."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.visit(ctx, pk)
    asked = extra.asked(ctx, seen.order)
    facts: dict[str, Any] = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "also": request.GET.get("also", "")[:60],
        "back": reverse("service:extra_works"),
        "past": extra.answered_before(ctx, seen.order),
        "open": None,
    }
    if asked:
        facts |= standing_question(request, asked[0].agreement)
    return render(request, "service/workshop/extra.html", facts)


def standing_question(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What the customer was asked, and the link that he may still open."""
    ctx = request.ctx  # type: ignore[attr-defined]
    key = link_pages.standing_key(actions.answer_extra_work, agreement)
    address = link_pages.address(request, key) if key else ""
    return {
        "open": agreement,
        "jobs": extra.question(ctx, agreement),
        "address": address,
        "code": link_pages.code_of(address) if address else "",
        "token": uuid.uuid4().hex,
    }
