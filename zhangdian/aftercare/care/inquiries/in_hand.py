"""Inquiries that somebody has to answer: another takes them over."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.aftercare.care.models import Inquiry
from zhangdian.foundation.kernel.action import Act
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person

IN_HAND = (*Inquiry.OPEN, Inquiry.State.FOLLOWING)


def inquiries_of(ctx: Any, person: Person) -> Any:
    rows = Inquiry.objects.of(ctx).filter(owner=person, state__in=IN_HAND)
    return rows.select_related("topic", "owner")


def told(inquiry: Inquiry) -> Row:
    return Row(inquiry.pk, f"{inquiry.number} {inquiry.topic}", reverse("care:inquiry", args=[inquiry.pk]))


def hand_inquiries(ctx: Act, inquiries: Sequence[Any], to: Person) -> None:
    """He answers them from now on, in the topic's post where he holds it."""
    posts = organization.posts_of(ctx, [to])[to.pk]
    for inquiry in inquiries:
        inquiry.owner = to
        if inquiry.desk not in posts and posts:
            inquiry.desk = posts[0]
    Inquiry.objects.change_many(inquiries, ["owner", "desk"])


def join() -> None:
    belonging(
        Belonging(
            "care.inquiries",
            "要答复的咨询",
            "件",
            inquiries_of,
            told,
            (),
            hand_inquiries,
            held=("care.inquiry", "owner_id"),
        )
    )
