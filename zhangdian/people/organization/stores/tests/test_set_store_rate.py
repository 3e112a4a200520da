"""A rate holds from a day on; what was made before keeps its own."""

import re
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from tests.support.browsers import logged_in
from tests.support.saying_no import refused
from zhangdian.people.organization import rates
from zhangdian.people.organization.stores.actions import set_store_rate

KEY = "labour_rate_mechanical"


def set_rate(shop, value, days=0):
    since = shop.today + timedelta(days=days)
    set_store_rate(shop.general_manager, key=KEY, value=Decimal(value), unit="元/小时", since=since)


def test_it_holds_from_its_day_on(shop):
    set_rate(shop, "240")
    set_rate(shop, "260", days=7)
    assert rates.rate_of(shop.service_advisor, KEY) == Decimal(240)
    shop.later(days=7)
    assert rates.rate_of(shop.service_advisor, KEY) == Decimal(260)
    yesterday = shop.today - timedelta(days=1)
    assert rates.rate_of(shop.service_advisor, KEY, yesterday) == Decimal(240)


def test_a_slip_is_mended_the_same_day(shop):
    set_rate(shop, "24")
    set_rate(shop, "240")
    assert rates.rate_of(shop.service_advisor, KEY) == Decimal(240)


def test_it_reaches_neither_back_nor_below_nothing(shop):
    with refused("从今天起"):
        set_rate(shop, "240", days=-1)
    with refused("负数"):
        set_rate(shop, "-1")


def test_a_rate_that_is_missing_says_who_sets_it(shop):
    with refused("no_such_rate", "总经理"):
        rates.rate_of(shop.service_advisor, "no_such_rate")


def test_a_measure_holds_as_long_as_the_store_has_not_set_its_own(shop):
    wash = rates.Standard("用时 试洗", Decimal(28), "分")
    assert rates.measures_of(shop.service_advisor, [wash]) == {"用时 试洗": 28}
    set_store_rate(shop.service_manager, key=wash.key, value=Decimal(40), unit="分")
    assert rates.measures_of(shop.service_advisor, [wash]) == {"用时 试洗": 40}


def test_the_store_page_shows_what_is_reckoned_with(shop):
    page = logged_in(shop.general_manager).get(reverse("organization:store")).content.decode()
    assert "通用值，本店可另定" in page
    assert "用时 总检" in page


def test_every_measure_has_a_name_that_people_read():
    assert [key for key in rates.STANDARDS if re.search("[A-Za-z_]", key)] == []
