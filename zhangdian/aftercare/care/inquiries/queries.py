"""Which inquiries wait for somebody, and what he has to do about each."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from zhangdian.aftercare.care.models import Inquiry, InquiryTopic
from zhangdian.people.organization import superiors

State = Inquiry.State
TOLD_FOR = timedelta(days=3)
"""So long an answer stands on the home of the colleague who asked, until he scores it."""


def inquiries_of(ctx: Any) -> Any:
    return Inquiry.objects.of(ctx).select_related(
        "topic", "customer", "vehicle", "owner", "helper", "colleague", "heard_by", "answered_by"
    )


def topics_now(ctx: Any) -> Any:
    return InquiryTopic.objects.of(ctx).filter(ended_on=None)


def to_answer(ctx: Any) -> Q:
    """Mine, or my post's that nobody has; asked of a colleague it waits for him, and comes back when late."""
    mine = Q(owner=ctx.person_id) | Q(owner=None, desk__in=sorted(ctx.roles))
    here = Q(state__in=(State.OPEN, State.ADVISED)) | Q(state=State.ASKING, due_at__lt=ctx.now)
    return mine & here


def to_advise(ctx: Any) -> Q:
    """A colleague asked me, or my post."""
    asked = Q(helper=ctx.person_id) | Q(helper=None, helper_desk__in=sorted(ctx.roles))
    return Q(state=State.ASKING) & asked


def to_follow_up(ctx: Any) -> Q:
    return Q(state=State.FOLLOWING, owner=ctx.person_id, next_on__lte=ctx.today)


def to_look_after(ctx: Any) -> Q:
    """Past its hour, at a post that reports to mine (SA-12)."""
    return Q(state__in=Inquiry.OPEN, desk__in=sorted(superiors.next_below(ctx)), due_at__lt=ctx.now)


def to_be_told(ctx: Any) -> Q:
    """What I asked myself, answered and not scored."""
    return Q(state__in=(State.ANSWERED, State.FOLLOWING)) & Q(
        colleague=ctx.person_id, score=None, answered_at__gte=ctx.now - TOLD_FOR
    )


def is_late(ctx: Any) -> Q:
    return Q(state__in=Inquiry.OPEN, due_at__lt=ctx.now)


def waiting(ctx: Any) -> Any:
    """What of inquiries waits for this person: the oldest hour first."""
    rows = Inquiry.objects.of(ctx).filter(
        to_answer(ctx) | to_advise(ctx) | to_follow_up(ctx) | to_look_after(ctx) | to_be_told(ctx)
    )
    return rows.order_by("due_at", "pk")


def last_of(ctx: Any, most: int, **about: Any) -> list[Inquiry]:
    """The last ones about a customer or a car."""
    return list(inquiries_of(ctx).filter(**about)[:most])
