"""记保养手册."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Entry
from zhangdian.frontline.service.delivery.actions import enter_booklet


@pytest.mark.duty("PROC-D-24")
def test_the_entry_in_the_booklet_is_dated(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    enter_booklet(shop.service_advisor, order)
    assert visits.again(order).booklet_entered_at == shop.now


@pytest.mark.duty("PROC-D-24")
def test_a_maintenance_without_the_entry_is_noted_and_not_held(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    signed = Entry.objects.get(action="service.sign_statement", root_id=order.pk)
    assert "service.booklet_is_entered" in signed.notes["watched"]
