"""Figures with honest denominators, and the records behind them."""

from datetime import timedelta

import pytest

from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.calling.actions import record_unreached
from zhangdian.aftercare.care.models import Unreached
from zhangdian.aftercare.care.tests import arranging


@pytest.mark.duty("PROC-F-01", "CSR-10")
def test_called_by_the_end_of_the_third_day_and_the_late_ones_by_name(shop):
    care, day = shop.aftersales_care, shop.today
    orders = [arranging.a_visit_left_at(shop, plate=f"宁Z88K0{number}") for number in range(3)]
    arranging.the_agreed_hour(shop, orders[0])
    arranging.call(shop, orders[0])
    record_unreached(care, orders[1], reason=Unreached.NO_ANSWER)
    before = figures.called_in_time(care, day, day)
    assert (before.count, before.of) == (2, 2)
    shop.at(shop.now + timedelta(days=2))
    shop.at("10:30")
    arranging.call(shop, orders[2])
    share = figures.called_in_time(care, day, day)
    assert (share.count, share.of) == (2, 3)
    assert [order.pk for order in share.others] == [orders[2].pk]


@pytest.mark.duty("PROC-F-01")
def test_where_nothing_was_due_there_is_no_hundred_percent(shop):
    assert figures.called_in_time(shop.aftersales_care, shop.today, shop.today).percent is None


@pytest.mark.duty("PROC-F-02")
def test_a_missed_hour_is_counted_apart_from_a_missed_third_day(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    shop.at("15:00")
    arranging.call(shop, order)
    first, last = shop.today - timedelta(days=3), shop.today
    assert figures.called_in_time(shop.aftersales_care, first, last).percent == 100
    kept = figures.agreed_hour_kept(shop.aftersales_care, first, last)
    assert (kept.count, kept.of, len(kept.others)) == (0, 1, 1)


@pytest.mark.duty("PROC-F-07", "CSR-10", "PROC-D-32")
def test_means_carry_their_number_of_answers_and_open_them(shop):
    arranging.a_visit_called(shop, said={"Q7": 4})
    day = shop.today
    means = {mean.question.code: mean for mean in figures.mean_scores(shop.service_manager, day, day)}
    assert means["Q7"].answers == 1
    assert means["Q7"].mean == 4
    answers = figures.answers_of(shop.service_manager, day, day)
    assert {answer.follow_up.order.plate for answer in answers} == {"宁Z62966"}


def test_reached_is_of_those_that_have_ended(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    record_unreached(shop.aftersales_care, order, reason=Unreached.NO_ANSWER)
    day = shop.today
    assert figures.reached(shop.aftersales_care, day, day).of == 0
    record_unreached(shop.aftersales_care, order, reason=Unreached.REFUSED)
    share = figures.reached(shop.aftersales_care, day, day)
    assert (share.count, share.of) == (0, 1)
