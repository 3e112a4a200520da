"""Written on the wrong number: it is in hand again; a lost one never."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


def test_it_is_in_the_same_hands_again(shop):
    received(with_paper(shop))
    actions.use_form(shop.renewal_clerk, form(), policy_number=a_policy(shop).number)
    actions.undo_form(shop.fi_manager, form(), why="号登记错了")
    assert (form().state, form().policy, form().holder) == ("held", None, shop.person("renewal_clerk"))


@pytest.mark.duty("NBI-07")
def test_a_lost_one_never_comes_back(shop):
    received(with_paper(shop))
    actions.report_form_lost(shop.renewal_clerk, form(), words="搬家时不见了")
    with refused("遗失的不能再用"):
        actions.undo_form(shop.fi_manager, form(), why="号登记错了")
