"""What waits of hand-overs: mine to sign, those of my people to finish."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.organization.handovers import open_to
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.roles import Role

MOST = 50
State = HandOver.State
VERBS = {State.OPEN: "办交接", State.GIVEN: "签收", State.RECEIVED: "监交"}


def to_finish(ctx: Any) -> Any:
    """To the giver and the receiver their signature, to those above all that is under way."""
    rows = open_to(ctx).filter(state__in=HandOver.UNDER_WAY)
    mine = Q(person=ctx.person_id, state=State.OPEN) | Q(receiver=ctx.person_id, state=State.GIVEN)
    mine |= Q(receiver=ctx.person_id, state=State.OPEN, why=HandOver.Why.GONE)
    above = ~Q(person=ctx.person_id) & ~Q(receiver=ctx.person_id)
    return rows.filter(mine | above).order_by("due_on", "pk")


@queue("交接", list(Role), lambda ctx: Waits(to_finish(ctx), Q(due_on__lt=ctx.today), MOST))
def hand_overs_to_finish(ctx: Any) -> list[Task]:
    """What of them waits for him, the nearest day first; one query."""
    return [task_of(ctx, each) for each in to_finish(ctx).select_related("person")[:MOST]]


def task_of(ctx: Any, hand_over: HandOver) -> Task:
    mine = ctx.person_id in (hand_over.person_id, hand_over.receiver_id)
    return Task(
        title=f"{hand_over.person.name}的交接（{hand_over.get_why_display()}）",
        url=reverse("organization:handover", args=[hand_over.pk]),
        verb="签字" if mine else VERBS[State(hand_over.state)],
        remark=hand_over.get_state_display(),
        since=hand_over.opened_at,
        due=clock.day_bounds(hand_over.due_on, ctx.standing.zone)[1],
        tone="late" if hand_over.due_on < ctx.today else "",
    )
