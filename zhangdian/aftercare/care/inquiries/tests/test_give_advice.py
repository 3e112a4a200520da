"""Who was asked says what he knows."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import ask_colleague, give_advice
from zhangdian.aftercare.care.inquiries.forms import AnswerInquiryForm
from zhangdian.aftercare.care.inquiries.tests.arranging import answer, asked, asked_on, fresh
from zhangdian.people.organization.roles import Role

ADVICE = "黄灯可以开到店，红灯马上停车叫救援"


@pytest.mark.duty("CSR-38", "TDR-03", "WCL-11")
def test_then_the_specialist_tells_the_customer_and_only_then_it_is_done(shop):
    inquiry = asked_on(shop)
    shop.later(minutes=9)
    give_advice(shop.technical_director, inquiry, advice=ADVICE)
    inquiry = fresh(inquiry)
    assert (inquiry.state, inquiry.advised_by, inquiry.answered_at) == (
        "advised",
        shop.person("technical_director"),
        None,
    )
    [task] = desks.inquiries_of_mine(shop.customer_care)
    assert (task.title, task.verb) == ("同事答了，告诉对方", "告诉")
    assert AnswerInquiryForm(shop.customer_care, inquiry)["reply"].value() == ADVICE
    assert answer(shop, inquiry).state == "answered"


def test_who_was_not_asked_does_not_say(shop):
    with refused("问的是孔宇航"):
        give_advice(shop.warranty_clerk, asked_on(shop), advice=ADVICE)


def test_of_a_post_whoever_holds_it(shop):
    inquiry = asked(shop)
    ask_colleague(shop.customer_care, inquiry, desk=Role.SERVICE_ADVISOR)
    with refused("问的是服务顾问"):
        give_advice(shop.warranty_clerk, fresh(inquiry), advice=ADVICE)
    give_advice(shop.second_advisor, fresh(inquiry), advice=ADVICE)
    assert fresh(inquiry).advised_by == shop.person("second_advisor")


def test_it_says_something(shop):
    with refused("怎么回事"):
        give_advice(shop.technical_director, asked_on(shop), advice=" ")
