"""The figures by which service is measured: each from the visits themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import figures as measured
from zhangdian.foundation.kernel.figures import Whose
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import figures
from zhangdian.frontline.service.inspection.actions import fail_inspection
from zhangdian.frontline.service.inspection.tests.arranging import a_visit_to_inspect
from zhangdian.frontline.service.models import OrderLine
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import greet_customer
from zhangdian.frontline.service.workshop.actions import authorize_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import an_offer


def today(shop: Any) -> tuple[date, date]:
    return shop.today, shop.today


@pytest.mark.duty("SVM-03")
def test_a_car_counts_where_it_came_and_where_it_left_under_its_advisor(shop):
    visits.a_car(shop)
    order = visits.a_visit_left(shop)
    for each in (figures.cars_arrived, figures.cars_left):
        assert each(shop.service_manager, *today(shop)).value == 1
        people = measured.by_person(shop.service_manager, each, *today(shop))
        assert {key: one.value for key, one in people.items()} == {order.advisor_id: 1}
        assert measured.by_department(shop.service_manager, each, *today(shop))["service"].value == 1


def test_labour_and_parts_billed_make_what_was_signed(shop):
    order = visits.a_visit_left(shop)
    [statement] = order.statements.filter(voided_at=None)
    labour, parts = (
        each(shop.service_manager, *today(shop)).amount
        for each in (figures.labour_billed, figures.parts_billed)
    )
    assert labour + parts == statement.total
    assert figures.discount_given(shop.service_manager, *today(shop)).part == statement.discount


@pytest.mark.duty("SA-25", "WSM-01")
def test_a_promise_is_kept_where_the_customer_was_told_by_its_hour(shop):
    visits.a_visit_left(shop)
    kept = figures.first_promise_kept(shop.service_manager, *today(shop))
    assert (kept.count, kept.of, kept.value, kept.others) == (1, 1, Decimal("100.0"), [])
    late = visits.a_visit_signed(shop, "宁Z88K01")
    shop.later(hours=30)
    visits.take_home(shop, late)
    broken = figures.first_promise_kept(shop.service_manager, *today(shop))
    assert (broken.count, broken.of, broken.others) == (0, 1, [late])


@pytest.mark.duty("QCI-05", "SVM-23", "WSM-01")
def test_a_car_that_comes_back_as_rework_was_not_fixed_at_once(shop):
    order = visits.a_visit_left(shop)
    day = shop.today
    assert figures.fixed_at_once(shop.service_manager, day, day).value == 100
    shop.later(days=20)
    visits.a_visit_arrived(shop, kind=Kind.REWORK)
    back = figures.fixed_at_once(shop.service_manager, day, day)
    assert (back.count, back.of, back.others) == (0, 1, [order])


def test_who_comes_back_after_the_stores_own_days_was_fixed(shop):
    visits.a_visit_left(shop)
    day = shop.today
    shop.later(days=31)
    visits.a_visit_arrived(shop, kind=Kind.REWORK)
    assert figures.fixed_at_once(shop.service_manager, day, day).value == 100


@pytest.mark.duty("TEC-06", "TML-02", "WSM-17", "QCI-05")
def test_a_line_that_a_check_sent_back_is_not_right_at_once(shop):
    order = a_visit_to_inspect(shop)
    line = order.lines.get()
    fail_inspection(shop.quality_inspector, order, failed=[line], remark="灯光调歪了")
    visits.start(shop, order)
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    mine = Whose(person=shop.technician.person_id)
    right = figures.lines_right_at_once(shop.technician, *today(shop), whose=mine)
    assert (right.count, right.of, right.others) == (0, 1, [line])
    passed = figures.final_passed(shop.service_manager, *today(shop))
    assert (passed.count, passed.of) == (1, 2)


def test_hours_sold_over_hours_clocked_is_the_efficiency(shop):
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=30)
    visits.finish(shop, order)
    span, mine = today(shop), Whose(person=shop.technician.person_id)
    sold = sum(OrderLine.objects.values_list("hours", flat=True))
    clocked = figures.clocked_hours(shop.technician, *span, whose=mine)
    assert figures.sold_hours(shop.technician, *span, whose=mine).value == sold
    assert clocked.part >= Decimal("0.5")
    share = figures.efficiency(shop.technician, *span, whose=mine)
    assert share.value == (100 * sold / clocked.part).quantize(Decimal("0.1"))


@pytest.mark.duty("SA-16")
def test_the_minutes_before_the_greeting_are_a_mean_over_cars(shop):
    for plate, minutes in (("宁Z88K01", 7), ("宁Z88K02", 3)):
        order = visits.a_visit_arrived(shop, plate)
        shop.later(minutes=minutes)
        greet_customer(shop.service_advisor, order)
    assert figures.wait_for_greeting(shop.service_manager, *today(shop)).value == 5


def test_extra_lines_that_the_customer_wanted_of_those_that_he_answered(shop):
    visits.a_car(shop)
    order = visits.a_visit_in_repair(shop)
    asked = an_offer(shop, order)
    assert figures.extra_work_taken(shop.service_manager, *today(shop)).value is None
    agreed = list(asked.lines.all())[:1]
    authorize_extra_work(
        shop.service_advisor, order, agreed=agreed, means=Means.PHONE, spoken_by="车主", reason="等下次"
    )
    taken = figures.extra_work_taken(shop.service_manager, *today(shop))
    assert (taken.count, taken.of) == (1, 2)
