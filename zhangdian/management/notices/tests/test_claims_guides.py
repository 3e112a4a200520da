"""How an insurer is told of an accident opens beside the call, at the car and at its customer (RNW-19)."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance import insuring
from zhangdian.aftercare.insurance.renewals.actions import note_insured_elsewhere
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    drawn_up,
    ending,
    in_two_months,
    the_car,
    the_only,
)
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.management.notices import actions, guides
from zhangdian.management.notices.tests.arranging import insurer, kind, told
from zhangdian.people.customers.tests.arrange import a_car, a_customer, vin

TEXT = "报案打 95500，48 小时内。\n要带：驾驶证、行驶证、银行卡。\n本店可直赔：车主本人驾驶，5 万元以内。"


def a_guide(shop, code="AH", **how):
    about = insurer(code) if code else None
    given = {"code": "claims", "title": "出险怎么办", "text": TEXT, "insurer": about, **how}
    return told(shop, shop.claims_adjuster, **given)


def called(shop):
    """A renewal of a car that 安禾 covers until the month after next."""
    ending(shop, in_two_months(shop, 10))
    drawn_up(shop)
    return the_only(shop)


def call_page(who, renewal):
    return said(look(who, reverse("insurance:renewal", args=[renewal.pk])))


def car_page(who, car):
    return said(look(who, reverse("customers:vehicle", args=[car.pk])))


@pytest.mark.duty("RNW-19")
def test_the_guide_of_the_insurer_that_covers_the_car_opens_in_the_call(shop):
    renewal = called(shop)
    a_guide(shop)
    seen = call_page(shop.renewal_clerk, renewal)
    assert "安禾出险怎么办" in seen
    assert "报案打 95500" in seen
    assert "本店可直赔" in seen
    assert "第 1 版" in seen
    assert seen.index("<details") < seen.index("本店可直赔") < seen.index("record_renewal_call")


@pytest.mark.duty("RNW-19")
def test_it_stands_on_the_page_of_the_car_and_of_its_customer_for_who_reads_insurance(shop):
    owner = a_customer(shop)
    car = a_car(shop, plate="宁Z50009", vin=vin(9), owner=owner)
    ending(shop, in_two_months(shop, 10), car=car)
    a_guide(shop)
    for who in (shop.renewal_clerk, shop.service_advisor, shop.sales_consultant):
        assert "本店可直赔" in car_page(who, car)
    assert "本店可直赔" not in car_page(shop.washer, car)
    customer = reverse("customers:customer", args=[owner.pk])
    assert "本店可直赔" in said(look(shop.renewal_clerk, customer))
    assert "本店可直赔" not in said(look(shop.washer, customer))


@pytest.mark.duty("RNW-19")
def test_in_the_call_also_that_of_an_insurer_whose_offer_stands_and_of_no_other(shop):
    renewal = called(shop)
    a_guide(shop, "ZA", text="中安打 95511")
    a_guide(shop, "HT", text="汇泰打 95522")
    assert "95511" not in call_page(shop.renewal_clerk, renewal)
    a_quote(shop, car=renewal.vehicle, insurers=[insurer("ZA")])
    seen = call_page(shop.renewal_clerk, renewal)
    assert "（在报价）出险怎么办" in seen
    assert "95511" in seen
    assert "95522" not in seen
    assert "95511" not in car_page(shop.renewal_clerk, renewal.vehicle)


@pytest.mark.duty("RNW-19")
def test_a_new_edition_stands_instead_of_the_old_and_one_withdrawn_or_over_not_at_all(shop):
    renewal = called(shop)
    first = a_guide(shop)
    second = actions.correct_notice(
        shop.claims_adjuster,
        first,
        what_changed="报案电话",
        title="出险怎么办",
        text="改打 95599",
        effective_on=shop.today,
        read_by=shop.now + timedelta(days=1),
    ).subject
    seen = call_page(shop.renewal_clerk, renewal)
    assert "改打 95599" in seen
    assert "第 2 版" in seen
    assert "95500" not in seen
    actions.withdraw_notice(shop.claims_adjuster, second, why="内容有误")
    assert "95599" not in call_page(shop.renewal_clerk, renewal)
    a_guide(shop, text="只管到今天 95577", ends_on=shop.today)
    assert "95577" in call_page(shop.renewal_clerk, renewal)
    shop.later(days=1)
    assert "95577" not in call_page(shop.renewal_clerk, renewal)


@pytest.mark.duty("RNW-19")
def test_where_no_guide_stands_insurance_is_told_and_who_may_publishes_it(shop):
    car = called(shop).vehicle
    assert "还没有理赔须知：安禾" in car_page(shop.renewal_clerk, car)
    assert "notices.publish_notice" not in car_page(shop.renewal_clerk, car)
    assert "还没有理赔须知" not in car_page(shop.service_advisor, car)
    seen = car_page(shop.claims_adjuster, car)
    address = f"/act/notices.publish_notice?kind={kind('claims').pk}&amp;insurer={insurer().pk}"
    assert address in seen
    form = browser_of(shop.claims_adjuster).get(address.replace("&amp;", "&")).context["form"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert str(form["kind"].value()) == asked["kind"]
    assert str(form["insurer"].value()) == str(insurer().pk)


@pytest.mark.duty("RNW-19")
def test_one_that_is_the_same_for_all_insurers_stands_for_each(shop):
    renewal = called(shop)
    a_guide(shop, None, title="先救人再报案", text="拨 122")
    seen = call_page(shop.renewal_clerk, renewal)
    assert "各家都一样：先救人再报案" in seen
    assert "还没有理赔须知" not in seen


def test_a_notice_of_another_kind_is_no_claims_guide(shop):
    renewal = called(shop)
    told(shop, insurer=insurer(), text="折扣 0.9")
    assert "折扣 0.9" not in call_page(shop.renewal_clerk, renewal)


def test_the_last_word_of_a_cover_elsewhere_names_its_insurer(shop):
    car = the_car(shop)
    named = insurer("ZA")
    for name in (named.short_name, named.name):
        ends = shop.today + timedelta(days=99)
        note_insured_elsewhere(shop.renewal_clerk, car, last_day=ends, insurer=name[:30])
        assert insuring.insurers_of(shop.renewal_clerk, [car.pk]) == [named]
    note_insured_elsewhere(shop.renewal_clerk, car, last_day=ends, insurer="外地的一家")
    assert insuring.insurers_of(shop.renewal_clerk, [car.pk]) == []


def test_a_car_whose_cover_has_ended_concerns_no_insurer(shop):
    ending(shop, shop.today)
    assert insuring.insurers_of(shop.renewal_clerk, [the_car(shop).pk]) == [insurer()]
    shop.later(days=1)
    assert insuring.insurers_of(shop.renewal_clerk, [the_car(shop).pk]) == []


def test_the_notice_itself_opens_to_whom_it_was_addressed(shop):
    renewal = called(shop)
    guide = a_guide(shop)
    address = reverse("notices:notice", args=[guide.pk])
    assert address in car_page(shop.sales_consultant, renewal.vehicle)
    assert address not in call_page(shop.renewal_clerk, renewal)


def test_however_many_insurers_and_guides_there_are_it_asks_the_same(shop):
    car = called(shop).vehicle
    a_guide(shop)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            guides.shown(shop.renewal_clerk, insuring.insurers_of(shop.renewal_clerk, [car.pk], offered=True))
        return len(queries)

    few = asked()
    for code in ("ZA", "HT"):
        a_quote(shop, car=car, insurers=[insurer(code)])
        a_guide(shop, code)
    assert asked() == few
