"""Looking at care: the desk of calls, reminders, the month, complaints."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.care import figures, listings, queries
from zhangdian.aftercare.care.models import Complaint, FollowUpSummary, Unreached
from zhangdian.aftercare.care.posts import REMINDERS
from zhangdian.aftercare.care.sheets import CallSheet, ComplaintSheet, sheet_of
from zhangdian.foundation.kernel.figures import Measured
from zhangdian.foundation.ui import devices
from zhangdian.foundation.ui.trails import timeline


def desk(request: HttpRequest, sheet: CallSheet | None) -> HttpResponse:
    """The list on the left, the visit and this call beside it; on a phone one of the two."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Calls(request, listings.all_calls(ctx), ctx)
    facts = {
        "listing": listing,
        "sheet": sheet or first_sheet(request, ctx, listing.calls),
        "ended": queries.ended_today(ctx),
        "in_time": figures.called_in_time(ctx, ctx.today.replace(day=1), ctx.today),
        "reasons": Unreached.choices,
    }
    return render(request, "care/follow_ups.html", facts)


def first_sheet(request: HttpRequest, ctx: Any, calls: list[queries.DueCall]) -> CallSheet | None:
    """At a desk the first call lies open; in the hand the list comes first."""
    if not calls or devices.kind(request).touch:
        return None
    return sheet_of(ctx, calls[0].order.pk)


@require_GET
def follow_ups(request: HttpRequest) -> HttpResponse:
    """回访: whom to call, by the agreed hour."""
    return desk(request, None)


@require_GET
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit's call: its facts, its questionnaire, what the car still needs."""
    sheet = sheet_of(request.ctx, pk)  # type: ignore[attr-defined]
    return desk(request, sheet)


@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """保养提醒: whose next service comes near, filtered and sorted by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Services(request, listings.all_services(ctx), ctx)
    facts = {
        "listing": listing,
        "reasons": Unreached.choices,
        "ahead": queries.REMIND_AHEAD,
        "may_take": not ctx.roles.isdisjoint(REMINDERS),
    }
    return render(request, "care/reminders.html", facts)


@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """回访月报: the month's figures with what stands behind each."""
    ctx = request.ctx  # type: ignore[attr-defined]
    first, last = figures.month_of(ctx, request.GET.get("month", ""))
    facts = {
        "first": first,
        "shares": [
            figures.called_in_time(ctx, first, last),
            figures.agreed_hour_kept(ctx, first, last),
            figures.reached(ctx, first, last),
        ],
        "means": figures.mean_scores(ctx, first, last),
        "complaint_shares": complaint_shares(ctx, first, last),
        "summary": FollowUpSummary.objects.of(ctx).filter(month=first).first(),
        "months": figures.months_back(ctx),
    }
    return render(request, "care/month.html", facts)


def complaint_shares(ctx: Any, first: Any, last: Any) -> list[Measured]:
    return [
        figures.first_answers_in_time(ctx, first, last),
        figures.complaints_closed_within(ctx, first, last),
        figures.complaints_reopened(ctx, first, last),
    ]


@require_GET
def followupsummary(request: HttpRequest, pk: int) -> HttpResponse:
    """A month's summary as it was submitted, and who has read it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = FollowUpSummary.objects.of(ctx).select_related("written_by", "read_by")
    summary = rows.prefetch_related("items__question").here(pk)
    return render(request, "care/summary.html", {"summary": summary})


@require_GET
def complaints(request: HttpRequest) -> HttpResponse:
    """投诉: the list, filtered and sorted by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Complaints(request, listings.all_complaints(ctx), ctx)
    return render(request, "care/complaints.html", {"listing": listing})


@require_GET
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint: his words, its hours, what was done, and the next step."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found: Complaint = queries.complaints_of(ctx).select_related("order__advisor", "closed_by").here(pk)
    facts = {"complaint": found, "sheet": ComplaintSheet(ctx, found), "timeline": timeline(ctx, found)}
    return render(request, "care/complaint.html", facts)
