"""Whoever asked is told."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.tests.arranging import (
    SERVICE,
    answer,
    answered,
    asked,
    asked_by_sales,
    fresh,
)
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.foundation.kernel.models import Means


@pytest.mark.duty("CSR-03", "NBI-11", "ICA-20", "RNW-36")
def test_the_answer_its_hour_its_way_and_its_minutes_are_kept(shop):
    inquiry = asked(shop)
    shop.later(minutes=25)
    inquiry = answer(shop, inquiry, means=Means.LINK)
    assert (inquiry.state, inquiry.means, inquiry.minutes) == ("answered", "link", 25)
    assert (inquiry.answered_by, inquiry.answered_at) == (shop.person("customer_care"), shop.now)
    assert desks.inquiries_of_mine(shop.customer_care) == []


def test_minutes_are_those_of_the_store(shop):
    shop.at("17:50")
    inquiry = asked(shop)
    shop.at(shop.now + timedelta(days=1))
    took = answer(shop, inquiry).minutes
    assert took is not None
    assert took < 60 * 12


def test_what_the_post_has_in_common_is_his_who_answers(shop):
    inquiry = answer(shop, asked(shop, SERVICE), shop.second_advisor)
    assert inquiry.owner == shop.person("second_advisor")


def test_who_has_nothing_to_do_with_it_does_not_answer(shop):
    with refused("由郑念慈答复"):
        answer(shop, asked(shop), shop.cashier)


def test_the_superior_may(shop):
    assert answer(shop, asked(shop), shop.customer_relations_manager).state == "answered"


def test_an_answer_says_something(shop):
    with refused("怎么答复的"):
        answer(shop, asked(shop), reply=" ")


def test_he_is_asked_again_on_the_day_that_was_agreed(shop):
    inquiry = answered(shop, next_on=shop.today + timedelta(days=2))
    assert (inquiry.state, inquiry.owner) == ("following", shop.person("customer_care"))
    assert desks.inquiries_of_mine(shop.customer_care) == []
    shop.later(days=2)
    assert [task.title for task in desks.inquiries_of_mine(shop.customer_care)] == ["约了今天再联系"]
    for day in (shop.today, shop.today + timedelta(days=400)):
        with refused("再联系的日子"):
            answered(shop, next_on=day)


@pytest.mark.duty("NBI-11")
def test_a_colleague_is_told_where_he_works(shop):
    answer(shop, asked_by_sales(shop), shop.new_car_insurance, reply="车损、三者、不计免赔都要")
    [task] = desks.inquiries_of_mine(shop.sales_consultant)
    assert task.title == "蒋春梅答复了您的咨询"
    shop.later(days=4)
    assert desks.inquiries_of_mine(shop.sales_consultant) == []


@pytest.mark.duty("CSR-03", "SA-12")
def test_answers_past_their_hour_and_questions_that_wait_past_it_count_as_late(shop):
    in_time, late, open_one = asked(shop), asked(shop), asked(shop)
    answer(shop, in_time)
    shop.later(minutes=61)
    answer(shop, late)
    told = figures.inquiries_in_time(shop.customer_relations_manager, shop.today, shop.today)
    assert (told.count, told.of) == (1, 3)
    assert figures.inquiries(shop.customer_relations_manager, shop.today, shop.today).value == 3
    assert fresh(open_one).state == Inquiry.State.OPEN
