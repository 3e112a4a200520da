"""Premiums to the fen: every case that domain/insurance.md derives, and what holds for all."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.aftercare.insurance import premium
from zhangdian.aftercare.insurance.premium import Car, Claims, Energy, Given, Relief, Use, VehicleKind, Wish
from zhangdian.aftercare.insurance.rating import Edition, RateLine, TableKind, in_force
from zhangdian.aftercare.insurance.tables import ledgers
from zhangdian.aftercare.insurance.tables.actions import TableRow
from zhangdian.foundation.kernel.money import yuan

DAY = date(2026, 11, 26)
FAMILY = Car(
    VehicleKind.CAR,
    Use.FAMILY,
    Energy.ICE,
    "江苏",
    seats=5,
    litres=Decimal("1.5"),
    price_new=Decimal(100_000),
    first_registered=date(2024, 5, 20),
    bought_on=date(2024, 5, 12),
)
CLEAN = Claims(clean_years=3, years_continuous=3)


def house_editions():
    editions: dict[tuple[str, str, str, date], list[TableRow]] = {}
    for row in ledgers.house_tables():
        editions.setdefault(row.of_table, []).append(row)
    return [
        Edition(
            group[0].kind,
            group[0].since,
            group[0].edition,
            tuple(row.line for row in group),
            insurer=group[0].insurer,
            region=group[0].region,
            example=group[0].example,
        )
        for group in editions.values()
    ]


EDITIONS = house_editions()


def tables(region="江苏", day=DAY, insurer="AH", more=()):
    return in_force([*EDITIONS, *more], insurer, region, day)


def compulsory(car, claims):
    return premium.compulsory(car, claims, tables(car.region)).amount


REGION_OF = {"A": "内蒙古", "B": "陕西", "C": "甘肃", "D": "北京", "E": "江苏"}
CLAIMS_OF = {
    "A1": Claims(clean_years=1),
    "A2": Claims(clean_years=2),
    "A3": Claims(clean_years=7),
    "A4": Claims(at_fault=1, clean_years=0),
    "A5": Claims(at_fault=2),
    "A6": Claims(at_fault=1, fatal=True),
}


@pytest.mark.parametrize(
    ("scheme", "reason", "five_seats", "seven_seats"),
    [
        ("A", "A3", "475", "550"),
        ("B", "A3", "522.50", "605"),
        ("C", "A2", "665", "770"),
        ("D", "A1", "807.50", "935"),
        ("E", "A1", "855", "990"),
        ("E", "A2", "760", "880"),
        ("E", "A3", "665", "770"),
        ("E", "A4", "950", "1100"),
        ("E", "A5", "1045", "1210"),
        ("E", "A6", "1235", "1430"),
    ],
)
def test_the_compulsory_premium_floats_by_scheme_and_accidents(scheme, reason, five_seats, seven_seats):
    car = replace(FAMILY, region=REGION_OF[scheme])
    assert compulsory(car, CLAIMS_OF[reason]) == Decimal(five_seats)
    assert compulsory(replace(car, seats=7), CLAIMS_OF[reason]) == Decimal(seven_seats)


BASES = [
    ("FAM", 5, "950"), ("FAM", 6, "1100"),
    ("ENT", 5, "1000"), ("ENT", 6, "1130"), ("ENT", 10, "1220"), ("ENT", 20, "1270"),
    ("GOV", 5, "950"), ("GOV", 9, "1070"), ("GOV", 19, "1140"), ("GOV", 45, "1320"),
    ("TAXI", 5, "1800"), ("RENT", 7, "2360"), ("HAIL", 10, "2400"), ("TAXI", 20, "2560"), 
    ("TAXI", 36, "3530"),
    ("BUS", 6, "2250"), ("BUS", 10, "2520"), ("BUS", 35, "3020"), ("BUS", 36, "3140"),
    ("COACH", 6, "2350"), ("TOUR", 10, "2620"), ("COACH", 20, "3420"), ("COACH", 50, "4690"),
]  # fmt: skip


@pytest.mark.parametrize(("use", "seats", "base"), BASES)
def test_the_base_goes_by_use_and_seats(use, seats, base):
    car = replace(FAMILY, use=Use(use), seats=seats)
    assert compulsory(car, Claims(first_compulsory=True)) == Decimal(base)


@pytest.mark.parametrize(
    ("use", "tonnes", "base"),
    [
        ("PGD", "1.99", "1200"), ("PGD", "2", "1470"), ("PGD", "5", "1650"), ("PGD", "10", "2220"),
        ("FRT", "1", "1850"), ("FRT", "4.99", "3070"), ("FRT", "9.9", "3450"), ("FRT", "30", "4480"),
    ],
)  # fmt: skip
def test_trucks_go_by_their_load(use, tonnes, base):
    car = replace(FAMILY, kind=VehicleKind.TRUCK, use=Use(use), tonnes=Decimal(tonnes))
    assert compulsory(car, Claims(first_compulsory=True)) == Decimal(base)


@pytest.mark.parametrize(("litres", "base"), [("0.05", 80), ("0.051", 120), ("0.25", 120), ("0.251", 400)])
def test_motorcycles_hold_the_upper_edge(litres, base):
    bike = replace(FAMILY, kind=VehicleKind.MOTORCYCLE, litres=Decimal(litres))
    assert compulsory(bike, Claims(first_compulsory=True)) == base


@pytest.mark.parametrize(("special", "base"), [("1", 3710), ("2", 2430), ("3", 1080), ("4", 3980)])
def test_special_vehicles_have_four_classes(special, base):
    car = replace(FAMILY, kind=VehicleKind.SPECIAL, special_class=special)
    assert compulsory(car, Claims(first_compulsory=True)) == base


def test_a_tractor_has_no_national_rate_and_says_so():
    line = premium.compulsory(replace(FAMILY, kind=VehicleKind.TRACTOR), CLEAN, tables())
    assert line.amount is None
    assert "没有这类车" in line.missing


@pytest.mark.parametrize(
    "claims", [Claims(first_compulsory=True, clean_years=3), Claims(transferred=True, at_fault=2), Claims()]
)
def test_first_and_transferred_cars_do_not_float(claims):
    assert compulsory(FAMILY, claims) == 950


def test_drinking_adds_the_province_s_steps_up_to_the_cap():
    once = Claims(clean_years=1, drink=1)
    often = Claims(clean_years=1, drink=3, drunk=4)
    assert compulsory(FAMILY, once) == Decimal("950.00")
    assert compulsory(FAMILY, often) == Decimal("1425.00")


def test_a_region_without_a_scheme_is_said():
    line = premium.compulsory(replace(FAMILY, region="火星"), CLEAN, tables())
    assert line.amount is None
    assert "没有地区“火星”" in line.missing


NCD = [
    (Claims(first_insured=True), 0, "1.0"),
    (Claims(years_continuous=1), -1, "0.8"),
    (Claims(years_continuous=2), -2, "0.7"),
    (Claims(years_continuous=3), -3, "0.6"),
    (Claims(years_continuous=4), -4, "0.5"),
    (Claims(years_continuous=9), -4, "0.5"),
    (Claims(years_continuous=3, claims_3y=1, claims_4y=1), -2, "0.7"),
    (Claims(years_continuous=6, claims_3y=1, claims_4y=1), -2, "0.7"),
    (Claims(years_continuous=1, claims_3y=1, claims_4y=1), 0, "1.0"),
    (Claims(years_continuous=1, claims_3y=2, claims_4y=2), 1, "1.2"),
    (Claims(years_continuous=3, claims_3y=9, claims_4y=9), 5, "2.0"),
]


@pytest.mark.parametrize(("claims", "level", "factor"), NCD)
def test_the_no_claim_factor_follows_its_grade(claims, level, factor):
    working = premium.Working()
    assert premium.grade(claims) == level
    assert premium.no_claim_factor(claims, Given(), tables(), working) == Decimal(factor)


@pytest.mark.parametrize("claims", [Claims(transferred=True), Claims(lapsed=True)])
def test_after_a_sale_or_a_gap_the_platform_decides(claims):
    wish = Wish("DRIVER_LIABILITY", "司机险", Decimal(10_000))
    pricing = Given(pricing=Decimal(1))
    (line,) = premium.commercial(FAMILY, claims, [wish], pricing, DAY, tables())
    assert line.amount is None
    assert "由平台定" in line.missing
    told = replace(pricing, ncd=Decimal("1.0"))
    (line,) = premium.commercial(FAMILY, claims, [wish], told, DAY, tables())
    assert line.amount == Decimal("29.33")  # 22 / 0.75


def test_the_actual_value_falls_by_the_month():
    working = premium.Working()
    assert premium.months_used(date(2024, 5, 20), DAY) == 30
    assert premium.actual_value(FAMILY, DAY, tables(), working) == Decimal("82000.00")


def test_it_never_falls_under_the_floor():
    old = replace(FAMILY, first_registered=date(2001, 1, 1))
    assert premium.actual_value(old, DAY, tables(), premium.Working()) == Decimal("20000.00")


@pytest.mark.parametrize(
    ("price", "rate"),
    [
        ("99999", "0.0082"),
        ("100000", "0.0077"),
        ("199999.99", "0.0077"),
        ("250000", "0.0072"),
        ("300000", "0.0068"),
    ],
)
def test_battery_cars_fall_by_their_price(price, rate):
    car = replace(FAMILY, energy=Energy.BEV, price_new=Decimal(price))
    found = premium.actual_value(car, DAY, tables(), premium.Working())
    assert found == yuan(Decimal(price) * (1 - 30 * Decimal(rate)))


@pytest.mark.parametrize(
    ("first", "day", "months"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2024, 1, 31), date(2024, 2, 29), 0),
        (date(2026, 11, 26), date(2026, 11, 26), 0),
        (date(2027, 1, 1), date(2026, 11, 26), 0),
    ],
)
def test_only_whole_months_count(first, day, months):
    assert premium.months_used(first, day) == months


@pytest.mark.parametrize(
    ("annual", "month", "tax"),
    [(480, 1, "480.00"), (480, 5, "320.00"), (480, 12, "40.00"), (420, 11, "70.00")],
)
def test_the_year_of_purchase_is_taxed_from_its_month_on(annual, month, tax):
    months = premium.tax_months(date(2026, month, 15), 2026)
    assert premium.part_of_year(Decimal(annual), months) == Decimal(tax)


@pytest.mark.parametrize(
    ("litres", "one", "other"),
    [
        ("1.0", 300, 240), ("1.001", 420, 360), ("1.6", 420, 360), ("2.0", 480, 420), ("2.5", 900, 900),
        ("3.0", 1920, 1800), ("4.0", 3480, 3000), ("4.1", 5280, 4500),
    ],
)  # fmt: skip
def test_the_tax_is_the_region_s(litres, one, other):
    for region, tax in (("示例地区甲", one), ("示例地区乙", other)):
        car = replace(FAMILY, region=region, litres=Decimal(litres))
        assert premium.vessel_tax(car, DAY, tables(region)).amount == tax


def test_a_region_without_a_tax_table_is_never_guessed():
    line = premium.vessel_tax(FAMILY, DAY, tables("江苏"))
    assert line.amount is None
    assert "车船税税额" in line.missing


@pytest.mark.parametrize(
    ("energy", "relief", "tax"),
    [
        (Energy.BEV, Relief.UNKNOWN, "0.00"),
        (Energy.FCEV, Relief.UNKNOWN, "0.00"),
        (Energy.PHEV, Relief.EXEMPT, "0.00"),
        (Energy.PHEV, Relief.NONE, "420.00"),
        (Energy.PHEV, Relief.UNKNOWN, None),
        (Energy.ICE, Relief.HALF, "210.00"),
        (Energy.HEV, Relief.UNKNOWN, "420.00"),
    ],
)
def test_new_energy_and_catalogue_cars(energy, relief, tax):
    car = replace(FAMILY, region="示例地区甲", energy=energy, relief=relief)
    found = premium.vessel_tax(car, DAY, tables("示例地区甲")).amount
    assert found == (None if tax is None else Decimal(tax))


def test_what_was_paid_this_year_is_not_collected_twice():
    assert premium.vessel_tax(replace(FAMILY, tax_paid=True), DAY, tables()).amount == 0


# Commercial ---------------------------------------------------------------------------------------

THIRD = Wish("THIRD_PARTY", "三者险", Decimal(2_000_000))
USUAL = Edition(TableKind.USUAL, date(2026, 1, 1), "本店", (RateLine("ICE", value=Decimal("0.85")),), "AH")


def test_the_commercial_premium_is_rounded_once():
    (line,) = premium.commercial(FAMILY, CLEAN, [THIRD], Given(pricing=Decimal("0.85")), DAY, tables())
    assert line.base == Decimal("896.00")  # 672 / 0.75
    assert line.factors == (("无赔款优待", Decimal("0.6")), ("自主定价", Decimal("0.85")))
    assert line.amount == Decimal("456.96")


def test_the_platform_s_violation_factor_multiplies():
    told = Given(pricing=Decimal("0.85"), violation=Decimal("1.1"))
    (line,) = premium.commercial(FAMILY, CLEAN, [THIRD], told, DAY, tables())
    assert line.amount == Decimal("502.66")  # 456.96 × 1.1 = 502.656


def test_an_insurer_s_usual_factor_is_its_own():
    mine = premium.commercial(FAMILY, CLEAN, [THIRD], Given(), DAY, tables(more=[USUAL]))
    others = premium.commercial(FAMILY, CLEAN, [THIRD], Given(), DAY, tables(insurer="ZA", more=[USUAL]))
    assert mine[0].amount == Decimal("456.96")
    assert others[0].amount is None
    assert "由保险公司定" in others[0].missing


RANGES = [
    (Energy.ICE, date(2021, 1, 1), "0.60", False), (Energy.ICE, date(2021, 1, 1), "0.65", True),
    (Energy.ICE, date(2023, 5, 31), "1.40", False), (Energy.ICE, date(2023, 6, 1), "1.40", True),
    (Energy.HEV, DAY, "1.50", True), (Energy.HEV, DAY, "1.51", False),
    (Energy.BEV, date(2025, 8, 31), "0.60", False), (Energy.BEV, date(2025, 9, 1), "0.60", True),
    (Energy.BEV, date(2026, 3, 22), "0.55", False), (Energy.PHEV, date(2026, 3, 23), "1.45", True),
    (Energy.BEV, DAY, "0.54", False),
]  # fmt: skip


@pytest.mark.parametrize(("energy", "day", "factor", "fits"), RANGES)
def test_the_pricing_factor_stays_in_the_range_of_its_day(energy, day, factor, fits):
    car, told = replace(FAMILY, energy=energy), Given(pricing=Decimal(factor))
    if fits:
        working = premium.Working()
        assert premium.pricing_factor(car, told, tables(day=day), working) == Decimal(factor)
    else:
        with pytest.raises(premium.Open, match="不在"):
            premium.pricing_factor(car, told, tables(day=day), premium.Working())


def test_seats_days_and_shares():
    wishes = [
        Wish("VEHICLE_DAMAGE", "车损险", Decimal(80_000)),
        Wish("PASSENGER_LIABILITY", "乘客险", Decimal(10_000), per_seat=True),
        Wish("REPAIR_PERIOD", "修理补偿", Decimal(100), days=10),
        Wish("ABS_DEDUCTIBLE", "绝对免赔", Decimal(10), target="VEHICLE_DAMAGE"),
    ]
    plain = Given(ncd=Decimal(1), pricing=Decimal(1))
    amounts = [line.amount for line in premium.commercial(FAMILY, CLEAN, wishes, plain, DAY, tables())]
    damage = yuan((390 + 80_000 * Decimal("0.0058")) / Decimal("0.75"))
    assert amounts == [damage, Decimal("74.67"), Decimal("86.67"), -yuan(damage / 10)]


def test_a_rider_on_a_cover_that_is_open_is_open_too():
    wishes = [
        Wish("VEHICLE_DAMAGE", "车损险"),
        Wish("ABS_DEDUCTIBLE", "绝对免赔", Decimal(10), target="VEHICLE_DAMAGE"),
    ]
    car = replace(FAMILY, price_new=None)
    lines = premium.commercial(car, CLEAN, wishes, Given(pricing=Decimal(1)), DAY, tables())
    assert [line.amount for line in lines] == [None, None]
    assert "新车购置价" in lines[0].missing


def test_the_sums_are_open_where_a_line_is():
    trial = premium.reckon(FAMILY, CLEAN, [THIRD], Given(pricing=Decimal(1)), DAY, tables("江苏"))
    assert trial.compulsory == Decimal("665.00")
    assert trial.tax is None
    assert trial.total is None
    assert any("车船税" in each for each in trial.missing)


def test_every_figure_says_which_table_and_which_edition():
    trial = premium.reckon(
        replace(FAMILY, region="示例地区甲"),
        CLEAN,
        [THIRD],
        Given(pricing=Decimal(1)),
        DAY,
        tables("示例地区甲"),
    )
    for line in trial.lines:
        assert line.editions, line.name
        assert line.steps, line.name
    assert "2008 版" in trial.lines[0].editions[0]
    assert [line.example for line in trial.lines] == [False, True, True]


# What holds for all -------------------------------------------------------------------------------

days = st.dates(date(2020, 10, 1), date(2040, 12, 31))
cars = st.builds(
    replace,
    st.just(FAMILY),
    energy=st.sampled_from(Energy),
    region=st.sampled_from(["示例地区甲", "示例地区乙", "江苏", "无此地"]),
    seats=st.integers(2, 60),
    litres=st.decimals("0.1", "6", places=3),
    price_new=st.decimals("10000", "2000000", places=2),
    first_registered=days,
    bought_on=days,
    relief=st.sampled_from(Relief),
)
histories = st.builds(
    Claims,
    first_compulsory=st.booleans(),
    clean_years=st.integers(0, 9),
    at_fault=st.integers(0, 5),
    fatal=st.booleans(),
    first_insured=st.booleans(),
    years_continuous=st.integers(0, 9),
    claims_3y=st.integers(0, 12),
    claims_4y=st.integers(0, 12),
    drink=st.integers(0, 4),
)
factors = st.builds(Given, pricing=st.decimals("0.66", "1.34", places=4), ncd=st.none())
WISHES = [
    Wish("VEHICLE_DAMAGE", "车损险"),
    THIRD,
    Wish("PASSENGER_LIABILITY", "乘客险", Decimal(10_000), per_seat=True),
    Wish("NO_ENGINE_WATER", "涉水除外", target="VEHICLE_DAMAGE"),
]


@given(car=cars, claims=histories, told=factors, day=days)
def test_sums_are_those_of_the_lines_and_the_same_inputs_give_the_same(car, claims, told, day):
    now = tables(car.region, day)
    trial = premium.reckon(car, claims, WISHES, told, day, now)
    assert trial == premium.reckon(car, claims, WISHES, told, day, now)
    amounts = [line.amount for line in trial.lines]
    if None in amounts:
        assert trial.total is None
        assert trial.missing
    else:
        parts = (trial.compulsory, trial.tax, trial.commercial)
        assert trial.total == sum(amounts) == sum(each for each in parts if each is not None)
    for line in trial.lines:
        assert (line.amount is None) == bool(line.missing)
        assert line.amount is None or line.amount == yuan(line.amount)


@given(car=cars, claims=histories, told=factors, day=days, ahead=st.integers(1, 900))
def test_an_edition_that_begins_later_changes_nothing(car, claims, told, day, ahead):
    later = [
        replace(each, since=day + timedelta(days=ahead), lines=(), insurer="AH", region=car.region)
        for each in EDITIONS
    ]
    before = premium.reckon(car, claims, WISHES, told, day, tables(car.region, day))
    assert before == premium.reckon(car, claims, WISHES, told, day, tables(car.region, day, more=later))


@given(bought=days, day=days, annual=st.decimals("60", "5400", places=2))
def test_the_part_year_tax_is_a_share_of_the_year(bought, day, annual):
    months = premium.tax_months(bought, day.year)
    assert 1 <= months <= 12
    tax = premium.part_of_year(annual, months)
    assert abs(tax * 12 - annual * months) <= Decimal("0.06")
    assert (months == 12) == (bought.year != day.year or bought.month == 1)


@given(first=days, day=days)
def test_months_used_rise_with_the_days(first, day):
    months = premium.months_used(first, day)
    assert months >= 0
    assert premium.months_used(first, day + timedelta(days=1)) - months in (0, 1)
    if day >= first:
        assert abs(months - (day - first).days / 30.44) < 1.5


@given(claims=histories)
def test_one_more_claim_never_makes_it_cheaper(claims):
    more = replace(claims, claims_3y=claims.claims_3y + 1, claims_4y=claims.claims_4y + 1)
    assert premium.grade(more) >= premium.grade(claims)
