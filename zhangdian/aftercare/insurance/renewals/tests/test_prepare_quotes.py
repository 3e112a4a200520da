"""What the day's calls would be quoted is made ready before the first of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insurers.actions import withdraw_insurer
from zhangdian.aftercare.insurance.models import Quote, QuoteSent, Renewal
from zhangdian.aftercare.insurance.renewals import desks, preparing
from zhangdian.aftercare.insurance.renewals.actions import prepare_quotes
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal, a_second_specialist, of_car
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import void_quote
from zhangdian.people.messaging.models import Message
from zhangdian.people.organization.stores.actions import set_store_rate


def due(shop, *numbers, **told):
    """Renewals of cars that were tried some days ago, whose quote has run out, and whose call is due."""
    found = [a_renewal(shop, number) for number in numbers]
    calls = [each.next_at for each in found if each.next_at]
    shop.at(min(calls) - timedelta(days=10))
    for each in found:
        begins = each.expires_on + timedelta(days=1)
        a_quote(shop, car=each.vehicle, **{"inception_on": begins, **told})
    shop.at(max(calls))
    return [of_car(shop, number) for number in numbers]


def tried(shop):
    return preparing.tried(shop.renewal_clerk, list(preparing.missing_today(shop.renewal_clerk)))


@pytest.mark.duty("RNW-38")
def test_each_has_a_valid_estimate_as_the_last_one_by_the_rates_of_its_day(shop):
    renewals = due(shop, 1, 2)
    old = {each.vehicle_id: each for each in Quote.objects.all()}
    prepare_quotes(shop.renewal_clerk, renewals=renewals)
    made = Quote.objects.valid_on(shop.today)
    assert {each.vehicle_id for each in made} == {each.vehicle_id for each in renewals}
    for each in made:
        last = old[each.vehicle_id]
        assert (each.based_on, each.claims, each.inception_on) == (last, last.claims, last.inception_on)
        assert each.valid_until == shop.today + timedelta(days=7)
        [offer], [before] = each.offers.all(), last.offers.all()
        assert (offer.insurer, offer.total) == (before.insurer, before.total)
        assert [line.sum for line in offer.lines.all()] == [line.sum for line in before.lines.all()]
        assert each.number.startswith("BJ")
    assert preparing.missing_today(shop.renewal_clerk).count() == 0


@pytest.mark.duty("RNW-38")
def test_nothing_goes_to_anybody(shop):
    before = Message.objects.count()
    prepare_quotes(shop.renewal_clerk, renewals=due(shop, 1))
    assert not QuoteSent.objects.exists()
    assert Message.objects.count() == before


@pytest.mark.duty("RNW-38")
def test_what_was_never_tried_is_told_and_not_guessed(shop):
    renewal = a_renewal(shop)
    shop.at(renewal.next_at)
    [found] = tried(shop)
    assert (found.is_ready, found.gaps[0][:6]) == (False, "没有试算过：")
    with refused("算不出来的不能备", "没有试算过"):
        prepare_quotes(shop.renewal_clerk, renewals=[renewal])
    assert not Quote.objects.exists()


@pytest.mark.duty("RNW-38")
def test_accidents_that_were_asked_too_long_ago_are_asked_again(shop):
    due(shop, 1)
    set_store_rate(shop.general_manager, key="保险 出险记录几天内可沿用", value=Decimal(5))
    [found] = tried(shop)
    assert "太久了" in found.gaps[0]


def test_a_cover_that_has_run_out_is_asked_about(shop):
    [renewal] = due(shop, 1)
    shop.later(days=(renewal.expires_on - shop.today).days + 3)
    [found] = tried(shop)
    assert any("已经到期" in gap for gap in found.gaps)


def test_a_figure_that_no_table_tells_leaves_that_insurer_out(shop):
    due(shop, 1, insurers=[insurer("AH"), insurer("ZA")], price_new=None)
    [found] = tried(shop)
    assert [name for name, _ in found.left_out] == [str(insurer("AH")), str(insurer("ZA"))]
    assert any("新车购置价" in gap for gap in found.gaps)


def test_an_insurer_without_approval_is_not_quoted(shop):
    [renewal] = due(shop, 1, insurers=[insurer("AH"), insurer("ZA")])
    withdraw_insurer(shop.fi_manager, insurer("AH"), why="协议到期")
    shop.later(days=1)
    prepare_quotes(shop.renewal_clerk, renewals=[renewal])
    [offer] = Quote.objects.latest("pk").offers.all()
    assert offer.insurer == insurer("ZA")


def test_with_nobody_approved_it_is_told(shop):
    due(shop, 1)
    withdraw_insurer(shop.fi_manager, insurer("AH"), why="协议到期")
    shop.later(days=1)
    [found] = tried(shop)
    assert "都没有认证" in found.gaps[0]


def test_a_trial_that_was_taken_back_is_no_ground(shop):
    due(shop, 1)
    void_quote(shop.renewal_clerk, Quote.objects.get(), why="车辆资料录错")
    [found] = tried(shop)
    assert "没有试算过" in found.gaps[0]


def test_the_year_s_tax_that_was_paid_is_not_that_of_the_next_year(shop):
    [renewal] = due(shop, 1, tax_paid=True)
    last = preparing.last_quotes(shop.renewal_clerk, [renewal.vehicle_id])[renewal.vehicle_id]
    begins = last.inception_on
    assert preparing.car_for(last, renewal, begins).tax_paid
    assert not preparing.car_for(last, renewal, begins.replace(year=begins.year + 1)).tax_paid


def test_pressed_twice_there_is_one_each(shop):
    renewals = due(shop, 1)
    prepare_quotes(shop.renewal_clerk, renewals=renewals)
    with refused("已经有有效的报价"):
        prepare_quotes(shop.renewal_clerk, renewals=renewals)
    assert Quote.objects.valid_on(shop.today).count() == 1


def test_one_s_own_list_or_the_manager_s_hand(shop):
    renewals = due(shop, 1)
    other = shop.context_of(a_second_specialist(shop))
    with refused("不在您的名单里"):
        prepare_quotes(other, renewals=renewals)
    with refused("请选要备报价的车"):
        prepare_quotes(shop.renewal_clerk, renewals=[])
    prepare_quotes(shop.fi_manager, renewals=renewals)


def test_no_more_at_once_than_a_page_shows(shop, monkeypatch):
    renewals = due(shop, 1, 2)
    monkeypatch.setattr(preparing, "MOST", 1)
    with refused("一次最多备 1 台"):
        prepare_quotes(shop.renewal_clerk, renewals=renewals)


def test_each_more_costs_the_same(shop):
    renewals = due(shop, 1, 2, 3)

    def cost(some):
        with CaptureQueriesContext(connection) as caught:
            prepare_quotes(shop.renewal_clerk, renewals=some)
        return len(caught)

    cost(renewals[:1])
    shop.later(days=8)
    one, two = cost(renewals[:1]), cost(renewals[1:])
    assert two - one <= 12


def test_what_is_tried_costs_as_much_for_three_as_for_one(shop):
    due(shop, 1, 2, 3)
    rows = list(Renewal.objects.select_related("vehicle__model").order_by("pk"))

    def cost(some):
        with CaptureQueriesContext(connection) as caught:
            preparing.tried(shop.renewal_clerk, some)
        return len(caught)

    assert cost(rows[:1]) == cost(rows)


@pytest.mark.duty("RNW-38", "RNW-37")
def test_the_page_shows_what_would_be_saved_and_what_lacks_and_the_form_saves_the_chosen(shop):
    ready = due(shop, 1, 2)
    lacking = a_renewal(shop, 3)
    shop.at(lacking.next_at)
    text = said(look(shop.renewal_clerk, f"{reverse('insurance:quotes_to_prepare')}?device=desktop"))
    assert "有报价 0/3" in text
    assert "没有试算过" in text
    for each in ready:
        assert each.vehicle.plate[-5:] in text
    url = reverse("ui:act", args=["insurance.prepare_quotes"])
    press(shop.renewal_clerk, url, {"token": "t1", "renewals": [str(ready[0].pk)]})
    assert list(Quote.objects.valid_on(shop.today).values_list("vehicle", flat=True)) == [ready[0].vehicle_id]
    assert "有报价 <b>1/3</b>" in said(look(shop.renewal_clerk, reverse("insurance:renewals")))
    remarks = {task.plate: task.remark for task in desks.renewals_to_call(shop.renewal_clerk)}
    assert remarks[ready[0].vehicle.plate].endswith("有报价")
    assert remarks[lacking.vehicle.plate].endswith("没有报价")


def test_the_claims_of_the_last_trial_are_those_of_the_new_one(shop):
    [renewal] = due(shop, 1, at_fault=1, clean_years=0, claims_3y=1)
    prepare_quotes(shop.renewal_clerk, renewals=[renewal])
    made = Quote.objects.latest("pk")
    assert (made.claims.at_fault, made.claims.claims_3y) == (1, 1)
