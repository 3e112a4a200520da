"""The promised time, from real load."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from tests.support.looking import visitor
from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service import pace, promise
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.writeup.actions import promise_time, set_choices
from zhangdian.frontline.service.writeup.forms import PromiseTimeForm
from zhangdian.people.organization.stores.actions import set_store_rate

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
    known = pace.today(shop.service_advisor)
    assert proposed.at >= shop.now + work + known.inspection + known.wash
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


def promised(shop, hour, operations):
    """The house's own time for a car that is written up at this hour."""
    visits.a_car(shop)
    shop.at(hour)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, operations)
    return clock.local(visits.again(order).promised_at)


def test_what_ends_after_closing_is_promised_for_the_next_morning(shop):
    at = promised(shop, "16:30", ["A001"])
    assert (at.date(), at.hour, at.minute) == (shop.today + timedelta(days=1), 10, 0)


def test_hours_of_work_are_reckoned_in_the_hours_of_the_store(shop):
    at = promised(shop, "16:30", ["A001", "F002"])
    assert at.date() == shop.today + timedelta(days=1)
    assert at >= at.replace(hour=8, minute=0) + timedelta(hours=2.7 - 1)


def test_who_works_over_noon_eats(shop):
    visits.a_car(shop)
    shop.at("09:00")
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    shop.at("09:20")
    early = promise.proposal(shop.service_advisor, order).at
    shop.at("11:20")
    assert promise.proposal(shop.service_advisor, order).at - early > timedelta(hours=2)


def test_body_work_takes_days(shop):
    at = promised(shop, "09:00", ["G001", "G002"])
    assert at.date() > shop.today
    assert clock.local(shop.now) < at


def test_a_car_that_is_left_here_is_promised_later_than_one_whose_owner_waits(shop, order):
    waits, leaves = RepairOrder.Stay.WAITS, RepairOrder.Stay.LEAVES
    chosen = {"wash": order.wash, "old_parts": order.old_parts, "pay": order.pay}
    set_choices(shop.service_advisor, order, **chosen, stay=waits)
    soon = visits.again(order).promised_at
    assert soon
    set_choices(shop.service_advisor, order, **chosen, stay=leaves)
    later = visits.again(order).promised_at
    assert later
    assert later > soon


def test_the_store_says_how_long_a_wash_takes(shop, order):
    before = promise.proposal(shop.service_advisor, order).at
    set_store_rate(shop.service_manager, key=pace.WASH.key, value=Decimal(90), unit="分")
    assert promise.proposal(shop.service_advisor, order).at > before


def test_the_store_says_when_it_closes_and_when_ordered_parts_are_there(shop, order):
    known = pace.today(shop.service_advisor)
    assert known.hour(pace.CLOSING) == time(18)
    comes = clock.local(promise.morning_after(shop.service_advisor, 2, known))
    assert f"{comes:%d %H:%M}" == "25 10:00"
    set_store_rate(shop.service_manager, key=pace.IN_THE_RACK.key, value=Decimal("9.5"), unit="点")
    set_store_rate(shop.service_manager, key=pace.CLOSING.key, value=Decimal(99), unit="点")
    known = pace.today(shop.service_advisor)
    assert known.hour(pace.CLOSING) == time(23, 59)
    comes = clock.local(promise.morning_after(shop.service_advisor, 2, known))
    assert f"{comes:%d %H:%M}" == "25 09:30"


def test_no_time_after_closing_is_one_tap(shop, order):
    near = PromiseTimeForm(visitor(shop.service_advisor), order).near
    assert len(near) == 6
    closing = round(Decimal(int(near[2][1][:2]) * 60 + int(near[2][1][3:])) / 60, 4)
    set_store_rate(shop.service_manager, key=pace.CLOSING.key, value=closing, unit="点")
    assert PromiseTimeForm(visitor(shop.service_advisor), order).near == near[:2]


def test_it_costs_eight_reads_however_many_cars_wait(shop, order, django_assert_num_queries):
    for number in range(3):
        visits.a_visit_signed(shop, f"宁Z88K{number}0", operations=["F002"])
    order, ctx = visits.again(order), shop.service_advisor
    assert ctx.standing
    with django_assert_num_queries(8):
        promise.proposal(ctx, order)


def test_the_past_and_next_year_are_no_promises(shop, order):
    with refused("已经过去"):
        promise_time(shop.service_advisor, order, at=shop.now)
    with refused("一年以后"):
        promise_time(shop.service_advisor, order, at=shop.now + timedelta(days=400))
