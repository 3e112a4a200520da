"""Who signs for numbers has them; both are named on each (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormMove
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, handed, received, with_paper


@pytest.mark.duty("NBI-07")
def test_the_new_holder_and_the_old_one_stand_on_every_number(shop):
    batch = received(with_paper(shop))
    handed(shop, batch, "0100-0104")
    assert form("AH0000104").holder == shop.person("new_car_insurance")
    assert form("AH0000105").holder == shop.person("renewal_clerk")
    move = FormMove.objects.filter(form=form("AH0000102"), what="to").get()
    assert (move.giver, move.holder) == (shop.person("renewal_clerk"), shop.person("new_car_insurance"))
    assert desks.forms_to_take(shop.new_car_insurance) == []


def test_only_what_was_handed_to_him(shop):
    batch = received(with_paper(shop))
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"))
    with refused("没有要您签收的"):
        actions.take_forms(shop.fi_manager, batch)
