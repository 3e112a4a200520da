"""A price from a day on."""

from datetime import timedelta
from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import set_price
from zhangdian.resources.parts.queries import prices_on
from zhangdian.resources.parts.tests.arranging import a_part


def test_the_old_price_holds_until_the_day_before(shop):
    part = a_part(shop, retail="100.00")
    day = shop.today + timedelta(days=7)
    price = {"retail": Decimal(120), "dealer": Decimal(70), "warranty": Decimal(90)}
    set_price(shop.parts_manager, part, since=day, **price)
    assert prices_on(shop.clock, [part], day - timedelta(days=1))[part.pk].retail == 100
    assert prices_on(shop.clock, [part], day)[part.pk].retail == 120


def test_no_price_for_the_past(shop):
    price = {"retail": Decimal(120), "dealer": Decimal(70), "warranty": Decimal(90)}
    with refused("不能改到过去"):
        set_price(shop.parts_manager, a_part(shop), since=shop.today - timedelta(days=1), **price)


def test_one_price_a_day(shop):
    part = a_part(shop)
    price = {"retail": Decimal(120), "dealer": Decimal(70), "warranty": Decimal(90)}
    set_price(shop.parts_manager, part, since=shop.today, **price)
    with refused("当天已经有一个价格"):
        set_price(shop.parts_manager, part, since=shop.today, **price)
