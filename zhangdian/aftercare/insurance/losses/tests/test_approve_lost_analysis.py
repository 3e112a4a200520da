"""Approved by another: from then on the measures are owed."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import actions, desks
from zhangdian.aftercare.insurance.losses.tests.arranging import again, approved, drafted, submitted
from zhangdian.aftercare.insurance.models import LostAnalysis


@pytest.mark.duty("RNW-22", "FIM-03")
def test_its_measures_are_on_their_owners_home_and_late_after_their_day(shop):
    submitted(shop)
    assert desks.improvements_to_finish(shop.renewal_clerk) == []
    actions.approve_lost_analysis(shop.fi_manager, LostAnalysis.objects.get(), remark="照做")
    (task,) = desks.improvements_to_finish(shop.renewal_clerk)
    assert task.tone == ""
    shop.later(days=21)
    assert desks.improvements_to_finish(shop.renewal_clerk)[0].tone == "late"


def test_who_wrote_it_does_not_approve_it(shop):
    analysis = drafted(shop)
    actions.submit_lost_analysis(
        shop.fi_manager, analysis, text="没有专员，我自己写的分析", measures=[_measure(shop)]
    )
    with refused("自己写的分析"):
        actions.approve_lost_analysis(shop.fi_manager, again(analysis))
    actions.approve_lost_analysis(shop.general_manager, again(analysis))


def _measure(shop):
    return actions.Measure(
        reason=LostAnalysis.objects.get().counts.first().reason,
        text="三家并排发给客户",
        owner=shop.person("fi_manager"),
        due_on=shop.today,
    )


def test_not_twice(shop):
    with refused("已批准"):
        actions.approve_lost_analysis(shop.fi_manager, approved(shop))
