"""Looking at inquiries: the list, one from question to answer, and the topics."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.care import gates
from zhangdian.aftercare.care.inquiries import lists, queries
from zhangdian.aftercare.care.inquiries.desks import who_asks
from zhangdian.aftercare.care.models import Inquiry, InquiryTopic

NEXT = {
    Inquiry.State.OPEN: "care.answer_inquiry",
    Inquiry.State.ASKING: "care.answer_inquiry",
    Inquiry.State.ADVISED: "care.answer_inquiry",
    Inquiry.State.FOLLOWING: "care.follow_up_inquiry",
    Inquiry.State.ANSWERED: "care.score_inquiry",
}


def was_asked(ctx: Any, inquiry: Inquiry) -> bool:
    return gates.he_was_asked.missing(ctx, inquiry) is None


def next_action(ctx: Any, inquiry: Inquiry) -> str:
    """The act that moves it on; of what a colleague was asked, his word."""
    if inquiry.state == Inquiry.State.ASKING and was_asked(ctx, inquiry):
        return "care.give_advice"
    return NEXT.get(Inquiry.State(inquiry.state), "")


@require_GET
def inquiries(request: HttpRequest) -> HttpResponse:
    """咨询: filtered and sorted by its address."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.Inquiries(request, lists.all_inquiries(ctx), ctx)
    return render(request, "care/inquiries.html", {"listing": listing})


@require_GET
def inquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """One inquiry: the question, its hour, who was asked, what was said."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Inquiry = queries.inquiries_of(ctx).select_related("advised_by", "vehicle__model").here(pk)
    is_open = found.state in Inquiry.OPEN
    facts = {
        "inquiry": found,
        "who": who_asks(ctx, found),
        "is_open": is_open,
        "late": (found.answered_at or ctx.now) > found.due_at if is_open or found.answered_at else False,
        "next_action": next_action(ctx, found),
        "not_his": "" if was_asked(ctx, found) else "care.give_advice",
    }
    return render(request, "care/inquiry.html", facts)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    """咨询主题."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.InquiryTopics(request, lists.all_topics(ctx), ctx)
    return render(request, "care/inquirytopics.html", {"listing": listing})


@require_GET
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One topic: who answers, within how many minutes, from when, until when."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: InquiryTopic = InquiryTopic.objects.of(ctx).here(pk)
    return render(request, "care/inquirytopic.html", {"topic": found})
