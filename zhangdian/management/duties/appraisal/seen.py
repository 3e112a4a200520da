"""Whose appraisal somebody may see: his own, those of the posts below him; the office sees all."""

from typing import Any

from django.db.models import Q

from zhangdian.management.duties.models import Appraisal
from zhangdian.people.organization import superiors
from zhangdian.people.organization.roles import STAFF_OFFICE


def appraisals_open_to(ctx: Any) -> Any:
    """What every list, page, print and sheet begins with; the record itself says the same (`is_open_to`)."""
    rows = Appraisal.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    return rows.filter(Q(person=ctx.person_id) | Q(role__in=superiors.roles_below(ctx)))


def may_look_at(ctx: Any, person: int, role: str) -> bool:
    """The same of a month that runs and has no sheet yet."""
    return Appraisal(person_id=person, role=role).is_open_to(ctx)
