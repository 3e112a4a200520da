"""What a round found stays until somebody has mended it."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import walks
from zhangdian.management.duties.rounds.actions import mend_fault
from zhangdian.management.duties.tests.arranging import walk_and_find, with_duties


@pytest.fixture
def fault(shop):
    with_duties(shop)
    return walk_and_find(shop, "HOST", "坏")


def test_whoever_puts_it_right_says_how(shop, fault):
    shop.later(minutes=40)
    mend_fault(shop.guide, fault, remedy="修好了")
    fault.refresh_from_db()
    assert (fault.mended_by_id, fault.remedy, fault.mended_at) == (shop.guide.person_id, "修好了", shop.now)
    assert not walks.unmended(shop.clock).exists()


def test_it_is_mended_once(shop, fault):
    mend_fault(shop.guide, fault, remedy="修好了")
    with refused("改好"):
        mend_fault(shop.lounge_host, fault, remedy="清理了")
