"""What the specialist does not know, the right post does; he remains who tells the customer."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import ask_colleague
from zhangdian.aftercare.care.inquiries.tests.arranging import answer, asked, asked_on, fresh
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_tenure


def titles(who):
    return [task.title for task in desks.inquiries_of_mine(who)]


@pytest.mark.duty("CSR-38", "TDR-03")
def test_the_director_finds_it_and_the_specialist_waits(shop):
    inquiry = asked_on(shop)
    assert (inquiry.state, inquiry.owner) == ("asking", shop.person("customer_care"))
    assert titles(shop.technical_director) == ["郑念慈问您"]
    assert titles(shop.customer_care) == []


@pytest.mark.duty("CSR-38")
def test_past_its_hour_it_comes_back_to_him(shop):
    asked_on(shop)
    shop.later(minutes=61)
    assert titles(shop.customer_care) == ["同事还没答，先回对方一声"]


def test_a_post_is_asked_as_a_whole(shop):
    inquiry = asked(shop)
    ask_colleague(shop.customer_care, inquiry, desk=Role.SERVICE_ADVISOR)
    assert titles(shop.service_advisor) == titles(shop.second_advisor) == ["郑念慈问您"]


def test_somebody_must_be_asked_and_not_himself(shop):
    inquiry = asked(shop)
    with refused("问哪个岗位"):
        ask_colleague(shop.customer_care, inquiry)
    with refused("不能问自己"):
        ask_colleague(shop.customer_care, inquiry, helper=shop.person("customer_care"))
    for tenure in Tenure.objects.filter(role="TDR", until=None):
        end_tenure(shop.office_director, tenure)
    shop.later(days=1)
    with refused("没有人任技术总监"):
        ask_colleague(shop.customer_care, inquiry, desk=Role.TECHNICAL_DIRECTOR)


def test_he_may_know_by_then_himself(shop):
    inquiry = answer(shop, asked_on(shop))
    assert inquiry.state == "answered"
    assert titles(shop.technical_director) == []


def test_another_than_who_answers_does_not_ask(shop):
    with refused("由郑念慈答复"):
        ask_colleague(shop.cashier, fresh(asked(shop)), desk=Role.SERVICE_ADVISOR)
