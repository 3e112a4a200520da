"""A number is used once, on a policy of the ledger, by who holds it (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


@pytest.mark.duty("NBI-07")
def test_it_names_its_policy_and_is_never_used_again(shop):
    received(with_paper(shop))
    policy = a_policy(shop)
    actions.use_form(shop.renewal_clerk, form(), policy_number=policy.number.lower())
    assert (form().state, form().policy) == ("used", policy)
    with refused("不能再用"):
        actions.use_form(shop.renewal_clerk, form(), policy_number=policy.number)


def test_only_who_holds_it_and_only_on_a_policy_that_is_there(shop):
    received(with_paper(shop))
    policy = a_policy(shop)
    with refused("手里"):
        actions.use_form(shop.new_car_insurance, form(), policy_number=policy.number)
    with refused("没有这个保单号"):
        actions.use_form(shop.renewal_clerk, form(), policy_number="PDAA9999999")


def test_not_while_it_waits_to_be_signed_for(shop):
    batch = received(with_paper(shop))
    policy = a_policy(shop)
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"))
    with refused("还没签收"):
        actions.use_form(shop.renewal_clerk, form(), policy_number=policy.number)
