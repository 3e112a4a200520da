"""Which forms are allowed is the store's own, by day; to allow one the general manager signs too."""

from datetime import timedelta
from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import given_away
from zhangdian.aftercare.insurance.giveaways.actions import set_giveaway_form
from zhangdian.aftercare.insurance.giveaways.tests.arranging import (
    a_quote_of_three_thousand,
    asked,
    form,
    signed,
)
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.roles import Role


def allow(shop, who=None, **how):
    given = {"name": "玻璃水", "allowed": True, "most": Decimal(50), "source": "2026 门店规定", **how}
    return set_giveaway_form(who or shop.fi_manager, **given)


def test_to_allow_a_form_the_general_manager_signs(shop):
    done = allow(shop)
    assert done.waits_for_signature
    assert done.subject.needed.split() == [Role.GENERAL_MANAGER]
    sign_request(shop.general_manager, done.subject)
    assert form("玻璃水").allowed
    allow(shop, shop.general_manager, name="脚垫")
    assert form("脚垫").most == 50


def test_what_is_refused_from_today_on_is_asked_for_no_more_and_what_was_given_stays(shop):
    quote = a_quote_of_three_thousand(shop)
    old = form()
    found = signed(shop, quote)
    shop.later(days=1)
    set_giveaway_form(shop.fi_manager, name="保养券", allowed=False, source="监管通知")
    assert not form().allowed
    assert found.form == old
    other = a_quote_of_three_thousand(shop)
    with refused("不按这一条算"):
        asked(shop, other, form=old)
    with refused("“保养券”不允许：监管通知"):
        asked(shop, other)


def test_after_its_last_day_a_form_holds_no_more(shop):
    allow(shop, shop.general_manager, until=shop.today)
    assert "玻璃水" in {each.name for each in given_away.forms_on(shop.clock, shop.today)}
    shop.later(days=1)
    assert "玻璃水" not in {each.name for each in given_away.forms_on(shop.clock, shop.today)}


def test_it_needs_a_name_a_source_and_a_limit(shop):
    for how, says in (
        ({"name": " "}, "哪种形式"),
        ({"source": " "}, "请写依据"),
        ({"most": None}, "每单最多多少元"),
        ({"share": Decimal(101)}, "0 到 100"),
        ({"until": shop.today - timedelta(days=1)}, "到哪天"),
    ):
        with refused(says):
            allow(shop, shop.general_manager, **how)
