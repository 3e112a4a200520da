"""A trial: several insurers side by side, frozen, an estimate."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.insurers.actions import approve_insurer, withdraw_insurer
from zhangdian.aftercare.insurance.models import BarredAttempt, Insurer, Quote
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, begun
from zhangdian.aftercare.insurance.premium import Energy
from zhangdian.aftercare.insurance.quoting import MOST_INSURERS
from zhangdian.aftercare.insurance.rating import RateLine, TableKind
from zhangdian.aftercare.insurance.tables.actions import enter_table
from zhangdian.aftercare.insurance.tests.arranging import a_car, a_quote, another, insurer
from zhangdian.aftercare.insurance.wishing import Wished

THIRD = Wished("THIRD_PARTY", Decimal(2_000_000))
DAMAGE = Wished("VEHICLE_DAMAGE")


def totals(quote):
    return {str(each.insurer): each.total for each in quote.offers.select_related("insurer")}


@pytest.mark.duty("RNW-07")
def test_insurers_stand_side_by_side_and_their_lines_sum_to_their_totals(shop):
    quote = a_quote(shop, insurers=[insurer("AH"), insurer("ZA")])
    assert quote.number.startswith("BJ")
    assert set(totals(quote)) == {"安禾", "泽岸"}
    for offer in quote.offers.all():
        amounts = [line.amount for line in offer.lines.all()]
        assert offer.total == sum(amounts) == offer.compulsory + offer.tax + offer.commercial
        assert all(line.steps and line.editions for line in offer.lines.all())
    assert quote.offers.get(insurer__code="AH").compulsory == Decimal("665.00")


@pytest.mark.duty("RNW-31")
@pytest.mark.duty("NBI-09")
def test_an_insurer_without_approval_is_refused_and_the_manager_is_told(shop):
    with refused("青漠 没有本店认证", "安禾"):
        a_quote(shop, insurers=[insurer("AH"), insurer("QM")])
    assert not Quote.objects.exists()
    told = BarredAttempt.objects.get()
    assert (told.insurer.code, told.by_id) == ("QM", shop.renewal_clerk.person_id)


@pytest.mark.duty("NBI-02")
def test_what_breaks_a_rule_is_refused_by_its_name(shop):
    wheel = Wished("WHEEL_LOSS", Decimal(5000))
    old = shop.today - timedelta(days=5 * 366)
    with refused("安禾：车轮险只收三年以内的车"):
        a_quote(shop, wishes=[DAMAGE, wheel], first_registered=old)
    assert not Quote.objects.exists()


def test_what_no_table_tells_is_named_and_the_total_is_open(shop):
    quote = a_quote(shop, region="江苏")
    offer = quote.offers.get()
    assert offer.total is None
    assert offer.tax is None
    assert "车船税" in offer.missing
    assert offer.compulsory == Decimal("665.00")


@pytest.mark.duty("NBI-03")
def test_a_later_edition_never_changes_an_older_quote(shop):
    quote = a_quote(shop)
    before = totals(quote)
    line = RateLine("FAM", "家庭自用", value=Decimal(9999))
    enter_table(shop.fi_manager, kind=TableKind.TCI_BASE, edition="2027", lines=[line])
    assert totals(Quote.objects.get(pk=quote.pk)) == before
    assert a_quote(shop).offers.get().compulsory == Decimal("4999.50") + Decimal("1999.80")


@pytest.mark.duty("NBI-03")
def test_the_rate_of_the_day_of_inception_is_taken(shop):
    begins = shop.today + timedelta(days=10)
    line = RateLine("FAM", "家庭自用", value=Decimal(2000))
    enter_table(shop.fi_manager, kind=TableKind.TCI_BASE, edition="2027", lines=[line], since=begins)
    before = a_quote(shop, inception_on=begins - timedelta(days=1)).offers.get().compulsory
    assert (before, a_quote(shop, inception_on=begins).offers.get().compulsory) == (
        Decimal("665.00"),
        Decimal("1400.00"),
    )


def test_a_new_energy_car_takes_its_own_clauses(shop):
    water = Wished("NO_ENGINE_WATER")
    with refused("新能源条款里没有险种 NO_ENGINE_WATER"):
        a_quote(shop, wishes=[DAMAGE, water], energy=Energy.BEV)
    assert a_quote(shop, wishes=[DAMAGE, water]).offers.get().total is not None


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ([Wished("BODY_SCRATCH", Decimal(2000))], "要先投它的主险"),
        ([THIRD, Wished("NON_MEDICARE", Decimal(100_000))], "要指明附在哪个已投的主险上"),
        ([DAMAGE, Wished("NON_MEDICARE", Decimal(100_000), target="VEHICLE_DAMAGE")], "要先投它的主险"),
        ([Wished("THIRD_PARTY", Decimal(123))], "没有 123 这一档"),
        ([Wished("THIRD_PARTY")], "请填限额"),
        ([DAMAGE, Wished("REPAIR_PERIOD", Decimal(100))], "请填天数"),
        ([Wished("THEFT")], "不能再投"),
        ([Wished("DRIVER_ACCIDENT", Decimal(1000))], "另出保单"),
        ([Wished("NOTHING")], "没有险种 NOTHING"),
        ([THIRD, THIRD], "选了两次"),
    ],
)
def test_what_cannot_be_sold_so_is_refused(shop, wishes, words):
    with refused(words):
        a_quote(shop, wishes=wishes)


@pytest.mark.parametrize(("days", "words"), [(-1, "已经过了"), (401, "太远了")])
def test_the_day_of_inception_is_near(shop, days, words):
    with refused(words):
        a_quote(shop, inception_on=shop.today + timedelta(days=days))


def test_a_car_is_not_registered_after_it_is_insured(shop):
    with refused("晚于起保日"):
        a_quote(shop, first_registered=shop.today + timedelta(days=30))


def test_somebody_is_asked(shop):
    with refused("至少选一家"):
        a_quote(shop, insurers=[])


def test_it_asks_as_often_for_one_insurer_as_for_five(shop, django_assert_max_num_queries):
    quote = a_quote(shop, insurers=list(Insurer.objects.approved_on(shop.today)))
    assert quote.offers.count() == 5
    with django_assert_max_num_queries(8):
        found = queries.quotes_to_read(shop.renewal_clerk).get(pk=quote.pk)
        assert len(queries.side_by_side(found)) == 4


def form_of(shop, car):
    return browser_of(shop.renewal_clerk).get(f"/act/insurance.open_quote/{car.pk}").context["form"]


def stands(shop, car, name):
    """What stands in a field of the form before anybody typed."""
    return form_of(shop, car)[name].value()


def test_the_next_form_knows_what_the_last_quote_was_asked(shop):
    wished = [DAMAGE, Wished("THIRD_PARTY", Decimal(3_000_000))]
    car = a_quote(shop, insurers=[insurer("ZA")], wishes=wished, clean_years=2).vehicle
    known = form_of(shop, car).initial
    assert known["price_new"] == Decimal(100_000)
    assert known["first_registered"] == date(2024, 5, 20)
    assert known["insurers"] == [insurer("ZA").pk]
    assert {each["cover"]: each["sum"] for each in known["wishes"]}["THIRD_PARTY"] == Decimal(3_000_000)
    assert known["clean_years"] == 2


def test_without_a_quote_it_knows_what_the_last_policy_covers(shop):
    third = Wished("THIRD_PARTY", Decimal(3_000_000))
    car = a_policy(shop, covers=[Wished("VEHICLE_DAMAGE", Decimal(86_000)), third]).vehicle
    known = form_of(shop, car).initial
    assert [(each["cover"], each["sum"]) for each in known["wishes"]] == [
        ("VEHICLE_DAMAGE", None), ("THIRD_PARTY", Decimal(3_000_000)),
    ]  # fmt: skip


def test_what_happened_before_is_asked_anew_for_the_next_renewal(shop):
    car = a_quote(shop, clean_years=2).vehicle
    shop.later(days=100)
    assert stands(shop, car, "clean_years") is None
    assert stands(shop, car, "price_new") == Decimal(100_000)


def test_an_insurer_that_lost_its_approval_is_not_chosen_again(shop):
    car = a_quote(shop, insurers=[insurer("AH"), insurer("ZA")]).vehicle
    withdraw_insurer(shop.fi_manager, insurer("ZA"), why="续期没谈成")
    assert stands(shop, car, "insurers") == [insurer("AH").pk]


def test_no_more_insurers_are_chosen_than_one_trial_takes(shop):
    for code in ("LN", "LM", "LK"):
        approve_insurer(shop.fi_manager, another(shop, code), since=shop.today)
    assert len(stands(shop, a_car(shop), "insurers")) == MOST_INSURERS


def test_it_begins_when_the_running_cover_ends(shop):
    policy = begun(shop, days=345)
    assert stands(shop, policy.vehicle, "inception_on") == shop.today + timedelta(days=20)
    assert stands(shop, a_car(shop), "inception_on") == shop.today + timedelta(days=1)


def test_the_usual_renewal_is_asked_little_and_the_rest_says_what_stands_in_it(shop):
    car = a_car(shop)
    folds = {each["heading"]: each for each in form_of(shop, car).get_context()["folds"]}
    assert folds["车辆"]["open"]
    assert not folds["少见的记录"]["open"]
    a_quote(shop, car=car)
    folds = {each["heading"]: each for each in form_of(shop, car).get_context()["folds"]}
    assert not any(each["open"] for each in folds.values())
    assert "客车 · 家庭自用 · 燃油 · 核定座位 5 座" in folds["车辆"]["says"]


def test_a_cover_without_a_sum_is_tried_as_it_was_chosen(shop):
    """Vehicle damage has no sum of its own: its line says no more than its name."""
    car = a_quote(shop, wishes=[DAMAGE, THIRD]).vehicle
    sent = {"inception_on": shop.today, "region": "示例地区甲", "kind": "car", "use": "FAM", "energy": "ICE"}
    sent |= {"insurers": [insurer("AH").pk], "seats": 5, "price_new": 100_000}
    sent |= {"first_registered": "2024-05-20", "wishes-rows": "0 1 2"}
    sent |= {"wishes-0-cover": "VEHICLE_DAMAGE", "wishes-1-cover": "THIRD_PARTY", "wishes-1-sum": "2000000"}
    answer = browser_of(shop.renewal_clerk).post(f"/act/insurance.open_quote/{car.pk}", sent)
    assert answer.status_code == 302
    lines = Quote.objects.latest("pk").offers.get().lines.all()
    assert {line.code for line in lines} == {"TCI", "VVT", "VEHICLE_DAMAGE", "THIRD_PARTY"}


def test_a_cover_that_needs_a_sum_says_so(shop):
    car = a_quote(shop).vehicle
    sent = {"inception_on": shop.today, "region": "示例地区甲", "kind": "car", "use": "FAM", "energy": "ICE"}
    sent |= {"insurers": [insurer("AH").pk], "wishes-rows": "0", "wishes-0-cover": "THIRD_PARTY"}
    answer = browser_of(shop.renewal_clerk).post(f"/act/insurance.open_quote/{car.pk}", sent)
    assert answer.status_code == 422
    assert "三者险 请填限额" in answer.content.decode()


def test_a_fold_with_an_error_stands_open(shop):
    car = a_quote(shop).vehicle
    form = form_of(shop, car)
    sent = {"inception_on": shop.today, "region": "示例地区甲", "kind": "car", "use": "FAM", "energy": "ICE"}
    sent |= {"insurers": form["insurers"].value(), "seats": 5, "price_new": 1}
    sent |= {"first_registered": "2024-05-20", "ncd": "无"}
    answer = browser_of(shop.renewal_clerk).post(f"/act/insurance.open_quote/{car.pk}", sent)
    assert answer.status_code == 422
    opened = [each["heading"] for each in answer.context["form"].get_context()["folds"] if each["open"]]
    assert opened == ["平台和保险公司给的数"]
