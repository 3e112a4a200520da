"""Who has a number says that it is gone: charged to him, told to the manager (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormLoss
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


@pytest.mark.duty("NBI-07")
def test_it_is_his_loss_waits_for_the_manager_and_is_used_no_more(shop):
    received(with_paper(shop))
    policy = a_policy(shop)
    actions.report_form_lost(shop.renewal_clerk, form(), words="搬家时不见了")
    loss = FormLoss.objects.get()
    assert (loss.form, loss.holder) == (form(), shop.person("renewal_clerk"))
    [task] = desks.losses_to_settle(shop.fi_manager)
    assert "AH0000100" in task.title
    with refused("不能再用"):
        actions.use_form(shop.renewal_clerk, form(), policy_number=policy.number)


def test_only_by_who_has_it(shop):
    received(with_paper(shop))
    with refused("手里"):
        actions.report_form_lost(shop.new_car_insurance, form(), words="不见了")
    with refused("怎么丢的"):
        actions.report_form_lost(shop.renewal_clerk, form(), words="")
