"""客户打开链接: when he first saw it."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.workshop.actions import open_agreement
from zhangdian.frontline.service.workshop.tests.arranging import an_offer, customer_of


@pytest.mark.duty("PROC-W-16")
def test_the_first_opening_is_kept(shop):
    offer = an_offer(shop, visits.a_visit_in_repair(shop), ["B002"])
    first = shop.later(minutes=3)
    open_agreement(customer_of(offer), offer)
    shop.later(minutes=5)
    open_agreement(customer_of(offer), offer)
    offer.refresh_from_db()
    assert offer.opened_at == first
