"""约下次和回访."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import agree_follow_up


@pytest.mark.duty("PROC-D-18")
def test_the_call_is_agreed_within_three_days(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("三天以内"):
        agree_follow_up(
            shop.service_advisor, order, callback_on=shop.today + timedelta(days=4), callback_hour="随便"
        )
    agree_follow_up(
        shop.service_advisor, order, callback_on=shop.today + timedelta(days=3), callback_hour="随便"
    )
    assert visits.again(order).callback_on == shop.today + timedelta(days=3)


@pytest.mark.duty("PROC-D-15", "PROC-D-26")
def test_the_next_service_follows_from_the_makers_interval(shop: Shop) -> None:
    visits.a_car(shop, model="M03")
    order = visits.a_visit_ready(shop)
    agree_follow_up(
        shop.service_advisor,
        order,
        callback_on=shop.today + timedelta(days=1),
        callback_hour="晚饭后",
        reminder_channel="sms",
    )
    order = visits.again(order)
    assert order.next_service_km == 107_196 + 10_000
    assert (order.next_service_on.year, order.next_service_on.month) == (2027, 11)
    assert order.reminder_channel == "sms"


@pytest.mark.duty("PROC-D-15")
def test_the_next_mileage_lies_ahead(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("107,196"):
        agree_follow_up(
            shop.service_advisor,
            order,
            callback_on=shop.today,
            callback_hour="随便",
            next_service_km=100_000,
        )
