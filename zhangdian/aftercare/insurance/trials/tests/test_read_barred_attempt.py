"""The manager has seen who wanted to quote whom."""

import pytest

from zhangdian.aftercare.insurance import desks
from zhangdian.aftercare.insurance.models import BarredAttempt
from zhangdian.aftercare.insurance.tests.arranging import a_car, insurer
from zhangdian.aftercare.insurance.trials.actions import read_barred_attempt, report_barred_insurer


@pytest.mark.duty("RNW-31")
def test_read_it_leaves_the_desk(shop):
    told = report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("QM")).subject
    read_barred_attempt(shop.fi_manager, told, remark="已提醒")
    assert desks.barred_attempts(shop.fi_manager) == []
    assert BarredAttempt.objects.get().remark == "已提醒"
