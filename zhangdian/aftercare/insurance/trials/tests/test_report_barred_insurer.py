"""What the house refused is told to the manager."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import desks
from zhangdian.aftercare.insurance.tests.arranging import a_car, insurer
from zhangdian.aftercare.insurance.trials.actions import report_barred_insurer


@pytest.mark.duty("RNW-31")
def test_it_waits_on_the_manager_s_desk(shop):
    report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("QM"))
    (task,) = desks.barred_attempts(shop.fi_manager)
    assert "青漠" in task.title


def test_an_approved_one_is_no_matter(shop):
    with refused("可以报价"):
        report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("AH"))
