"""A paper file has a number and a place (RNW-23)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive.tests.arranging import a_folder
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


@pytest.mark.duty("RNW-23")
def test_it_has_a_number_and_a_place(shop):
    folder = a_folder(with_paper(shop))
    assert folder.number.startswith("DA")
    assert (folder.state, folder.shelf) == ("in", "A 柜 3 层")


def test_a_store_with_electronic_policies_only_has_no_paper(shop):
    with refused("没有开纸质单证"):
        a_folder(shop)


def test_without_a_place_it_is_not_filed(shop):
    with refused("放在哪里"):
        a_folder(with_paper(shop), shelf=" ")
