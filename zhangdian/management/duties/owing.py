"""Whose an open item is now: his own, a post's that he fills, or a case of somebody for whom he stands in;
and what one act lays on somebody and another takes off again.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties.models import DueItem
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person

LONGEST_AHEAD = timedelta(days=366)
STAYS = timedelta(days=90)
"""So long what is owed can still be done after its day: it does not go away by being late."""


def owe(
    ctx: Act,
    code: str,
    role: str,
    words: str,
    due_at: datetime,
    proof: str,
    *,
    person: Person | None = None,
    confirmed_by: str = "",
) -> DueItem:
    """Something that a post or a person owes by an hour, shown, urged and counted like every duty."""
    item = DueItem(
        store_id=ctx.store_id,
        words=words,
        code=code,
        role=role,
        person=person,
        day=clock.day(due_at, ctx.standing.zone),
        opens_at=ctx.now,
        due_at=due_at,
        closes_at=due_at + STAYS,
        proofs=proof,
        confirmed_by=confirmed_by,
    )
    item.save()
    return item


def due_on(ctx: Act, day: date, hour: time) -> datetime:
    """The hour by which something that is agreed today is owed."""
    if not ctx.today <= day <= ctx.today + LONGEST_AHEAD:
        raise Refusal("期限请在今天以后、一年以内")
    due_at = clock.instant(day, hour, ctx.standing.zone)
    if due_at <= ctx.now:
        raise Refusal("期限已经过去：请改几点或改到明天")
    return due_at


def first_post_of(ctx: Act, owner: Person) -> str:
    """In which of his posts he owes it."""
    posts = organization.posts_of(ctx, [owner])[owner.pk]
    if not posts:
        raise Refusal(f"{owner.name}没有任职：请交给在岗的人")
    return posts[0]


def prove(ctx: Act, item: DueItem | None) -> None:
    """What was owed is done by this act."""
    if item is not None and item.done_at is None and not item.excused:
        item.done_at, item.proof_id = ctx.now, ctx.entry_id
        item.save()


def let_go(item: DueItem | None, why: str) -> None:
    """Nobody owes it any more."""
    if item is not None and item.done_at is None and not item.excused:
        item.excused, item.excused_because = DueItem.Excused.NOT_APPLICABLE, why
        item.save()


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
