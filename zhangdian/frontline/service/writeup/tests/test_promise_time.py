"""The promised time, from real load."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service import promise
from zhangdian.frontline.service.writeup.actions import promise_time

BY_HAND = "service.promise_by_hand"


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    shop.at("09:00")
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "F002"])
    return visits.again(order)


@pytest.mark.duty("PROC-R-24")
def test_it_is_not_before_work_inspection_and_wash_are_done(shop, order):
    work = timedelta(hours=2.7)
    proposed = promise.proposal(shop.service_advisor, order)
    assert proposed.at >= shop.now + work + promise.INSPECTION + promise.WASH
    assert "2.7 h" in proposed.reason
    assert clock.local(proposed.at).minute % 10 == 0


@pytest.mark.duty("PROC-R-24")
def test_half_an_hour_is_the_advisor_s_own(shop, order):
    at = promise.proposal(shop.service_advisor, order).at + timedelta(minutes=30)
    promise_time(shop.service_advisor, order, at=at)
    assert visits.again(order).promised_at == at


@pytest.mark.duty("PROC-R-24")
def test_more_keeps_its_reason(shop, order):
    at = promise.proposal(shop.service_advisor, order).at - timedelta(minutes=90)
    with asked(BY_HAND, "按现在的活要到"):
        promise_time(shop.service_advisor, order, at=at)
    done = promise_time(shop.service_advisor, order, at=at, because={BY_HAND: "客户要求"})
    assert done.entry.notes["because"] == {BY_HAND: "客户要求"}


@pytest.mark.duty("PROC-R-24")
def test_signed_work_of_others_comes_before(shop, order):
    alone = promise.proposal(shop.service_advisor, order).at
    for number in range(3):
        visits.a_visit_signed(shop, f"宁Z88K{number}0", operations=["F002", "C005", "E002"])
    assert promise.proposal(shop.service_advisor, order).at > alone


def test_what_ends_after_closing_is_promised_for_the_next_morning(shop):
    visits.a_car(shop)
    shop.at("16:30")
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "F002"])
    at = clock.local(visits.again(order).promised_at)
    assert (at.date(), at.hour) == (shop.today + timedelta(days=1), 10)


def test_the_past_and_next_year_are_no_promises(shop, order):
    with refused("已经过去"):
        promise_time(shop.service_advisor, order, at=shop.now)
    with refused("一年以后"):
        promise_time(shop.service_advisor, order, at=shop.now + timedelta(days=400))
