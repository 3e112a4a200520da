"""The specialist has looked through the list, and every car has somebody."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Renewal, RenewalMonth
from zhangdian.aftercare.insurance.renewals.actions import confirm_month, reassign_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import drawn_up, ending, in_two_months, the_only
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, end_tenure


@pytest.mark.duty("RNW-04")
def test_it_says_who_confirmed_and_when(shop):
    drawn = drawn_up(shop)
    confirm_month(shop.renewal_clerk, drawn)
    drawn = RenewalMonth.objects.get(pk=drawn.pk)
    assert (drawn.state, drawn.confirmed_by_id) == (
        RenewalMonth.State.CONFIRMED,
        shop.renewal_clerk.person_id,
    )
    with refused("已确认"):
        confirm_month(shop.renewal_clerk, drawn)


def test_a_car_that_is_nobodys_holds_it_up_until_the_manager_gives_it_to_somebody(shop):
    clerk = shop.person("renewal_clerk")
    tenure = Tenure.objects.get(person=clerk, role=Role.RENEWAL_SPECIALIST)
    end_tenure(shop.office_director, tenure, until=shop.today)
    shop.later(days=1)
    ending(shop, in_two_months(shop, 2), who=shop.fi_manager)
    drawn = drawn_up(shop, shop.fi_manager)
    with refused("1 台没有负责人"):
        confirm_month(shop.fi_manager, drawn)
    appoint(shop.office_director, clerk, role=Role.RENEWAL_SPECIALIST)
    reassign_renewal(shop.fi_manager, the_only(shop), to=clerk, why="分给他")
    confirm_month(shop.fi_manager, drawn)
    assert Renewal.objects.of(shop.clock).filter(owner=None).count() == 0
