"""When the customer first saw the papers on his phone."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.frontline.service.writeup.actions import open_papers, send_order_for_signature


@pytest.mark.duty("PROC-R-31", "PROC-R-32")
def test_the_first_time_counts(shop):
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
    _link, customer = links.follow(key)
    shop.later(minutes=4)
    first = shop.now
    open_papers(customer, order)
    shop.later(minutes=9)
    open_papers(customer, order)
    assert order.agreements.get().opened_at == first
