"""How much of a part the store wants to have."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import set_limits
from zhangdian.resources.parts.tests.arranging import a_part, card_of


def test_the_planner_sets_lower_and_upper_limit(shop):
    card = card_of(shop, a_part(shop))
    set_limits(shop.parts_planner, card, min_stock=2, max_stock=8)
    card.refresh_from_db()
    assert (card.min_stock, card.max_stock) == (2, 8)


def test_the_upper_limit_is_not_below_the_lower(shop):
    with refused("上限"):
        set_limits(shop.parts_planner, card_of(shop, a_part(shop)), min_stock=9, max_stock=8)
