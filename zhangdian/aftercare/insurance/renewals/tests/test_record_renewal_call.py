"""A talk is kept with result, words and the next time; who wants no contact is not called."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord, Intention, Renewal, RenewalCall, RenewalMonth, Way
from zhangdian.aftercare.insurance.renewals import actions, desks, queries
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_renewal,
    a_second_specialist,
    of_car,
    silent,
    talked,
    the_only,
    won,
    word,
)
from zhangdian.aftercare.insurance.standards import CALL_AFTER_EXPIRY
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.stores.actions import set_store_rate

Outcome = RenewalCall.Outcome


@pytest.mark.duty("RNW-06", "RNW-34")
def test_it_becomes_a_line_with_who_when_and_what(shop):
    renewal = a_renewal(shop)
    talked(
        shop, renewal, words="去年比你们便宜三百", rival=word(DeskWord.Kind.RIVAL), rival_price=Decimal(3150)
    )
    talked(shop, the_only(shop), outcome=Outcome.WANTS, words="发报价来看看")
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert page.index("发报价来看看") < page.index("去年比你们便宜三百")
    assert str(shop.person("renewal_clerk")) in page
    renewal = the_only(shop)
    assert (renewal.state, renewal.last_words) == (Renewal.State.CONTACTED, "发报价来看看")


@pytest.mark.duty("RNW-43")
def test_the_agreed_time_is_the_next_task(shop):
    at = shop.now + timedelta(days=2)
    talked(shop, a_renewal(shop), next_at=at, next_way=Way.WECOM)
    shop.at(at)
    (task,) = desks.renewals_to_call(shop.renewal_clerk)
    assert task.since == at
    assert the_only(shop).next_way == Way.WECOM


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"words": " "}, "记下谈了什么"),
        ({"next_in": -1}, "已经过了"),
        ({"next_in": 400}, "太远"),
        ({"outcome": Outcome.UNREACHED}, "请按“未接”"),
    ],
)
@pytest.mark.duty("RNW-06")
def test_what_is_missing_or_makes_no_sense_is_refused(shop, wrong, says):
    renewal = a_renewal(shop)
    days = wrong.pop("next_in", 1)
    with refused(says):
        talked(shop, renewal, **{"next_at": shop.now + timedelta(days=days), **wrong})
    assert not renewal.calls.exists()


def test_how_long_after_the_end_of_a_cover_one_still_calls_is_the_store_s_own(shop):
    set_store_rate(shop.general_manager, key=CALL_AFTER_EXPIRY.key, value=Decimal(5))
    renewal = a_renewal(shop)
    last = renewal.expires_on + timedelta(days=5)
    with refused(f"最晚到 {last}"):
        talked(shop, renewal, next_at=clock.instant(last + timedelta(days=1), time(8)))
    talked(shop, renewal, next_at=clock.instant(last, time(20)))
    assert clock.day(the_only(shop).next_at) == last


def test_a_chip_is_content_enough_and_only_one_of_its_kind(shop):
    renewal = a_renewal(shop)
    with refused("不是现在能选的在意什么"):
        talked(shop, renewal, words="", concern=word(DeskWord.Kind.RIVAL))
    talked(shop, renewal, words="", concern=word(DeskWord.Kind.CONCERN))
    assert the_only(shop).last_words.startswith("在意")


def test_who_wants_no_contact_is_not_called_but_may_come_himself(shop):
    renewal = silent(shop)
    with refused("不要再联系"):
        talked(shop, renewal)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert "客户不让再联系续保" in page
    talked(shop, renewal, way=Way.HERE)
    assert the_only(shop).state == Renewal.State.CONTACTED


def test_an_intention_stays_until_another_is_heard(shop):
    talked(shop, a_renewal(shop), intention=Intention.LIKELY)
    talked(shop, the_only(shop))
    assert the_only(shop).intention == Intention.LIKELY


def test_not_after_it_has_ended(shop):
    renewal = a_renewal(shop)
    reason = word(DeskWord.Kind.LOST)
    actions.lose_renewal(shop.renewal_clerk, renewal, reason=reason, detail="车卖给了外地亲戚")
    with refused("战败"):
        talked(shop, the_only(shop))


@pytest.mark.duty("RNW-40")
def test_what_the_store_does_well_is_kept_with_the_talk_and_shows_whether_it_helps(shop):
    card = word(DeskWord.Kind.CARD)
    for number in (1, 2, 3):
        a_renewal(shop, number)
    talked(shop, of_car(shop, 1), cards=[card, card])
    talked(shop, of_car(shop, 2), cards=[card])
    talked(shop, of_car(shop, 3))
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[of_car(shop, 1).pk])))
    assert f"讲了{card}" in page
    won(shop, 1)
    for number in (2, 3):
        reason = word(DeskWord.Kind.LOST)
        actions.lose_renewal(shop.renewal_clerk, of_car(shop, number), reason=reason, detail="电销少三百八")
    told, untold = queries.told_and_not(shop.fi_manager, card)
    assert ((told.cars, told.won, told.rate), (untold.cars, untold.won)) == ((2, 1, 50), (1, 0))
    page = said(look(shop.fi_manager, reverse("insurance:deskword", args=[card.pk])))
    assert '<td>讲过</td><td class="num">2</td><td class="num">1</td><td class="num">50%</td>' in page


def test_only_a_card_that_is_used_now(shop):
    renewal = a_renewal(shop)
    with refused("不是现在能选的本店好处"):
        talked(shop, renewal, cards=[word(DeskWord.Kind.CONCERN)])


@pytest.mark.duty("RNW-34")
def test_the_month_s_book_prints_both_talks_in_order_with_who_had_them(shop):
    renewal = a_renewal(shop)
    talked(shop, renewal, words="等老婆回来定")
    shop.later(days=1)
    talked(shop, the_only(shop), words="发报价来看看")
    book = reverse("insurance:renewal_book", args=[RenewalMonth.objects.get().pk])
    page = said(look(shop.renewal_clerk, book))
    assert page.index("等老婆回来定") < page.index("发报价来看看")
    assert str(shop.person("renewal_clerk")) in page
    assert "名下没有到期的车" in said(look(shop.context_of(a_second_specialist(shop)), book))
    assert "等老婆回来定" in said(look(shop.fi_manager, book))
