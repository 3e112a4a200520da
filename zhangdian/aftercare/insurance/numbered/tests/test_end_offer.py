"""What was not signed for stays where it is: the giver takes it back, or the other does not want it."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper


@pytest.mark.parametrize("who", ["renewal_clerk", "new_car_insurance"])
def test_either_of_the_two_ends_it(shop, who):
    batch = received(with_paper(shop))
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"))
    actions.end_offer(getattr(shop, who), batch)
    assert (form().holder, form().offered_to) == (shop.person("renewal_clerk"), None)


def test_nobody_else_does(shop):
    batch = received(with_paper(shop))
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"))
    with refused("没有您交出"):
        actions.end_offer(shop.fi_manager, batch)
