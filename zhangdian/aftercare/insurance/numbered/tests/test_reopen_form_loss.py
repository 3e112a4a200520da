"""A loss that was settled wrongly waits for the manager again."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormLoss
from zhangdian.aftercare.insurance.numbered import actions, desks
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper


def test_it_waits_again(shop):
    received(with_paper(shop))
    actions.report_form_lost(shop.renewal_clerk, form(), words="搬家时不见了")
    actions.settle_form_loss(shop.fi_manager, FormLoss.objects.get(), how=FormLoss.How.BACK, words="在抽屉里")
    with refused("为什么"):
        actions.reopen_form_loss(shop.fi_manager, FormLoss.objects.get(), why="")
    actions.reopen_form_loss(shop.fi_manager, FormLoss.objects.get(), why="找到的是另一张")
    assert len(desks.losses_to_settle(shop.fi_manager)) == 1
