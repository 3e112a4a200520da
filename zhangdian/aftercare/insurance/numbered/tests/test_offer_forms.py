"""Numbers are handed on by two: until the other signs they are the giver's (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, handed, received, with_paper


@pytest.fixture
def batch(shop):
    return received(with_paper(shop))


@pytest.mark.duty("NBI-07")
def test_until_it_is_signed_for_it_is_still_his(shop, batch):
    actions.offer_forms(
        shop.renewal_clerk, batch, to=shop.person("new_car_insurance"), numbers="0100-0104、0110"
    )
    assert form().holder == shop.person("renewal_clerk")
    assert form().offered_to == shop.person("new_car_insurance")
    assert form("AH0000105").offered_to is None
    [task] = desks.forms_to_take(shop.new_car_insurance)
    assert "6 份" in task.title


def test_what_waits_to_be_signed_for_is_not_offered_to_a_third(shop, batch):
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"))
    with refused("还没签收"):
        actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("fi_manager"), numbers="0100")


def test_nobody_hands_on_what_another_has(shop, batch):
    handed(shop, batch, "0100")
    with refused("手里没有"):
        actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("fi_manager"), numbers="0100")
    with refused("没有在您手里的"):
        actions.offer_forms(shop.fi_manager, batch, to=shop.person("renewal_clerk"))


def test_neither_to_himself_nor_to_who_handles_no_insurance(shop, batch):
    with refused("不能交给自己"):
        actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("renewal_clerk"))
    with refused("不办保险"):
        actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("technician"))
