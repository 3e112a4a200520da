"""Licence and booklet against the file."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import ThingTaken
from zhangdian.frontline.service.receiving import PapersOutcome
from zhangdian.frontline.service.reception.actions import check_papers

Thing = ThingTaken.Thing


@pytest.mark.duty("PROC-R-17")
def test_what_was_taken_is_on_the_list_to_give_back(shop):
    order = visits.a_visit_arrived(shop)
    taken = [Thing.LICENCE, Thing.BOOKLET, Thing.LICENCE]
    check_papers(shop.service_advisor, order, outcome=PapersOutcome.SAME, taken=taken)
    assert visits.again(order).papers_checked == "same"
    assert [thing.thing for thing in order.things.all()] == ["licence", "booklet"]


@pytest.mark.duty("PROC-R-17")
def test_who_is_not_the_owner_leaves_his_name_and_number(shop):
    order = visits.a_visit_arrived(shop)
    with refused("送修人不是车主", "姓名和电话"):
        check_papers(shop.service_advisor, order, outcome=PapersOutcome.SENDER_ONLY)
    check_papers(
        shop.service_advisor,
        order,
        outcome=PapersOutcome.SENDER_ONLY,
        sender_name="黎司机",
        sender_phone="161 1000 0009",
    )
    order = visits.again(order)
    assert (order.sender_is_owner, order.sender_name) == (False, "黎司机")
    assert order.sender_phone.open() == "16110000009"
    assert str(order.sender_phone) != "16110000009"


def test_a_number_that_is_none_is_refused(shop):
    order = visits.a_visit_arrived(shop)
    with refused("少 9 位"):
        check_papers(
            shop.service_advisor,
            order,
            outcome=PapersOutcome.SENDER_ONLY,
            sender_name="黎司机",
            sender_phone="12",
        )


@pytest.mark.duty("PROC-R-17")
def test_another_owner_is_noted_as_a_transfer(shop):
    order = visits.a_visit_arrived(shop)
    check_papers(shop.service_advisor, order, outcome=PapersOutcome.NEW_OWNER)
    assert visits.again(order).papers_checked == "new_owner"
