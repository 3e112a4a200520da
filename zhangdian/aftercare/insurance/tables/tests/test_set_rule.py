"""A rule of underwriting holds from its day on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries, underwriting
from zhangdian.aftercare.insurance.models import UnderwritingRule
from zhangdian.aftercare.insurance.premium import Car, Energy, Use, VehicleKind, Wish
from zhangdian.aftercare.insurance.tables.actions import set_rule
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.aftercare.insurance.underwriting import Rule, RuleKind

CAR = Car(VehicleKind.CAR, Use.FAMILY, Energy.ICE, "江苏", seats=5, first_registered=date(2021, 11, 26))
WISH = Wish("WHEEL_LOSS", "车轮险", Decimal(5000))
DAY = date(2026, 11, 25)


def broken(kind, value, *wishes, car=CAR, day=DAY):
    rule = Rule("WHEEL_LOSS", kind, value, "这条规则")
    return bool(underwriting.broken([rule], car, [WISH, *wishes], day))


@pytest.mark.duty("NBI-02")
def test_a_cover_for_young_cars_is_broken_by_an_older_one():
    assert broken(RuleKind.AGE_MAX, "3")
    assert not broken(RuleKind.AGE_MAX, "5")
    assert broken(RuleKind.AGE_MAX, "5", day=DAY + timedelta(days=1))


@pytest.mark.duty("NBI-02")
def test_combinations_uses_and_sums():
    third = Wish("THIRD_PARTY", "三者险", Decimal(1_000_000))
    assert broken(RuleKind.NEEDS, "THIRD_PARTY")
    assert not broken(RuleKind.NEEDS, "THIRD_PARTY", third)
    assert broken(RuleKind.EXCLUDES, "THIRD_PARTY", third)
    assert broken(RuleKind.USES, "ENT;GOV")
    assert not broken(RuleKind.USES, "ENT;FAM")
    assert [broken(RuleKind.SUM_MAX, most) for most in ("4999", "5000")] == [True, False]
    assert [broken(RuleKind.SUM_MIN, least) for least in ("5000", "5001")] == [False, True]


@pytest.mark.duty("NBI-02")
def test_it_holds_for_its_insurer_from_its_day_on(shop):
    begins = shop.today + timedelta(days=2)
    set_rule(
        shop.fi_manager,
        cover="WHEEL_LOSS",
        kind=RuleKind.SUM_MAX,
        value="3000",
        name="安禾车轮险最多 3000",
        since=begins,
        insurer=insurer("AH"),
    )

    def named(day, code):
        rules = queries.rules_for(queries.rules_on(shop.fi_manager, day), insurer(code))
        return "安禾车轮险最多 3000" in {each.name for each in rules}

    assert [named(shop.today, "AH"), named(begins, "AH"), named(begins, "ZA")] == [False, True, False]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"cover": "NOTHING"}, "没有险种"),
        ({"value": "很多"}, "不是数字"),
        ({"value": "-1"}, "不小于零"),
        ({"value": "NaN"}, "不小于零"),
        ({"kind": RuleKind.NEEDS, "value": "NOTHING"}, "没有险种 NOTHING"),
        ({"kind": RuleKind.USES, "value": "X"}, "没有使用性质 X"),
        ({"kind": RuleKind.USES, "value": ";"}, "请填使用性质"),
        ({"name": "短"}, "请写一句说法"),
    ],
)
def test_a_rule_that_nobody_could_keep_is_refused(shop, given, words):
    usual = {"cover": "WHEEL_LOSS", "kind": RuleKind.SUM_MAX, "value": "3000", "name": "车轮险最多 3000"}
    with refused(words):
        set_rule(shop.fi_manager, **{**usual, **given})


def set_by_form(shop, **given):
    """As the finance and insurance manager types it."""
    sent = {
        "cover": "BODY_SCRATCH",
        "name": "划痕险的规则",
        "insurer": "",
        "since": "",
        "source": "",
        **given,
    }
    answer = browser_of(shop.fi_manager).post("/act/insurance.set_rule", sent)
    found = (
        UnderwritingRule.objects.filter(name="划痕险的规则").latest("pk")
        if answer.status_code == 302
        else None
    )
    return answer, found


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        ("uses", "家庭自用、非营业企业", "FAM;ENT", "家庭自用、非营业企业"),
        ("needs", "三者险，车损险", "THIRD_PARTY;VEHICLE_DAMAGE", "三者险、车损险"),
        ("sum_max", "1,000 万", "10000000", "1,000 万元"),
        ("age_max", "6", "6", "6 年"),
    ],
)
def test_a_rule_is_typed_and_read_in_words(shop, kind, typed, kept, shown):
    _, rule = set_by_form(shop, kind=kind, value=typed)
    assert rule.value == kept
    body = browser_of(shop.renewal_clerk).get(f"/insurance/rules/{rule.pk}").content.decode()
    assert f"<dd>{shown}</dd>" in body


def test_a_word_that_names_no_cover_is_refused(shop):
    answer, _ = set_by_form(shop, kind="needs", value="玻璃水险")
    assert answer.status_code == 422
    assert "没有险种 玻璃水险" in answer.content.decode()
