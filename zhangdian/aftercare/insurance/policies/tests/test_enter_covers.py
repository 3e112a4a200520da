"""A policy names its covers: taken only as the rules allow for this car, and each explained before."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.models import (
    Cover,
    OfferLine,
    Policy,
    PolicyCover,
    PolicyLine,
    RulesAsked,
)
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    COVERS,
    DAMAGE,
    SCRATCH,
    THIRD_PARTY,
    WHEELS,
    a_car,
    a_policy,
    told,
    told_of,
    unnamed,
)
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.products import ledgers
from zhangdian.aftercare.insurance.products.actions import explain_cover, load_covers
from zhangdian.aftercare.insurance.tables.actions import end_rule, set_rule
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import record_binding_quote
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.records import writing

NUMBER = "PDAA202651010000000001"


def years_ago(shop, years):
    return shop.today.replace(day=1) - timedelta(days=366 * years)


def with_wheels(shop, car=None, **more):
    car = car or a_car(shop)
    told_of(shop, car, "WHEEL_LOSS")
    return a_policy(shop, car=car, covers=[*COVERS, WHEELS], **more)


@pytest.mark.duty("NBI-02")
def test_a_cover_for_cars_under_three_years_is_refused_by_its_name_for_one_of_five(shop):
    car = a_car(shop)
    with refused("不合", "车轮险只收三年以内的车", "改单以后再登记"):
        with_wheels(shop, car, first_registered=years_ago(shop, 5))
    assert not Policy.objects.exists()
    assert not PolicyCover.objects.exists()
    policy = a_policy(shop, car=car)
    assert policy.number == NUMBER


@pytest.mark.duty("NBI-02")
def test_for_a_young_car_it_is_taken_and_the_facts_stand_with_it(shop):
    day = years_ago(shop, 1)
    policy = with_wheels(shop, first_registered=day, use=Use.FAMILY)
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000、三者险 200 万、车轮险 5,000"
    asked = RulesAsked.objects.get(policy=policy)
    assert (asked.first_registered, asked.use, asked.rules_on) == (day, "FAM", policy.signed_on)
    page = said(look(shop.renewal_clerk, reverse("insurance:policy", args=[policy.pk])))
    assert "三者险" in page
    assert "200 万" in page
    assert "初次登记" in page


@pytest.mark.duty("NBI-02")
def test_the_car_is_as_old_as_it_is_when_the_cover_begins(shop):
    begins = shop.today + timedelta(days=30)
    third = begins.replace(year=begins.year - 3)
    car = a_car(shop)
    with refused("车轮险只收三年以内的车"):
        with_wheels(shop, car, starts_on=begins, first_registered=third)
    with_wheels(shop, car, starts_on=begins, first_registered=third + timedelta(days=1))


@pytest.mark.duty("NBI-02")
def test_what_nobody_has_told_of_the_car_is_asked_for_and_not_guessed(shop):
    with refused("初次登记日期没有登记，不能猜", "照行驶证填上"):
        with_wheels(shop)
    car = a_car(shop, 2)
    told_of(shop, car, "HOLIDAY_DOUBLE")
    with refused("使用性质没有登记，不能猜"):
        a_policy(shop, car=car, covers=[*COVERS, Wished("HOLIDAY_DOUBLE")])
    with refused("节假日翻倍只给家庭自用车"):
        a_policy(shop, car=car, covers=[*COVERS, Wished("HOLIDAY_DOUBLE")], use=Use.HAILING)
    assert not Policy.objects.exists()


def test_what_the_car_was_tried_with_is_known(shop):
    car = a_car(shop)
    a_quote(shop, car=car, first_registered=years_ago(shop, 5), bought_on=None)
    with refused("车轮险只收三年以内的车"):
        with_wheels(shop, car)


@pytest.mark.duty("NBI-02")
def test_another_insurer_s_rule_and_one_that_has_ended_or_not_begun_are_not_asked(shop):
    def ruled(**more):
        given = {
            "insurer": insurer("AH"), "cover": "THIRD_PARTY", "kind": RuleKind.SUM_MAX, "value": "1000000",
            "name": "安禾三者险最高一百万", "since": shop.today, "source": "通知",
        }  # fmt: skip
        return set_rule(shop.fi_manager, **{**given, **more}).subject

    other = ruled(insurer=insurer("HT"), name="别家的规则")
    ruled(since=shop.today + timedelta(days=1), name="明天的规则")
    a_policy(shop)
    ruled()
    car = a_car(shop, 2)
    with refused("安禾三者险最高一百万"):
        a_policy(shop, car=car, number="PDAA2222222")
    with refused("别家的规则"):
        a_policy(shop, car=car, number="PDAA2222222", insurer=insurer("HT"))
    end_rule(shop.fi_manager, other, on=shop.today, why="通知收回")
    a_policy(shop, car=car, number="PDAA2222222", insurer=insurer("HT"))


def test_required_and_excluded_covers_are_asked(shop):
    car = a_car(shop)
    told(shop, car)
    set_rule(
        shop.fi_manager, insurer=insurer(), cover="VEHICLE_DAMAGE", kind=RuleKind.NEEDS,
        value="DRIVER_LIABILITY", name="车损险要同时投司机险", since=shop.today, source="通知",
    )  # fmt: skip
    with refused("车损险要同时投司机险"):
        a_policy(shop, car=car)
    a_policy(shop, car=car, covers=[*COVERS, Wished("DRIVER_LIABILITY", Decimal(10_000))])


@pytest.mark.duty("NBI-02")
@pytest.mark.parametrize(
    ("covers", "says"),
    [
        ([], "要写明险种"),
        ([SCRATCH], "要先投它的主险"),
        ([Wished("DRIVER_ACCIDENT", Decimal(1))], "另出保单"),
        ([Wished("THIRD_PARTY")], "三者险 请照保单填保额"),
        ([Wished("VEHICLE_DAMAGE")], "车损险 请照保单填保额"),
        ([THIRD_PARTY, THIRD_PARTY], "选了两次"),
        ([Wished("GRID_FAULT")], "里没有险种"),
        ([DAMAGE, Wished("REPAIR_PERIOD", Decimal(100))], "填天数"),
    ],
)
def test_a_commercial_policy_without_what_it_covers_is_refused_and_says_what_to_do(shop, covers, says):
    with refused(says):
        a_policy(shop, covers=covers)
    assert not Policy.objects.exists()


def test_a_rider_that_stands_by_itself_is_no_policy(shop):
    rider = next(each for each in ledgers.house_covers() if each.code == "HOLIDAY_DOUBLE")
    load_covers(shop.fi_manager, rows=[replace(rider, code="ALONE", needs="", short_name="单投险")])
    with refused("至少要有一个主险"):
        a_policy(shop, covers=[Wished("ALONE")])


def test_a_sum_that_we_do_not_offer_ourselves_is_entered_as_it_stands(shop):
    policy = a_policy(shop, covers=[Wished("THIRD_PARTY", Decimal(2_500_000))])
    assert issued.in_words(issued.standing(policy)) == "三者险 250 万"


def test_of_the_compulsory_line_the_cover_is_implied_and_nothing_is_picked(shop):
    policy = a_policy(shop, line=PolicyLine.COMPULSORY, tax=Decimal(300))
    assert issued.in_words(issued.standing(policy)) == "交强险"
    with refused("交强险不用选险种"):
        a_policy(
            shop, line=PolicyLine.COMPULSORY, number="PDZA3333333", car=a_car(shop, 3), covers=list(COVERS)
        )


# The insurer's own quote --------------------------------------------------------------------------------


def quoted(shop, car, **more):
    quote = a_quote(shop, shop.fi_manager, car, **more)
    record_binding_quote(
        shop.fi_manager, quote, insurer=insurer(), compulsory=Decimal(950), tax=Decimal(300),
        commercial=Decimal(2950), photo=visits.a_photo(shop.fi_manager),
    )  # fmt: skip
    return quote


@pytest.mark.duty("NBI-02")
def test_where_the_insurer_s_quote_holds_nothing_is_typed_again(shop):
    car = a_car(shop)
    quoted(shop, car)
    policy = a_policy(shop, car=car, covers=[])
    damage = OfferLine.objects.get(quote__vehicle=car, code="VEHICLE_DAMAGE").sum
    assert [(each.cover.code, each.sum) for each in issued.standing(policy)] == [
        ("VEHICLE_DAMAGE", damage), ("THIRD_PARTY", Decimal(2_000_000)),
    ]  # fmt: skip


def test_one_of_another_insurer_or_past_its_day_stands_for_nothing(shop):
    car = a_car(shop)
    quote = quoted(shop, car, insurers=[insurer("AH"), insurer("HT")])
    with refused("要写明险种"):
        a_policy(shop, car=car, covers=[], insurer=insurer("HT"))
    shop.later(days=(quote.valid_until - shop.today).days + 1)
    with refused("要写明险种"):
        a_policy(shop, car=car, covers=[])


def test_the_form_shows_what_was_quoted_and_takes_it_in_one_tap(shop):
    car = a_car(shop)
    quote = quoted(shop, car)
    told(shop, car)
    page = browser_of(shop.renewal_clerk).get(f"/act/insurance.enter_policy?vin={car.vin}")
    form = page.context["form"]
    assert form["insurer"].value() == insurer().pk
    assert [each["cover"] for each in form["covers"].value()] == ["VEHICLE_DAMAGE", "THIRD_PARTY"]
    assert form["first_registered"].value() == date(2024, 5, 20)
    assert f"照保险公司报价 {quote} 填好了" in page.content.decode()
    other = browser_of(shop.renewal_clerk).get(f"/act/insurance.enter_policy?vin={a_car(shop, 2).vin}")
    assert "填好了" not in other.content.decode()


def test_a_compulsory_policy_sent_with_the_lines_of_the_other_drops_them(shop):
    car = a_car(shop)
    told(shop, car)
    sent = {
        "insurer": insurer().pk, "line": "TCI", "desk": "renewal", "number": "PDZA1234567", "vin": car.vin,
        "signed_on": shop.today, "starts_on": shop.today + timedelta(days=1), "premium": "950", "tax": "300",
        "covers-rows": "0", "covers-0-cover": "THIRD_PARTY", "covers-0-sum": "2000000",
    }  # fmt: skip
    browser_of(shop.renewal_clerk).post("/act/insurance.enter_policy", sent)
    assert issued.in_words(issued.standing(Policy.objects.get())) == "交强险"


# Clauses by cover ---------------------------------------------------------------------------------------


@pytest.mark.duty("RNW-25", "NBI-02")
def test_a_cover_that_was_never_explained_is_refused_by_its_name(shop):
    car = a_car(shop)
    covers = [*COVERS, SCRATCH]
    first = told(shop, car)
    with refused("划痕险的保障、责任免除和免赔还没有客户的确认"):
        a_policy(shop, car=car, covers=covers, first_registered=years_ago(shop, 1))
    second = told_of(shop, car, "BODY_SCRATCH")
    policy = a_policy(shop, car=car, covers=covers, first_registered=years_ago(shop, 1))
    rows = PolicyCover.objects.filter(policy=policy)
    by_code = {each.cover.code: each.explanation for each in rows.select_related("cover", "explanation")}
    assert by_code == {"VEHICLE_DAMAGE": first, "THIRD_PARTY": first, "BODY_SCRATCH": second}
    assert policy.explanation == second


@pytest.mark.duty("RNW-25")
def test_only_covers_of_the_policy_need_their_newest_edition(shop):
    car = a_car(shop)
    told(shop, car)
    cover = Cover.objects.get(code="DRIVER_LIABILITY", product="ICE")
    explain_cover(
        shop.fi_manager,
        cover,
        since=shop.today,
        pays="撞了以后本车司机受伤按限额赔",
        excludes="不赔乘客",
        edition="新版",
    )
    a_policy(shop, car=car)


def test_a_cover_without_a_clause_in_plain_words_sends_to_who_writes_it(shop):
    like = next(each for each in ledgers.house_covers() if each.code == "NEW_EQUIPMENT")
    load_covers(shop.fi_manager, rows=[replace(like, code="LUGGAGE", name="随车行李险", short_name="行李险")])
    with refused("行李险还没有条款说明", "金融保险经理先写"):
        a_policy(shop, covers=[*COVERS, Wished("LUGGAGE", Decimal(3000))])


def test_an_old_policy_without_covers_says_so(shop):
    policy = a_policy(shop)
    page = reverse("insurance:policy", args=[policy.pk])
    assert issued.NOT_NAMED not in said(look(shop.renewal_clerk, page))
    unnamed(policy)
    assert issued.NOT_NAMED in said(look(shop.renewal_clerk, page))


@pytest.mark.parametrize("wrong", ["twice", "no sum", "no days"])
def test_the_database_keeps_what_cannot_be(shop, wrong):
    policy = a_policy(shop)
    row = policy.covers.in_entry().first()
    amiss = {
        "twice": {},
        "no sum": {"target": "x", "sum": 0},
        "no days": {"target": "x", "days": 0},
    }[wrong]
    values = {"cover_id": row.cover_id, "target": row.target, "sum": 1, "days": 1, **amiss}
    with pytest.raises(IntegrityError), writing(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO insurance_policycover (entry_id, policy_id, cover_id, target, sum, days)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [row.entry_id, policy.pk, *values.values()],
        )
