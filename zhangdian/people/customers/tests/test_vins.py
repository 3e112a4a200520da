"""A VIN of a Chinese car must pass its check digit; a foreign one may fail and is then doubted."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhangdian.people.customers import vins
from zhangdian.people.customers.vins import VinRefused

SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
a_body = st.text(alphabet=SIGNS, min_size=17, max_size=17)


def with_check_digit(body: str) -> str:
    return f"{body[:8]}{vins.check_digit(body)}{body[9:]}"


@pytest.mark.parametrize(
    "vin",
    [
        "LDC613P23A1305189",
        "LSJA24U62JG269225",
        "LBV5S3102ESJ25655",
        "LSVAL41Z882104202",
        "LZZ1BLMJ4TJ465057",
        "LHGCM826X8A000004",
        "L00Y06G17GW120001",
        "L00Y13P14PW120002",
        "L00Y12N13TW700168",
        "1M8GDM9AXKP042788",
        "11111111111111111",
    ],
)
def test_right_numbers_pass_without_doubt(vin):
    judged = vins.judge(vin)
    assert (judged.text, judged.doubt) == (vin, "")


def test_an_imported_car_that_fails_the_check_digit_is_kept_with_a_doubt():
    assert vins.check_digit("9BWZZZ377VT004251") == "2"
    judged = vins.judge("9BWZZZ377VT004251")
    assert judged.text == "9BWZZZ377VT004251"
    assert "没有通过校验" in judged.doubt
    assert not judged.is_made_in_china


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "是空的"),
        ("LDC613P23A130518", "16 位，少 1 位"),
        ("LDC613P23A13051890", "18 位，多 1 位"),
        ("LDC613P24A1305189", "第 9 位.*是 4.*应为 3"),
        ("HDC613P23A1305189", "校验位"),
        ("LDC613P23A13O5189", "字母 O.*是不是 LDC613P23A1305189"),
        ("IDC613P23A1305189", "不用 I、O、Q"),
        ("LDC613P23A13051８#", "“#”"),
        ("车架号", "只有字母和数字"),
    ],
)
def test_wrong_numbers_are_refused_with_what_is_wrong(typed, says):
    with pytest.raises(VinRefused, match=says):
        vins.judge(typed)


def test_a_look_alike_is_proposed_only_when_the_check_digit_then_passes():
    with pytest.raises(VinRefused) as refused:
        vins.judge("LDC613P23A13O5189")
    assert refused.value.suggestion == "LDC613P23A1305189"
    with pytest.raises(VinRefused) as refused:
        vins.judge("LDC613P23A13O5188")
    assert refused.value.suggestion == ""


@pytest.mark.parametrize(
    "typed", ["ldc613p23a1305189", " LDC613P2 3A1305189", "ＬＤＣ613P23A1305189", "LDC-613P23A-1305189"]
)
def test_signs_as_people_type_them_give_one_number(typed):
    assert vins.judge(typed).text == "LDC613P23A1305189"


@pytest.mark.parametrize(
    ("vin", "on", "year"),
    [
        ("LDC613P23A1305189", date(2026, 11, 24), 2010),
        ("LSJA24U62JG269225", date(2026, 11, 24), 2018),
        ("LZZ1BLMJ4TJ465057", date(2026, 11, 24), 2026),
        ("LHGCM826X8A000004", date(2026, 11, 24), 2008),
        ("LSVAL41Z882104202", date(2038, 1, 1), 2038),
        ("1M8GDM9AXKP042788", date(2017, 1, 1), 1989),
        ("1M8GDM9AXKP042788", date(2018, 1, 1), 2019),
        ("11111111101111111", date(2026, 1, 1), None),
    ],
)
def test_the_model_year_is_the_newest_that_can_be(vin, on, year):
    assert vins.model_year(vin, on) == year


def test_a_chinese_number_with_an_odd_year_or_tail_is_doubted():
    assert "年份" in vins.judge(with_check_digit("LDC613P20U1305189")).doubt
    assert "末四位" in vins.judge(with_check_digit("LDC613P20A130518A")).doubt


def test_the_maker_is_named_where_it_is_known():
    assert "Volkswagen" in vins.judge("LSVAL41Z882104202").maker
    assert vins.judge("L00Y06G17GW120001").maker == ""


def test_screens_that_customers_see_hide_the_middle_eight():
    assert vins.mask("LDC613P23A1305189") == "LDC61********5189"
    assert vins.tail("ldc613p23a1305189") == "305189"


@given(a_body)
def test_a_number_with_its_own_check_digit_passes(body):
    vin = with_check_digit(body)
    assert vins.checks(vin)
    assert vins.judge(vin).text == vin


@given(a_body, st.integers(0, 16), st.sampled_from(SIGNS))
def test_one_wrong_sign_of_another_value_is_caught(body, place, sign):
    vin = with_check_digit("L" + body[1:])
    wrong = vin[:place] + sign + vin[place + 1 :]
    assume(wrong[0] in "LH")
    assume(vins._VALUES[sign] != vins._VALUES[vin[place]] if place != 8 else sign != vin[8])
    with pytest.raises(VinRefused):
        vins.judge(wrong)


@given(st.text(max_size=24))
def test_normalising_twice_is_as_once_and_nothing_else_escapes(text):
    once = vins.normalise(text)
    assert vins.normalise(once) == once
    with suppress(VinRefused):
        vins.judge(text)
