"""Another answers it from now on."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import end_inquiry_topic, pass_on_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import RENEWAL, asked, asked_on, fresh, topic

WHY = "归别的岗位答"


@pytest.mark.duty("CSR-38")
def test_the_other_has_it_with_the_same_hour_and_it_is_counted(shop):
    inquiry = asked_on(shop)
    pass_on_inquiry(shop.customer_care, inquiry, to=shop.person("renewal_clerk"), why=WHY)
    passed = fresh(inquiry)
    assert (passed.owner, passed.desk, passed.passed) == (shop.person("renewal_clerk"), "RNW", 1)
    assert (passed.state, passed.helped_at, passed.due_at) == ("open", None, inquiry.due_at)
    assert desks.inquiries_of_mine(shop.customer_care) == []
    assert len(desks.inquiries_of_mine(shop.renewal_clerk)) == 1


def test_by_another_topic_the_post_of_that_topic_has_it(shop):
    inquiry = asked(shop)
    pass_on_inquiry(shop.customer_care, inquiry, topic=topic(RENEWAL), why="主题记错了")
    passed = fresh(inquiry)
    assert (passed.topic, passed.owner, passed.desk) == (topic(RENEWAL), None, "RNW")


def test_it_goes_to_somebody_else_and_says_why(shop):
    inquiry = asked(shop)
    with refused("请选交给谁"):
        pass_on_inquiry(shop.customer_care, inquiry, why=WHY)
    with refused("请选别人"):
        pass_on_inquiry(shop.customer_care, inquiry, to=shop.person("customer_care"), why=WHY)
    with refused("为什么"):
        pass_on_inquiry(shop.customer_care, inquiry, to=shop.person("cashier"), why="")
    old = topic(RENEWAL)
    end_inquiry_topic(shop.customer_relations_manager, old, why="并到其他")
    with refused("已经停用"):
        pass_on_inquiry(shop.customer_care, inquiry, topic=old, why=WHY)


def test_who_has_nothing_to_do_with_it_does_not_pass_it_on(shop):
    with refused("由郑念慈答复"):
        pass_on_inquiry(shop.cashier, asked(shop), to=shop.person("cashier"), why=WHY)
