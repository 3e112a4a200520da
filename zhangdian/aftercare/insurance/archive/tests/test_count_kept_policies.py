"""The list of kept policies equals the shelf, or what is not there is named (RNW-28)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions, lists
from zhangdian.aftercare.insurance.archive.tests.arranging import given_back, kept
from zhangdian.aftercare.insurance.models import KeptPolicy
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


@pytest.mark.duty("RNW-28")
def test_what_was_given_back_is_not_on_the_shelf_and_not_on_the_list(shop):
    given_back(shop, kept(with_paper(shop)))
    kept(shop, 2)
    count = actions.count_kept_policies(shop.fi_manager).subject
    assert (count.listed, count.found, count.missing) == (1, 1, "")


@pytest.mark.duty("RNW-28")
def test_what_is_not_there_is_named_until_it_is_found(shop):
    gone, there = kept(with_paper(shop)), kept(shop, 2)
    count = actions.count_kept_policies(shop.fi_manager, missing=gone.number[-4:]).subject
    assert (count.listed, count.found, count.missing) == (2, 1, gone.number)
    [row] = lists.not_found(lists.all_kept(shop.fi_manager), shop.fi_manager)
    assert row.pk == gone.pk
    actions.count_kept_policies(shop.fi_manager, shelf=there.shelf)
    assert not KeptPolicy.objects.filter(missing_at__isnull=False).exists()


def test_a_shelf_or_a_number_that_is_not_there_is_refused(shop):
    kept(with_paper(shop))
    with refused("没有代管的保单"):
        actions.count_kept_policies(shop.fi_manager, shelf="D 柜")
    with refused("照清单抄全"):
        actions.count_kept_policies(shop.fi_manager, missing="9999")
