"""Returned with a reason: it is written anew, and what was proposed is owed by nobody."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import actions, desks, queries
from zhangdian.aftercare.insurance.losses.tests.arranging import again, submitted
from zhangdian.aftercare.insurance.models import LostAnalysis


@pytest.mark.duty("RNW-22")
def test_it_comes_back_with_the_reason_and_is_submitted_anew(shop):
    analysis = submitted(shop)
    actions.return_lost_analysis(shop.fi_manager, analysis, why="措施太空")
    analysis = again(analysis)
    assert (analysis.state, queries.improvements_of(analysis)) == (LostAnalysis.State.DRAFT, [])
    (task,) = desks.analyses_to_write(shop.renewal_clerk)
    assert "措施太空" in task.remark
    analysis = submitted(shop, analysis)
    assert len(queries.improvements_of(analysis)) == 1
    assert analysis.improvements.count() == 2


def test_not_without_a_reason(shop):
    with refused("退回哪里不行"):
        actions.return_lost_analysis(shop.fi_manager, submitted(shop), why=" ")
