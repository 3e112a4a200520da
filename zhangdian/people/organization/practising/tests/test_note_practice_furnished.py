"""Only a practice store in which something stands may be entered."""

from tests.support.saying_no import refused
from zhangdian.people.organization import practice
from zhangdian.people.organization.practising import actions
from zhangdian.people.organization.practising.tests.arranging import furnished, opened


def test_until_then_nobody_comes_in(shop):
    opened(shop)
    assert practice.way_in(shop.renewal_clerk) is None
    with refused("还在布置"):
        actions.enter_practice_store(shop.renewal_clerk)
    actions.note_practice_furnished(shop.clock)
    assert practice.way_in(shop.renewal_clerk) == practice.standing(shop.store_id)


def test_the_clock_alone_says_it(shop):
    furnished(shop)
    with refused("系统"):
        actions.note_practice_furnished(shop.general_manager)
