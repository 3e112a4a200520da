"""A cover is explained anew from a day on."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import Cover
from zhangdian.aftercare.insurance.products.actions import explain_cover


@pytest.mark.duty("NBI-03")
def test_the_words_in_force_are_those_of_the_day(shop):
    cover = Cover.objects.get(code="BODY_SCRATCH")
    tomorrow = shop.today + timedelta(days=1)
    explain_cover(shop.fi_manager, cover, pays="停车被划了也赔，一年两千封顶", since=tomorrow)
    assert "一年内赔到限额" in queries.clause_on(cover, shop.today).pays
    assert "两千封顶" in queries.clause_on(Cover.objects.get(pk=cover.pk), tomorrow).pays


def test_a_day_has_one_edition(shop):
    cover = Cover.objects.get(code="BODY_SCRATCH")
    explain_cover(shop.fi_manager, cover, pays="停车被划了也赔")
    with refused("已有一版说明"):
        explain_cover(shop.fi_manager, cover, pays="停车被划了也赔的")


def test_it_says_something(shop):
    with refused("听得懂"):
        explain_cover(shop.fi_manager, Cover.objects.get(code="BODY_SCRATCH"), pays=" 赔 ")
