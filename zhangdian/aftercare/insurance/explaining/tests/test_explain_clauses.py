"""Clauses are explained before a policy is sold, and the customer confirms it himself."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.explained import covers_to_explain
from zhangdian.aftercare.insurance.explaining.forms import ExplainClausesForm
from zhangdian.aftercare.insurance.models import Clause, Cover, Explanation
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, told
from zhangdian.aftercare.insurance.premium import Energy
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.foundation.kernel.models import Means


@pytest.mark.duty("RNW-25")
def test_who_explained_which_editions_and_what_the_customer_said_is_kept(shop):
    car = a_car(shop)
    made = told(shop, car)
    assert (made.by, made.at, made.words) == (shop.person("fi_manager"), shop.now, "不赔的都听明白了")
    clauses = [each.clause for each in made.clauses.all()]
    assert [each.cover.code for each in clauses] == [
        "TCI", "VEHICLE_DAMAGE", "THIRD_PARTY", "DRIVER_LIABILITY", "PASSENGER_LIABILITY",
    ]  # fmt: skip
    assert {each.cover.product for each in clauses} == {"ANY", "ICE"}
    assert "条款已确认" in said(look(shop.renewal_clerk, reverse("customers:vehicle", args=[car.pk])))
    text = said(look(shop.renewal_clerk, f"/insurance/explanations/{made.pk}"))
    assert all(each.excludes in text for each in clauses)
    assert "不赔的都听明白了" in text


@pytest.mark.duty("RNW-25")
def test_spoken_it_needs_his_words_and_signed_its_picture(shop):
    car = a_car(shop)
    for means in (Means.DESK, Means.PHONE):
        with refused("客户自己的话"):
            told(shop, car, means=means, words="好的")
    for means in (Means.PAPER, Means.PAD, Means.LINK):
        with refused("请拍下"):
            told(shop, car, means=means, words="")
    made = told(shop, car, means=Means.PAPER, words="", photo=a_photo(shop.fi_manager))
    assert made.means == "paper"


def test_who_does_not_confirm_is_sold_nothing(shop):
    with refused("不能出单"):
        told(shop, a_car(shop), means=Means.REFUSED)


def test_something_is_explained_and_it_is_written_down_in_plain_words(shop):
    with refused("哪些险种"):
        told(shop, a_car(shop), covers=[])
    without = Cover.objects.exclude(pk__in=Clause.objects.values("cover")).first()
    with refused("还没有条款说明"):
        told(shop, a_car(shop, 2), covers=[without])
    assert not Explanation.objects.exists()


def test_the_covers_of_the_last_trial_stand_chosen(shop):
    car = a_car(shop)
    a_quote(shop, car=car)
    chosen = ExplainClausesForm(shop.renewal_clerk, car)["covers"].value()
    assert set(Cover.objects.filter(pk__in=chosen).values_list("code", flat=True)) == {
        "TCI", "VEHICLE_DAMAGE", "THIRD_PARTY",
    }  # fmt: skip


def test_an_electric_car_is_told_its_own_clauses(shop):
    car = a_car(shop)
    last = a_quote(shop, car=car, energy=Energy.BEV)
    found = covers_to_explain(shop.renewal_clerk, car, last)
    assert {each.product for each in found} == {"ANY", "NEV"}
