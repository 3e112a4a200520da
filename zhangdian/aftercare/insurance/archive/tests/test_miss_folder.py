"""What is not there is said in the register until it turns up."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import a_check, again
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


@pytest.mark.duty("RNW-23")
def test_the_register_says_that_it_is_gone_until_it_lies_there_again(shop):
    item = a_check(with_paper(shop), 2).items.first()
    actions.miss_folder(shop.renewal_clerk, item, remark="架上没有")
    assert again(item.folder).state == "gone"
    actions.return_folder(shop.renewal_clerk, again(item.folder))
    assert again(item.folder).state == "in"


def test_a_mistake_is_judged_anew(shop):
    check = a_check(with_paper(shop), 2)
    actions.miss_folder(shop.renewal_clerk, check.items.first(), remark="架上没有")
    with refused("已经记了"):
        actions.miss_folder(shop.renewal_clerk, check.items.first(), remark="架上没有")
    actions.find_folder(shop.renewal_clerk, check.items.first(), remark="贴错了号")
    assert again(check.items.first().folder).state == "in"
    with refused("在哪里找过"):
        actions.miss_folder(shop.renewal_clerk, check.items.last(), remark="")
