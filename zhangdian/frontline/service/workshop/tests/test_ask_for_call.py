"""客户要回电: neither yes nor no, and it lands on a desk."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.models import Agreement
from zhangdian.frontline.service.workshop.actions import ask_for_call, authorize_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    an_offer,
    customer_of,
    line_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-15", "PROC-W-16")
def test_the_advisor_has_the_ball_and_the_question_stays_open(shop):
    order = visits.a_visit_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.PENDING
    hold = open_holds(order)["call_back"]
    assert (hold.person, hold.since) == (shop.person("service_advisor"), shop.now)
    assert "customer_answer" not in open_holds(order)


def test_after_the_call_it_is_answered_by_phone(shop):
    order = visits.a_visit_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
    authorize_extra_work(
        shop.service_advisor,
        order,
        agreed=[line_of(order, "B002")],
        means=Means.PHONE,
        spoken_by="邹女士",
    )
    assert "call_back" not in open_holds(order)


def test_asking_twice_brings_no_second_call(shop):
    order = visits.a_visit_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
    with refused("会给您打电话"):
        ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
