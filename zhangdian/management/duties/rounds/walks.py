"""What is asked of rounds: their points, how long they usually take, what is still amiss."""

from statistics import median
from typing import Any

from zhangdian.foundation.kernel.models import Photo
from zhangdian.management.duties.models import Round, RoundFault, RoundPoint
from zhangdian.people.organization import superiors

LOOKED_BACK = 10
"""Rounds from which the usual time is taken."""
SECONDS_A_POINT = 15
"""Before there is a usual time: nobody looks at a place in less than a third of it."""


def points_of(ctx: Any, role: str) -> list[RoundPoint]:
    """The points of a post's round, in the order of the walk."""
    return list(RoundPoint.objects.of(ctx).filter(role=role, ended_on=None))


def rounds_of_mine(ctx: Any) -> list[str]:
    """The posts of this person that have a round."""
    walked = RoundPoint.objects.of(ctx).filter(role__in=ctx.roles, ended_on=None)
    return sorted(set(walked.values_list("role", flat=True)))


def usual_seconds(ctx: Any, role: str, points: int) -> float:
    """Median of the last rounds that were not doubtful, else so long a point."""
    last = Round.objects.of(ctx).filter(role=role, is_doubtful=False)[:LOOKED_BACK]
    taken = [each.seconds for each in last]
    return median(taken) if taken else float(points * SECONDS_A_POINT)


def unmended(ctx: Any) -> Any:
    """Faults that nobody has mended yet, the oldest first."""
    return RoundFault.objects.of(ctx).filter(mended_at=None)


def rounds_seen(ctx: Any) -> list[str]:
    """Posts whose rounds this person sees: his own and those below him."""
    return [*ctx.roles, *superiors.roles_below(ctx)]


def photos_of(ctx: Any, walked: Round) -> Any:
    """The pictures of a walk."""
    label = walked._meta.label_lower
    return Photo.objects.of(ctx).filter(subject_type=label, subject_id=walked.pk).order_by("pk")
