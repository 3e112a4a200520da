"""Finished cars stand on numbered places, nose to the exit: one place, one car (PROC-W-25)."""

from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.roles import Role

PLACES = tuple(f"C{number}" for number in range(1, 23))
"""竣工停车区, in the order in which they lie."""


def taken(ctx: Any) -> dict[str, str]:
    """Place → plate of the car that stands there."""
    return dict(_standing(ctx))


@worded
def _standing(ctx: Any) -> Any:
    standing = RepairOrder.objects.of(ctx).filter(exited_at=None, voided_at=None).exclude(place="")
    return standing.order_by("place").values_list("place", "plate")


def free(ctx: Any) -> list[str]:
    """Where a finished car may stand now."""
    occupied = taken(ctx)
    return [place for place in PLACES if place not in occupied]


def park(ctx: Act, order: RepairOrder, place: str) -> None:
    """The car stands there until it leaves; a taken place is refused with the free ones."""
    place = place.strip().upper()
    if place not in PLACES:
        raise Refusal(f"竣工停车区没有 {place} 这个车位：请在格子上点一个")
    other = taken(ctx).get(place)
    if other and place != order.place:
        left = free(ctx)
        raise Refusal(
            f"{place} 停着 {other}；空着的：{'、'.join(left[:8]) or '一个也没有'}",
            [] if left else [Missing("腾出一个竣工车位", Role.SERVICE_ADVISOR.label)],
        )
    order.place = place
