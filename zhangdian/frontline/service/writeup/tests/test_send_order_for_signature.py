"""The same papers by link."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds, links
from zhangdian.foundation.kernel.models import Hold, Link
from zhangdian.frontline.service import ball
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Agreement
from zhangdian.frontline.service.writeup.actions import add_lines, send_order_for_signature


@pytest.fixture
def order(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return visits.again(order)


def send(shop, order):
    now, key = visits.again(order), links.new_key()
    send_order_for_signature(
        shop.service_advisor,
        now,
        seen_revision=now.revision,
        pages=visits.first_pages(shop.service_advisor, now),
        key=key,
    )
    return key


@pytest.mark.duty("PROC-R-31", "PROC-R-32")
def test_the_car_waits_for_the_customer_and_the_link_names_the_act(shop, order):
    send(shop, order)
    waiting = holds.open_on(shop.service_advisor, [order])[order.pk]
    assert ball.ball_of(visits.again(order), waiting).who == "客户"
    assert Link.objects.get().action.split()[0] == "service.sign_order_by_link"
    asked = order.agreements.get()
    assert (asked.answer, asked.shown_at) == ("pending", shop.now)


def test_the_journal_does_not_keep_the_key(shop, order):
    key = send(shop, order)
    assert key not in Link.objects.get().key_digest


@pytest.mark.duty("PROC-R-31")
def test_a_changed_order_is_shown_again_and_the_first_question_is_revoked(shop, order):
    send(shop, order)
    add_lines(shop.service_advisor, order, wanted=[Wanted("D004")])
    send(shop, order)
    answers = [each.answer for each in order.agreements.all()]
    assert answers == [Agreement.Answer.REVOKED, Agreement.Answer.PENDING]
    assert Hold.objects.filter(root_id=order.pk, lifted_at=None).count() == 1


@pytest.mark.duty("PROC-R-31")
def test_what_must_be_ready_on_the_pad_must_be_ready_here(shop):
    order = visits.a_visit_arrived(shop)
    visits.write_up(shop, order)
    with refused("环车检查还没做"):
        send(shop, order)
