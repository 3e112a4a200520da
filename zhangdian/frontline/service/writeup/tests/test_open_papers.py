"""The customer opened his link."""

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.frontline.service.writeup.actions import open_papers, send_order_for_signature


def test_the_first_time_counts(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    order, key = visits.again(order), links.new_key()
    advisor = shop.service_advisor
    pages = visits.first_pages(advisor, order)
    send_order_for_signature(advisor, order, seen_revision=order.revision, pages=pages, key=key)
    _link, customer = links.follow(key)
    opened = shop.later(minutes=1)
    open_papers(customer, order)
    shop.later(minutes=5)
    open_papers(customer, order)
    assert order.agreements.get().opened_at == opened
