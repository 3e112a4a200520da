"""还给客户."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.delivery.actions import give_back, let_out
from zhangdian.frontline.service.models import ThingTaken


@pytest.mark.duty("PROC-D-33")
def test_a_licence_not_given_back_holds_the_exit_by_name(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    delivery.sign_statement(
        shop.service_advisor,
        now,
        seen_revision=now.revision,
        pages=visits.second_pages(shop.service_advisor, now),
        signature=visits.a_photo(shop.service_advisor),
        things=list(now.things.filter(thing=ThingTaken.Thing.KEY)),
    )
    visits.pay(shop, order)
    with refused("行驶证"):
        let_out(shop.guard, order)
    give_back(shop.service_advisor, order, things=list(order.things.filter(given_back_at=None)))
    let_out(shop.guard, order)
    assert visits.again(order).exited_at


@pytest.mark.duty("PROC-D-33")
def test_nothing_is_given_back_twice(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    things = list(order.things.all())
    give_back(shop.service_advisor, order, things=things)
    with refused("已经还过"):
        give_back(shop.service_advisor, order, things=things)
