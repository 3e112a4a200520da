"""The posts below somebody: how they keep their duties, as facts for their superior."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.management.duties import wall
from zhangdian.management.duties.kept import Kept
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.post.sheet import Month
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import holders_of_each
from zhangdian.people.organization.roles import Role

WEEK = timedelta(days=7)


@dataclass
class Below(Kept):
    """A post below mine: who holds it, and its month."""

    role: Role
    now: datetime
    holders: list[Person] = field(default_factory=list)
    items: list[DueItem] = field(default_factory=list)
    rows: int = 0
    """Duties that hang on the wall for it."""


def posts_below(ctx: Any, month: Month) -> list[Below]:
    """Each held post below mine with its month, the worst first; three queries."""
    roles = superiors.roles_below(ctx)
    hung = wall.wall_on(ctx, ctx.today)
    held = holders_of_each(ctx, roles)
    found = {role: Below(role, ctx.now, held[role], rows=len(hung.rows_of(role))) for role in roles}
    items = DueItem.objects.of(ctx).filter(role__in=roles, day__gte=month.first, day__lte=month.last)
    for item in items:
        found[Role(item.role)].items.append(item)
    filled = [each for each in found.values() if each.holders or each.owed]
    return sorted(filled, key=lambda each: (each.percent is None, each.percent or 0, -each.owed))


def late_below(ctx: Any) -> Any:
    """What is late or was not done in the last week below me and nobody has judged yet, the newest first."""
    since = ctx.today - WEEK
    missed = Q(done_at=None, due_at__lt=ctx.now) | Q(done_at__gt=F("due_at"))
    rows = DueItem.objects.of(ctx).filter(
        missed, excused="", day__gte=since, role__in=superiors.roles_below(ctx)
    )
    return rows.select_related("duty", "edition", "person").order_by("-due_at", "pk")


def address_of(entry: Entry) -> str:
    """The page of what an act was done to, where it has one."""
    return page_at(registry.model(entry.root_type), entry.root_id) if entry.root_type else ""
