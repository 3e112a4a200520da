"""Lent signatures as sentences."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.writeup.actions import grant_discount
from zhangdian.people.organization.lending.actions import lend_signature
from zhangdian.people.organization.models import PostRequirement, SigningPower
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import set_post_requirement

Education = PostRequirement.Education


def anybody_may_be_supervisor(shop: Shop) -> None:
    """The store asks nothing of the post, so that anybody meets it."""
    set_post_requirement(shop.general_manager, role=Role.FRONT_DESK_SUPERVISOR)


def lent(shop: Shop, to: str = "second_advisor", **how: Any) -> SigningPower:
    """The supervisor lends his signature under discounts for two days."""
    terms = {
        "agent": shop.person(to),
        "role": Role.FRONT_DESK_SUPERVISOR,
        "actions": [grant_discount.name],
        "until_at": shop.now + timedelta(days=2),
        "reason": "去总部开会",
        **how,
    }
    power: SigningPower = lend_signature(shop.front_desk_supervisor, **terms).subject
    return power


def asked(shop: Shop, percent: int = 20, plate: str = "宁Z10001") -> Request:
    """The advisor asks for a discount above his limit."""
    owner = visits.a_customer(shop, f"客户{plate[-3:]}", f"16110{int(plate[-5:]):06}")
    visits.a_car(shop, plate, owner=owner)
    order = visits.a_visit_received(shop, plate)
    visits.write_up(shop, order, ["A001"])
    request: Request = grant_discount(
        shop.service_advisor, visits.again(order), percent=percent, reason="等太久"
    ).subject
    return request


CENT = Decimal("0.01")
