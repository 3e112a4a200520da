"""Cars of a month: insured by the ledger, insured by the insurers' lists, and which differ (RNW-30)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.delivered.actions import note_delivered_car, withdraw_delivered_car
from zhangdian.aftercare.insurance.insured import actions, counting, jobs
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    delivered,
    drawn_up,
    gaps_of,
    insured,
    last_month,
    listed,
    on_file,
    sold,
    told,
    two_apart,
)
from zhangdian.aftercare.insurance.models import RateCheck, RateGap
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.reconciling import actions as reconciling
from zhangdian.aftercare.insurance.reconciling.tests import arranging as listing
from zhangdian.doors.simulation import visits
from zhangdian.people.customers.tests.arrange import a_car, vin

Side = RateGap.Side


@pytest.mark.duty("RNW-30")
def test_both_rates_stand_beside_each_other_and_each_car_between_them_is_named(shop):
    check = two_apart(shop)
    assert (check.cars, check.system, check.listed, check.unverified) == (4, 2, 2, 0)
    assert [(str(each.vehicle), each.side) for each in gaps_of(check)] == [
        ("宁Z60002", Side.SYSTEM),
        ("宁Z60003", Side.LISTED),
    ]


def test_where_no_list_was_brought_the_ledger_is_taken_at_its_word(shop):
    insured(shop, 1)
    check = drawn_up(shop)
    assert (check.system, check.listed, check.unverified) == (1, 1, 1)
    assert gaps_of(check) == []


def test_what_ended_before_the_month_was_over_insures_nobody(shop):
    policy = insured(shop, 1)
    policies.void_policy(shop.renewal_clerk, policy, why="录错了车")
    insured(shop, 2, last_day=last_month(shop).replace(day=20))
    check = drawn_up(shop)
    assert (check.cars, check.system, check.listed) == (2, 0, 0)


def test_what_is_not_of_this_store_insures_nobody_by_the_list_either(shop):
    car = sold(shop, 1)
    listed(shop, told(shop, car))
    task = listing.task_of(f"{listing.UNKNOWN}1")
    reconciling.close_unregistered(shop.renewal_clerk, task, why="签单机构不是本店")
    assert (drawn_up(shop).listed, RateGap.objects.count()) == (0, 0)


def test_a_car_that_left_the_workshop_in_the_month_counts(shop):
    visits.a_visit_left(shop)
    shop.later(days=31)
    assert counting.cars_of(shop.clock, last_month(shop)).count() == 1


def test_a_new_car_that_was_handed_over_in_the_month_counts_once(shop):
    car = sold(shop, 1)
    other = a_car(shop, "宁Z60002", vin=vin(602))
    for each in (car, other):
        note_delivered_car(shop.new_car_insurance, vin=each.vin, delivered_on=last_month(shop))
    assert counting.cars_of(shop.clock, last_month(shop)).count() == 2


@pytest.mark.duty("RNW-30")
def test_a_delivered_car_without_a_vehicle_file_counts_and_is_named_by_its_vin(shop):
    car, bare = delivered(shop, 1), delivered(shop, 2)
    listed(shop, told(shop, car))
    check = drawn_up(shop)
    assert (check.cars, check.system, check.listed) == (2, 0, 1)
    (gap,) = gaps_of(check)
    assert (gap.vehicle, gap.delivered, gap.vin, gap.side) == (None, car, car.vin, Side.LISTED)
    assert bare.vin != gap.vin


def test_what_was_taken_off_the_delivered_list_or_is_of_another_month_does_not_count(shop):
    withdraw_delivered_car(shop.new_car_insurance, delivered(shop, 1), why="退车了")
    delivered(shop, 2, delivered_on=shop.today)
    assert drawn_up(shop).cars == 0


def test_a_delivered_car_with_a_file_by_vin_or_by_plate_counts_once(shop):
    on_file(shop, delivered(shop, 1))
    by_plate = delivered(shop, 2)
    a_car(shop, by_plate.plate)
    listed(shop, told(shop, by_plate))
    check = drawn_up(shop)
    assert (check.cars, check.listed) == (2, 1)
    assert [str(each.vehicle) for each in gaps_of(check)] == [by_plate.plate]


def test_a_month_that_runs_and_one_that_stands_already_are_refused(shop):
    with refused("还没过完"):
        actions.draw_up_rate_check(shop.renewal_clerk, month=shop.today)
    drawn_up(shop)
    with refused("已经在核对"):
        drawn_up(shop)


def test_the_clock_draws_up_the_month_that_is_over_once(shop):
    for _ in range(2):
        jobs.draw_up_rate_checks()
    assert [each.month for each in RateCheck.objects.of(shop.clock)] == [last_month(shop)]


def test_any_number_of_cars_is_counted_in_as_many_queries(shop):
    asked = []
    for at in (1, 2, 3):
        sold(shop, at)
        insured(shop, 10 + at)
        delivered(shop, at)
        with CaptureQueriesContext(connection) as found:
            counting.count(shop.clock, last_month(shop))
        asked.append(len(found))
    assert asked[1] == asked[2] <= 3
