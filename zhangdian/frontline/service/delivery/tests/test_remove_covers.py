"""当面取下三件套."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import remove_covers


@pytest.mark.duty("PROC-D-19")
def test_the_covers_come_off_before_the_customer(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    remove_covers(shop.service_advisor, order)
    assert visits.again(order).covers_removed_at == shop.now
