"""撤回增项: an edit revokes what was shown."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Agreement
from zhangdian.frontline.service.workshop.actions import answer_extra_work, withdraw_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_finding,
    an_offer,
    customer_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-16")
def test_the_customer_can_answer_it_no_more(shop):
    order = visits.a_visit_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    customer = customer_of(offer)
    lines = list(offer.lines.all())
    withdraw_extra_work(shop.service_advisor, order)
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.REVOKED
    with refused("答复过或撤回了"):
        answer_extra_work(customer, offer, agreed=lines, seen_revision=offer.revision)


@pytest.mark.duty("PROC-W-16")
def test_what_was_found_is_to_be_priced_again_and_not_lost(shop):
    order = visits.a_visit_in_repair(shop)
    finding = a_finding(shop, order)
    an_offer(shop, order, [Wanted("B002", finding_id=finding.pk)])
    withdraw_extra_work(shop.service_advisor, order)
    finding.refresh_from_db()
    assert finding.line_id is None
    assert set(open_holds(order)) == {"advisor_prices"}


def test_the_lines_are_gone(shop):
    order = visits.a_visit_in_repair(shop)
    an_offer(shop, order, ["B002", "A005"])
    withdraw_extra_work(shop.service_advisor, order)
    assert [line.operation.code for line in order.lines.filter(voided_at=None)] == ["A001"]


def test_there_must_be_something_to_withdraw(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("没有等客户答复的增项"):
        withdraw_extra_work(shop.service_advisor, order)
