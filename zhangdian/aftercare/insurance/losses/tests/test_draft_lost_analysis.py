"""On the 1st the lost renewals of the month before stand there by reason."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import desks
from zhangdian.aftercare.insurance.losses.actions import draft_lost_analysis
from zhangdian.aftercare.insurance.losses.jobs import draft_for
from zhangdian.aftercare.insurance.losses.tests.arranging import drafted, last_month, lost, next_month, reason
from zhangdian.aftercare.insurance.models import LostAnalysis


@pytest.mark.duty("RNW-21")
def test_by_reason_with_the_month_before_beside_it(shop):
    analysis = drafted(shop)
    told = {each.reason.name: (each.count, each.before) for each in analysis.counts.select_related("reason")}
    assert (analysis.lost, told) == (3, {"电销网销价低": (2, 0), "亲友做保险": (1, 0)})
    lost(shop, 4, "亲友做保险")
    next_month(shop)
    later = draft_lost_analysis(shop.renewal_clerk, month=last_month(shop)).subject
    told = {each.reason_id: (each.count, each.before) for each in later.counts.all()}
    assert told == {reason("亲友做保险").pk: (1, 1), reason("电销网销价低").pk: (0, 2)}


@pytest.mark.duty("RNW-21")
def test_the_clock_drafts_it_once_and_only_where_something_was_lost(shop):
    draft_for(shop.clock)
    assert not LostAnalysis.objects.exists()
    lost(shop, 1)
    draft_for(shop.clock)
    assert not LostAnalysis.objects.exists()
    next_month(shop)
    for _ in range(2):
        draft_for(shop.clock)
    assert LostAnalysis.objects.get().lost == 1
    (task,) = desks.analyses_to_write(shop.renewal_clerk)
    assert "战败 1 台" in task.remark


def test_not_before_the_month_is_over_and_not_twice(shop):
    with refused("还没过完"):
        draft_lost_analysis(shop.renewal_clerk, month=shop.today)
    drafted(shop)
    with refused("已经起草了"):
        draft_lost_analysis(shop.renewal_clerk, month=last_month(shop))
