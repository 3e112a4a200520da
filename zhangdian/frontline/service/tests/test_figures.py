"""Quotes, tellings and delays, advisor by advisor."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import figures, views
from zhangdian.frontline.service.delivery.actions import let_out, pass_internal_check, tell_customer
from zhangdian.frontline.service.delivery.waiting import my_ready_cars
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.frontline.service.workshop.actions import authorize_extra_work, report_delay
from zhangdian.frontline.service.workshop.tests.arranging import a_finding, an_offer


def month(shop):
    return shop.today - timedelta(days=20), shop.today + timedelta(days=20)


@pytest.mark.duty("PROC-R-21")
def test_what_was_added_since_he_signed_is_the_difference_of_the_estimate(shop):
    visits.a_car(shop)
    order = visits.a_visit_in_repair(shop)
    told = visits.again(order).agreed_amount
    asked = an_offer(shop, order, ["A005"])
    agreed = list(asked.lines.all())
    authorize_extra_work(shop.service_advisor, order, agreed=agreed, means=Means.PHONE, spoken_by="车主")
    visits.dispatch(shop, visits.again(order))
    visits.issue_all(shop, order)
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    visits.make_statement(shop, visits.again(order))
    visits.sign_statement(shop, order)
    visits.pay(shop, visits.again(order))
    assert figures.estimate_difference(shop.service_manager, *month(shop)) == []
    let_out(shop.guard, visits.again(order))
    [row] = figures.estimate_difference(shop.service_manager, *month(shop))
    assert (row.of, row.count, row.before, row.after) == (1, 0, told, told + asked.amount)
    assert row.difference == figures.tenth(100 * asked.amount / told)
    assert row.others == [order]


@pytest.mark.duty("PROC-R-21")
def test_an_estimate_that_held_differs_by_nothing(shop):
    visits.a_visit_left(shop)
    [row] = figures.estimate_difference(shop.service_manager, *month(shop))
    assert (row.count, row.difference, row.others) == (1, Decimal("0.0"), [])


@pytest.mark.duty("PROC-R-23")
def test_the_minutes_from_the_finding_to_the_price_are_counted(shop):
    order = visits.a_visit_in_repair(shop)
    finding = a_finding(shop, order)
    shop.later(minutes=12)
    an_offer(shop, order, [figures_wanted(finding)])
    [row] = figures.time_to_quote(shop.service_manager, *month(shop))
    assert (row.of, row.mean_minutes, row.advisor.pk) == (1, Decimal("12.0"), order.advisor_id)


def figures_wanted(finding):
    return Wanted("B002", finding_id=finding.pk)


@pytest.mark.duty("PROC-D-09")
def test_ten_minutes_after_the_check_an_untold_customer_is_late_on_his_advisor_s_page(shop):
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    checked = visits.again(order).internally_checked_at
    assert checked is not None
    [task] = my_ready_cars(shop.service_advisor)
    assert (task.title, task.due) == ("通知客户取车", checked + timedelta(minutes=10))
    assert figures.told_in_time(shop.service_manager, *month(shop)) == []
    shop.later(minutes=11)
    [row] = figures.told_in_time(shop.service_manager, *month(shop))
    assert (row.count, row.of, row.percent) == (0, 1, Decimal("0.0"))
    tell_customer(shop.service_advisor, order, means=Means.PHONE)
    [row] = figures.told_in_time(shop.service_manager, *month(shop))
    assert (row.count, row.others) == (0, [order])


@pytest.mark.duty("PROC-D-09")
def test_told_at_once_is_told_in_time(shop):
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    [row] = figures.told_in_time(shop.service_manager, *month(shop))
    assert (row.count, row.of, row.others) == (1, 1, [])


@pytest.mark.duty("PROC-W-14")
def test_an_overrun_is_counted_and_whether_anybody_said_so(shop):
    told, untold = (visits.a_visit_in_repair(shop, plate) for plate in ("宁Z62966", "宁Z10001"))
    shop.later(hours=8)
    report_delay(shop.technician, visits.again(told), reason="拆卸困难")
    [row] = figures.delays_reported(shop.service_manager, *month(shop))
    assert (row.count, row.of, row.others) == (1, 2, [untold])


@pytest.mark.duty("PROC-R-21", "PROC-R-23", "PROC-D-09", "PROC-W-14")
def test_the_managers_read_them_by_month_and_nobody_else(shop):
    order = visits.a_visit_left(shop)
    page = words(look(shop.service_manager, views.measures, "/m"))
    assert order.advisor.name in page
    assert "估价与结算之差" in page
    assert "没有" in words(look(shop.front_desk_supervisor, views.measures, "/m?month=2020-02"))
    assert order.advisor.name in words(look(shop.service_manager, views.measures, "/m?month=x"))
    with pytest.raises(Http404):
        look(shop.technician, views.measures, "/m")
