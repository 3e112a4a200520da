"""The manager ends a loss: reported to the insurer, or found and given back; who pays how much."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormLoss
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper


@pytest.mark.duty("NBI-07")
def test_it_says_what_was_done_and_leaves_his_desk(shop):
    received(with_paper(shop))
    actions.report_form_lost(shop.renewal_clerk, form(), words="搬家时不见了")
    how = FormLoss.How.REPORTED
    with refused("怎么处理的"):
        actions.settle_form_loss(shop.fi_manager, FormLoss.objects.get(), how=how, words="")
    actions.settle_form_loss(
        shop.fi_manager, FormLoss.objects.get(), how=how, words="今天报安禾登报", charged=Decimal(50)
    )
    loss = FormLoss.objects.get()
    assert (loss.state, loss.charged) == (FormLoss.State.SETTLED, 50)
    assert desks.losses_to_settle(shop.fi_manager) == []
    assert form().state == "lost"
