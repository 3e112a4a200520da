"""Stores share their customers only with a written agreement."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.stores.actions import found_group


def test_sharing_needs_the_agreement(shop):
    with refused("书面协议"):
        found_group(shop.chief_executive, name="云栎集团", shares_customers=True)
    assert found_group(
        shop.chief_executive, name="云栎集团", agreement="YL-2026-01", shares_customers=True
    ).subject.pk


@pytest.mark.parametrize("who", ["general_manager", "service_manager"])
def test_the_board_decides(shop, who):
    with refused("董事会"):
        found_group(getattr(shop, who), name="云栎集团")
