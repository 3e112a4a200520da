"""Another counts what somebody has; what is not there is a loss on him and is never issued (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormLoss
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, handed, received, with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


@pytest.mark.duty("NBI-07")
def test_a_number_that_is_missing_is_a_loss_on_its_holder_and_cannot_be_issued(shop):
    batch = received(with_paper(shop))
    policy = a_policy(shop)
    count = actions.count_forms(
        shop.fi_manager, holder=shop.person("renewal_clerk"), missing="0100、0118-0119"
    ).subject
    assert (count.expected, count.found, count.missing) == (20, 17, 3)
    assert set(FormLoss.objects.values_list("form__serial", flat=True)) == {
        "AH0000100",
        "AH0000118",
        "AH0000119",
    }
    loss = FormLoss.objects.get(form=form())
    assert (loss.holder, loss.count) == (shop.person("renewal_clerk"), count)
    assert len(desks.losses_to_settle(shop.fi_manager)) == 3
    with refused("不能再用"):
        actions.use_form(shop.renewal_clerk, form(), policy_number=policy.number)
    with refused("手里没有"):
        actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"), numbers="0100")


def test_it_is_charged_to_who_has_it_now(shop):
    batch = received(with_paper(shop))
    handed(shop, batch)
    actions.count_forms(shop.fi_manager, holder=shop.person("new_car_insurance"), missing="0100")
    assert FormLoss.objects.get().holder == shop.person("new_car_insurance")


def test_nobody_counts_his_own_nor_what_is_not_there(shop):
    received(with_paper(shop))
    with refused("另一个人"):
        actions.count_forms(shop.renewal_clerk, holder=shop.person("renewal_clerk"))
    with refused("手里没有 0200 号"):
        actions.count_forms(shop.fi_manager, holder=shop.person("renewal_clerk"), missing="0200")
    with refused("没有单证"):
        actions.count_forms(shop.fi_manager, holder=shop.person("new_car_insurance"))


def test_all_there_opens_no_loss(shop):
    received(with_paper(shop))
    count = actions.count_forms(shop.fi_manager, holder=shop.person("renewal_clerk")).subject
    assert (count.found, count.losses.count()) == (20, 0)
