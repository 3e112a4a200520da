"""客户到车旁."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.delivery.actions import customer_at_car, pass_internal_check, tell_customer


@pytest.mark.duty("PROC-D-12", "PROC-D-20")
def test_the_car_waits_for_the_customer_until_he_stands_at_it(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    tell_customer(shop.service_advisor, order, means=Means.PHONE, pickup_at=shop.now)
    assert [hold.holder for hold in holds.open_on(shop.service_advisor, [order])[order.pk]] == [
        holds.CUSTOMER
    ]
    shop.later(minutes=9)
    customer_at_car(shop.service_advisor, order)
    assert holds.open_on(shop.service_advisor, [order])[order.pk] == []
    assert visits.again(order).customer_here_at == shop.now
