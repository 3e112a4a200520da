"""The customer leaves before signing."""

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.models import Hold
from zhangdian.frontline.service.delivery.actions import give_back
from zhangdian.frontline.service.reception.actions import tag_key, void_order
from zhangdian.frontline.service.writeup.actions import send_order_for_signature


def test_nothing_was_promised_and_nothing_is_owed(shop):
    order = visits.a_visit_arrived(shop)
    tag_key(shop.guide, order, key_tag=3)
    void_order(shop.service_advisor, order, reason="客户改天再来")
    order = visits.again(order)
    assert (order.state, order.void_reason, order.number) == ("void", "客户改天再来", "")
    assert not order.things.filter(given_back_at=None).exists()


def test_his_licence_goes_back_first(shop):
    order = visits.a_visit_received(shop)
    with refused("还没还给客户"):
        void_order(shop.service_advisor, order, reason="客户改天再来")
    give_back(shop.service_advisor, order, things=list(order.things.all()))
    void_order(shop.service_advisor, order, reason="客户改天再来")
    assert visits.again(order).state == "void"


def test_without_a_reason_it_stays(shop):
    order = visits.a_visit_arrived(shop)
    with refused("选一个原因"):
        void_order(shop.service_advisor, order, reason="")


def test_a_signed_order_is_not_voided_here(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        void_order(shop.service_advisor, order, reason="客户改天再来")


def test_nobody_waits_any_more_for_the_customer_s_signature(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    now, advisor = visits.again(order), shop.service_advisor
    pages = visits.first_pages(advisor, now)
    send_order_for_signature(advisor, now, seen_revision=now.revision, pages=pages, key=links.new_key())
    give_back(advisor, order, things=list(order.things.all()))
    void_order(advisor, order, reason="客户改天再来")
    assert not Hold.objects.filter(root_id=order.pk, lifted_at=None).exists()


def test_the_same_car_may_come_back_an_hour_later(shop):
    order = visits.a_visit_arrived(shop)
    void_order(shop.service_advisor, order, reason="客户改天再来")
    shop.later(hours=1)
    assert visits.a_visit_arrived(shop).pk != order.pk
