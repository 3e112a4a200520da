"""What the clock does with parts, once and twice and late."""

import pytest

from zhangdian.resources.parts.jobs import draw_daily_counts, release_stale_reservations
from zhangdian.resources.parts.models import StockCount


@pytest.mark.duty("PTK-05")
def test_from_four_in_the_afternoon_one_count_a_day_is_drawn(shop):
    draw_daily_counts()
    assert not StockCount.objects.exists()
    shop.at("16:05")
    draw_daily_counts()
    draw_daily_counts()
    assert StockCount.objects.filter(store=shop.store_id).count() == 1
    shop.later(days=1)
    draw_daily_counts()
    assert StockCount.objects.filter(store=shop.store_id).count() == 2


def test_freeing_what_nobody_fetched_may_be_repeated(shop):
    release_stale_reservations()
    release_stale_reservations()
