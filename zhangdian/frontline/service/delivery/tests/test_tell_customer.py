"""通知客户取车."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry, Means
from zhangdian.frontline.service.delivery import waiting
from zhangdian.frontline.service.delivery.actions import pass_internal_check, tell_customer
from zhangdian.frontline.service.models.order import Kind


def at(shop: Shop, hour: int, minute: int) -> object:
    return clock.local(shop.now).replace(hour=hour, minute=minute)


@pytest.mark.duty("PROC-D-09", "PROC-D-10")
def test_way_and_agreed_time_are_kept(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    done = tell_customer(shop.service_advisor, order, means=Means.PHONE, pickup_at=at(shop, 17, 0))
    order = visits.again(order)
    assert order.customer_told_at == shop.now
    assert clock.local(order.pickup_at).hour == 17
    assert Entry.objects.get(pk=done.entry.pk).notes["told_by"] == "phone"


@pytest.mark.duty("PROC-D-10")
def test_an_hour_at_which_his_advisor_hands_over_another_car_asks_for_a_reason(shop: Shop) -> None:
    visits.a_car(shop)
    visits.a_car(shop, "宁Z88K88", owner=visits.a_customer(shop, "江晓彤", "16110000016"))
    first, second = visits.a_visit_ready(shop), visits.a_visit_ready(shop, "宁Z88K88")
    for order in (first, second):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    tell_customer(shop.service_advisor, first, means=Means.PHONE, pickup_at=at(shop, 17, 0))
    with asked("service.pickup_meets_another", f"{first.plate} 也约在 17:00 来取"):
        tell_customer(shop.service_advisor, second, means=Means.PHONE, pickup_at=at(shop, 17, 10))
    assert visits.again(second).customer_told_at is None
    tell_customer(shop.service_advisor, second, means=Means.PHONE, pickup_at=at(shop, 17, 15))
    assert clock.local(visits.again(second).pickup_at).minute == 15


@pytest.mark.duty("PROC-D-11")
def test_an_accident_car_at_a_busy_hour_asks_for_a_reason(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, kind=Kind.ACCIDENT)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    with asked("service.pickup_at_peak"):
        tell_customer(shop.service_advisor, order, means=Means.PHONE, pickup_at=at(shop, 17, 30))
    chip = {"service.pickup_at_peak": "客户下班后取"}
    tell_customer(shop.service_advisor, order, means=Means.PHONE, pickup_at=at(shop, 17, 30), because=chip)
    assert visits.again(order).customer_told_at


@pytest.mark.duty("PROC-D-11")
def test_a_small_maintenance_may_leave_at_any_hour(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    tell_customer(shop.service_advisor, order, means=Means.DESK, pickup_at=at(shop, 17, 30))


@pytest.mark.duty("PROC-W-14")
def test_a_car_is_late_until_its_customer_knows_that_it_is_ready(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    evening = shop.later(hours=8)
    assert order.promised_at
    assert order.promised_at < evening
    assert [task.plate for task in waiting.late_cars(shop.front_desk_supervisor)] == [order.plate]
    tell_customer(shop.service_advisor, order, means=Means.PHONE, pickup_at=shop.now + timedelta(hours=15))
    assert not waiting.late_cars(shop.front_desk_supervisor)
