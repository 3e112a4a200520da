"""Whose an open item is now: his own, a post's that he fills, or a case of somebody for whom he stands in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

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
