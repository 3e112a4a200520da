"""还有别的需要."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import note_other_wish
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization.roles import Role


@pytest.mark.duty("PROC-D-35")
def test_a_renewal_wanted_at_the_desk_reaches_the_renewal_desk(shop: Shop) -> None:
    car = visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    note_other_wish(shop.service_advisor, order, desk=Role.RENEWAL_SPECIALIST, wish="想续保")
    referral = Referral.objects.get()
    assert (referral.desk, referral.vehicle, referral.wish) == (Role.RENEWAL_SPECIALIST, car, "想续保")
