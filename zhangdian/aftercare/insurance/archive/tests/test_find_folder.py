"""What is where the register says; a check of ten records found and missing (RNW-23)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import a_check
from zhangdian.aftercare.insurance.models import SpotCheck
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


@pytest.mark.duty("RNW-23")
def test_the_check_counts_found_and_missing_and_ends_with_the_last(shop):
    check = a_check(with_paper(shop), 10)
    first, *rest = check.items.all()
    actions.miss_folder(shop.renewal_clerk, first, remark="架上没有")
    for each in rest:
        actions.find_folder(shop.renewal_clerk, each)
    done = SpotCheck.objects.get()
    assert (done.state, done.found, done.missing, done.left) == ("done", 9, 1, 0)
    with refused("已经查完"):
        actions.find_folder(shop.renewal_clerk, check.items.first())
