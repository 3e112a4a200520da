"""The customer agrees on his own phone."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.models import Hold, Paper
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Agreement, RepairOrder
from zhangdian.frontline.service.writeup.actions import (
    add_lines,
    send_order_for_signature,
    sign_order_by_link,
)
from zhangdian.resources.parts.models import Requisition


@pytest.fixture
def sent(shop):
    """An order with a link on its way, and the key of the link."""
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    order, key = visits.again(order), links.new_key()
    send_order_for_signature(
        shop.service_advisor,
        order,
        seen_revision=order.revision,
        pages=visits.first_pages(shop.service_advisor, order),
        key=key,
    )
    return visits.again(order), key


@pytest.mark.duty("PROC-R-31", "PROC-R-10", "PROC-R-30")
def test_it_is_worth_as_much_as_his_signature_on_the_pad(shop, sent):
    order, key = sent
    _link, customer = links.follow(key)
    pages = visits.first_pages(customer, order)
    done = sign_order_by_link(customer, order, seen_revision=order.revision, pages=pages)
    order = visits.again(order)
    assert (order.state, done.entry.actor) == (RepairOrder.State.WAITING, "customer")
    assert {paper.means for paper in Paper.objects.filter(subject_id=order.pk)} == {"link"}
    assert order.agreements.get().answer == Agreement.Answer.YES
    assert not Hold.objects.filter(root_id=order.pk, kind="customer_answer", lifted_at=None).exists()
    assert Requisition.objects.of(shop.storekeeper).for_purpose(order).open().exists()


def test_an_old_version_is_not_signed(shop, sent):
    order, key = sent
    add_lines(shop.service_advisor, order, wanted=[Wanted("D004")])
    _link, customer = links.follow(key)
    pages = visits.first_pages(customer, order)
    with refused("内容刚刚改过"):
        sign_order_by_link(customer, order, seen_revision=order.revision, pages=pages)


def test_a_link_lives_a_day(shop, sent):
    _order, key = sent
    shop.at(shop.now + timedelta(hours=25))
    with refused("链接已过期"):
        links.follow(key)


def test_it_is_nobody_else_s_act(shop, sent):
    order, _key = sent
    with refused("来做"):
        sign_order_by_link(
            shop.service_advisor,
            order,
            seen_revision=order.revision,
            pages=visits.first_pages(shop.service_advisor, order),
        )
