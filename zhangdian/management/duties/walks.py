"""What is asked of rounds: their points, how long they usually take, what is still amiss."""

from collections.abc import Mapping
from statistics import median
from typing import Any

from zhangdian.management.duties import wall
from zhangdian.management.duties.models import Round, RoundFault, RoundPoint
from zhangdian.people.organization import superiors

LOOKED_BACK = 10
"""Rounds from which the usual time is taken."""
SECONDS_A_POINT = 15
"""Before there is a usual time: nobody looks at a place in less than a third of it."""


def rounds_here(ctx: Any) -> dict[str, list[RoundPoint]]:
    """Each post that has a round with its points in the order of the walk; two queries."""
    hung = wall.wall_on(ctx, ctx.today).by_code
    found: dict[str, list[RoundPoint]] = {}
    for point in RoundPoint.objects.of(ctx).filter(ended_on=None):
        for post in walked_by(point, hung):
            found.setdefault(post, []).append(point)
    return found


def walked_by(point: RoundPoint, hung: Mapping[str, wall.Hung]) -> list[str]:
    """The posts that owe what a point serves; nobody where the store has switched all of it off."""
    served = [hung[code] for code in point.codes.split() if code in hung]
    if not served:
        return [point.role]
    return sorted({each.owed_by(point.role) for each in served if each.stands})


def points_of(ctx: Any, role: str) -> list[RoundPoint]:
    """The points of a post's round, in the order of the walk."""
    return rounds_here(ctx).get(role, [])


def rounds_of_mine(ctx: Any) -> dict[str, list[RoundPoint]]:
    """The posts of this person that have a round."""
    return {role: points for role, points in sorted(rounds_here(ctx).items()) if role in ctx.roles}


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
