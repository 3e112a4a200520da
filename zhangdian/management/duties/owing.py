"""Whose an open item is now: his own, a post's that he fills, or a case of somebody for whom he stands in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties.models import DueItem
from zhangdian.people.organization import queries as organization


def owed_by(ctx: Any) -> Q:
    """The condition of items that this person owes today; it asks nothing by itself.

    What falls due on a day was opened in the deputy's name. A case stays with who has it: for exactly the
    days on which somebody stands in for him, it is also the deputy's to do.
    """
    deputies = organization.deputy_rows(ctx, ctx.today, ctx.weekday)
    away = deputies.filter(deputy=ctx.person_id).values("principal")
    own = Q(person=ctx.person_id) | Q(person=None, role__in=ctx.roles)
    return own | Q(person__in=away, case_id__isnull=False)


def refuse_others(ctx: Any, item: DueItem, what: str) -> None:
    """Who does not owe it does not do it."""
    if not DueItem.objects.of(ctx).filter(owed_by(ctx), pk=item.pk).exists():
        post = item.get_role_display()
        raise Refusal(f"这一条由{post}来做", [Missing(what, post)])


def refuse_what_ended(item: DueItem) -> None:
    if item.done_at is not None or item.excused:
        raise Refusal("这一次已经做了，或者认过不算")


def refuse_out_of_time(ctx: Any, item: DueItem) -> None:
    """Only while it can be done, or made good."""
    if not item.opens_at <= ctx.now < item.closes_at:
        raise Refusal("不在能做的时候：没到，或者已经过了补的期限")


@dataclass(frozen=True)
class OfToday:
    """How far somebody is with what falls due today."""

    done: int
    owed: int


def of_today(ctx: Any) -> OfToday:
    """His own and his posts', but what he was let off; one query."""
    rows = DueItem.objects.of(ctx).filter(owed_by(ctx), day=ctx.today, excused="").order_by()
    found = rows.aggregate(owed=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    return OfToday(**found)
