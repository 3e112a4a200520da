"""Resident IDs and credit codes: right ones in, wrong ones out, an unknown county is a doubt."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from zhangdian.people.customers import identities
from zhangdian.people.customers.identities import IdentityRefused


def resident(first17: str) -> str:
    return first17 + ric.calc_check_digit(first17 + "0")


def test_a_right_number_gives_birthday_and_sex():
    judged = identities.judge_resident(" １１０１０５19491231002x ")
    assert judged.text == "11010519491231002X"
    assert judged.born_on == date(1949, 12, 31)
    assert judged.is_female
    assert judged.doubt == ""


@pytest.mark.parametrize("area", ["110199", "330199", "830000", "819900"])
def test_an_unknown_county_of_a_known_province_is_kept_with_a_doubt(area):
    judged = identities.judge_resident(resident(f"{area}19900101001"))
    assert "区县" in judged.doubt
    assert not judged.is_female


def test_a_foreigners_residence_card_of_the_new_form_is_kept():
    assert identities.judge_resident(resident("91108401990010100"[:6] + "19900101001")).doubt == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "是空的"),
        ("110105491231002", "15 位的旧号"),
        ("11010519491231002", "17 位"),
        ("11010519491231002XX", "19 位"),
        ("110105194912310021", "校验位不对"),
        ("1101051949123100AX", "不该有的字"),
        (resident("99010519491231002"[:6] + "19491331002"), "出生日期不存在"),
        (resident("11010519490230002"), "出生日期不存在"),
        (resident("11010500010101002"), "不合情理"),
        (resident("10010519491231002"), "10 不是省份"),
    ],
)
def test_wrong_numbers_are_refused(typed, says):
    with pytest.raises(IdentityRefused, match=says):
        identities.judge_resident(typed)


def test_nobody_is_born_tomorrow():
    number = resident("11010520261125002")
    assert identities.judge_resident(number).born_on == date(2026, 11, 25)
    with pytest.raises(IdentityRefused, match="不合情理"):
        identities.judge_resident(number, on=date(2026, 11, 24))


def test_a_refusal_shows_the_mask_only():
    with pytest.raises(IdentityRefused) as refused:
        identities.judge_resident("110105194912310021")
    assert "110105194912310021" not in str(refused.value)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L"])
def test_right_credit_codes_pass(code):
    assert identities.judge_credit_code(f" {code.lower()} ") == code


def test_codes_of_farms_and_other_bodies_pass():
    for head in ("N2", "Y1", "A1", "11", "52", "92"):
        code = f"{head}350100M000100Y4"
        code += uscc.calc_check_digit(code)
        assert identities.judge_credit_code(code) == code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "是空的"),
        ("350100000000012", "15 位"),
        ("91350100M000100Y44", "校验位不对"),
        ("9135010OM000100Y43", "有 O"),
        ("91A50100M000100Y43", "第 3 至 8 位"),
    ],
)
def test_wrong_credit_codes_are_refused(typed, says):
    with pytest.raises(IdentityRefused, match=says):
        identities.judge_credit_code(typed)


def test_the_mask_keeps_four_and_four():
    assert identities.mask("11010519491231002X") == "1101**********002X"
    assert identities.mask("E12345678") == "*********"
    assert identities.mask("") == ""


@given(
    st.sampled_from(["110105", "310101", "440305"]),
    st.dates(date(1950, 1, 1), date(2020, 12, 31)),
    st.integers(0, 999),
    st.integers(0, 16),
    st.integers(1, 9),
)
def test_every_single_wrong_digit_is_caught(area, born, order, place, more):
    number = resident(f"{area}{born:%Y%m%d}{order:03}")
    assert identities.judge_resident(number).born_on == born
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    with pytest.raises(IdentityRefused):
        identities.judge_resident(wrong)


@given(st.text(max_size=24) | st.text(alphabet="0123456789Xx", min_size=17, max_size=19))
def test_normalising_twice_is_as_once_and_nothing_else_escapes(text):
    once = identities.normalise(text)
    assert identities.normalise(once) == once
    for judge in (identities.judge_resident, identities.judge_credit_code):
        with suppress(IdentityRefused):
            judge(text)
