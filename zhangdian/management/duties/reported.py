"""Matters that were reported up: whose they are to read, to answer, to complete, to hear of."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.foundation.ui.panels import panel
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.management.duties.models import DueItem, Matter
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import STAFF_OFFICE

State = Matter.State
MOST_OF_VISIT = 20


def open_to(ctx: Any) -> Any:
    """His own, what his posts are asked, his people's, and that of which he owes the measure."""
    rows = Matter.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    owed = DueItem.objects.filter(pk=OuterRef("measure"), person=ctx.person_id)
    mine = Q(reported_by=ctx.person_id) | Q(asked__in=ctx.roles) | Q(Exists(owed))
    return rows.filter(mine | of_his_people(ctx))


def of_his_people(ctx: Any) -> Q:
    """Reported by somebody below him."""
    below = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=superiors.roles_below(ctx))
    return Q(reported_by__in=below.values("person"))


def waiting_for(ctx: Any) -> Any:
    """What his posts are asked to answer, the most pressing first."""
    rows = Matter.objects.of(ctx).filter(state=State.OPEN, asked__in=ctx.roles)
    return rows.exclude(reported_by=ctx.person_id).order_by("item__due_at", "pk")


def sent_back_to(ctx: Any) -> Any:
    """What he is to say more about."""
    return Matter.objects.of(ctx).filter(state=State.RETURNED, reported_by=ctx.person_id).order_by("pk")


def answered_to(ctx: Any) -> Any:
    """What was answered to him and he has not read."""
    rows = Matter.objects.of(ctx).filter(state__in=[State.ANSWERED, State.REFUSED], read_at=None)
    return rows.filter(reported_by=ctx.person_id).order_by("answered_at", "pk")


def unanswered_about(ctx: Any) -> Any:
    """What waits for him or for those below him, the most pressing first."""
    posts = {*ctx.roles, *superiors.roles_below(ctx)}
    rows = Matter.objects.of(ctx).filter(state=State.OPEN, asked__in=posts)
    return rows.select_related("reported_by", "item").order_by("item__due_at", "pk")


@panel("visit", "duties/_matters_of_visit.html", 80)
def of_visit(ctx: Any, order: RepairOrder) -> dict[str, Any]:
    """On the visit's page: what was reported about it that this reader may know, and how soon answered."""
    rows = open_to(ctx).filter(about_type=order._meta.label_lower, about_id=order.pk)
    matters = list(rows.select_related("answered_by").order_by("pk")[:MOST_OF_VISIT])
    return {"matters": matters, "about": order.number or order.plate}
