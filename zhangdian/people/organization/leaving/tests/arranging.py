"""Hand-overs as sentences."""

from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.people.organization.leaving.actions import (
    ThingRow,
    give_things,
    hand_over_kind,
    open_hand_over,
    receive_things,
    set_things_to_return,
    witness_hand_over,
)
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.roles import Role

LIST = [ThingRow("工牌"), ThingRow("前台抽屉钥匙", Role.SERVICE_ADVISOR), ThingRow("工具箱", Role.TECHNICIAN)]


def things(shop: Shop) -> None:
    """The store says what leavers give back."""
    set_things_to_return(shop.office_director, rows=LIST)


def of(shop: Shop, who: str) -> HandOver:
    """The hand-over of somebody that is or was under way last."""
    found: HandOver = HandOver.objects.filter(person=shop.person(who)).latest("pk")
    return found


def begun(shop: Shop, who: str = "service_advisor", to: str = "front_desk_supervisor") -> HandOver:
    """The office opens it: he leaves."""
    open_hand_over(shop.office_director, shop.person(who), why=HandOver.Why.LEAVES, receiver=shop.person(to))
    return of(shop, who)


def signed(shop: Shop, who: str = "service_advisor", to: str = "front_desk_supervisor") -> HandOver:
    """All three have signed."""
    found = begun(shop, who, to)
    give_things(getattr(shop, who), found)
    receive_things(getattr(shop, to), found)
    witness_hand_over(shop.office_director, found)
    return of(shop, who)


def give(shop: Shop, kind: str, to: str = "front_desk_supervisor", **how: Any) -> Any:
    """The office gives all of a kind that the one under way still has to somebody."""
    found = HandOver.objects.get(state__in=HandOver.UNDER_WAY)
    return hand_over_kind(shop.office_director, found, kind=kind, to=shop.person(to), **how)
