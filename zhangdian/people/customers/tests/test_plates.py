"""Every kind of mainland plate is known; what is no plate is refused with the sign that is wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.people.customers import plates
from zhangdian.people.customers.plates import PlateKind, PlateRefused


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("宁Z62966", "宁Z62966", PlateKind.ORDINARY),
        ("宁ZB28B8", "宁ZB28B8", PlateKind.ORDINARY),
        ("京A12345", "京A12345", PlateKind.ORDINARY),
        ("京AABCDE", "京AABCDE", PlateKind.ORDINARY),
        ("新A·88888", "新A88888", PlateKind.ORDINARY),
        ("琼B0Z1Z2", "琼B0Z1Z2", PlateKind.ORDINARY),
        ("京AD12345", "京AD12345", PlateKind.SMALL_NEW_ENERGY),
        ("粤BDJ1234", "粤BDJ1234", PlateKind.SMALL_NEW_ENERGY),
        ("宁ZGC3922", "宁ZGC3922", PlateKind.SMALL_NEW_ENERGY),
        ("沪AF00001", "沪AF00001", PlateKind.SMALL_NEW_ENERGY),
        ("京A12345D", "京A12345D", PlateKind.LARGE_NEW_ENERGY),
        ("川A00001F", "川A00001F", PlateKind.LARGE_NEW_ENERGY),
        ("宁Z1234警", "宁Z1234警", PlateKind.POLICE),
        ("苏A12A4学", "苏A12A4学", PlateKind.LEARNER),
        ("鲁B1234挂", "鲁B1234挂", PlateKind.TRAILER),
        ("粤Z1234港", "粤Z1234港", PlateKind.HONG_KONG),
        ("粤Z·F023澳", "粤ZF023澳", PlateKind.MACAU),
        ("使014·578", "使014578", PlateKind.EMBASSY),
        ("224578使", "224578使", PlateKind.EMBASSY),
        ("沪A·0023领", "沪A0023领", PlateKind.CONSULATE),
        ("领224001", "领224001", PlateKind.CONSULATE),
        ("VA·12345", "VA12345", PlateKind.MILITARY),
        ("KB00001", "KB00001", PlateKind.MILITARY),
        ("WJ12345", "WJ12345", PlateKind.ARMED_POLICE),
        ("WJ·京1234X", "WJ京1234X", PlateKind.ARMED_POLICE),
        ("WJ31·0001J", "WJ310001J", PlateKind.ARMED_POLICE),
        ("WJ01-12345", "WJ0112345", PlateKind.ARMED_POLICE),
        ("WJ31-消0010", "WJ31消0010", PlateKind.ARMED_POLICE),
        ("民航·A1234", "民航A1234", PlateKind.CIVIL_AVIATION),
        ("豫01·12345", "豫0112345", PlateKind.FARM_MACHINE),
        ("豫01 A1234", "豫01A1234", PlateKind.FARM_MACHINE),
        ("豫01·1234学", "豫011234学", PlateKind.FARM_MACHINE),
        ("京X·0001应急", "京X0001应急", PlateKind.RESCUE),
        ("临京A12345", "临京A12345", PlateKind.TEMPORARY),
        ("京A·临12345", "京A临12345", PlateKind.TEMPORARY),
        ("宁Z12345临", "宁Z12345临", PlateKind.TEMPORARY),
        ("临123456", "临123456", PlateKind.TEMPORARY),
        ("京A1234试", "京A1234试", PlateKind.TEMPORARY),
    ],
)
def test_every_kind_of_plate_is_accepted(typed, text, kind):
    plate = plates.judge(typed)
    assert (plate.text, plate.kind) == (text, kind)
    assert plate.is_new_energy == (kind in {PlateKind.SMALL_NEW_ENERGY, PlateKind.LARGE_NEW_ENERGY})
    assert plate.kind.label


@pytest.mark.parametrize(
    "typed",
    [
        "宁z62966",
        " 宁Z 62966 ",
        "宁Z·62966",
        "宁Z•62966",
        "宁Z-62966",
        "宁Z.62966",
        "宁Ｚ６２９６６",
        "宁Z－62966",
        "宁Z—629 66",
        "宁Z\u3000\u200b62966\ufeff",
        "'宁Z62966",
    ],
)
def test_signs_as_people_type_them_give_one_plate(typed):
    assert plates.judge(typed).text == "宁Z62966"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "没有车牌"),
        ("无牌", "没有车牌"),
        ("未上牌", "上牌后再补"),
        ("·-", "没有车牌"),
        ("京A1234I", "第 7 位是字母 I.*数字 1"),
        ("宁ZO2966", "第 3 位是字母 O.*数字 0"),
        ("京ADI1234", "第 4 位是字母 I"),
        ("京O12345", "第 2 位是字母 O.*发牌机关"),
        ("京AD123456", "有 9 位"),
        ("京AL12345", "8 位，但不合新能源"),
        ("京AD1234D", "8 位，但不合新能源"),
        ("京A1234D5", "8 位，但不合新能源"),
        ("京A1234", "有 6 位"),
        ("A12345", "第 1 位“A”不是省份简称"),
        ("AD12345", "第 1 位“A”不是省份简称"),
        ("京112345", "第 2 位应是发牌机关的字母"),
        ("国A12345", "没有这个字"),
        ("京A1234港", "粤Z开头"),
        ("京A123学4", "汉字不在该在的位置"),
        ("京A12#45", "“#”"),
        ("京A1234警警", "位|位置"),
        ("军A12345", "“军”"),
        ("16110000005", "不是省份简称"),
        ("WJ31·001J", "WJ、省份（汉字或两位数字）和 5 位号码"),
        ("WJ31·0001I", "WJ、省份"),
        ("民航·1234", "一个字母和 4 或 5 位数字"),
        ("豫01·1234", "第 2 位应是发牌机关的字母"),
        ("豫01·I2345", "字母 I"),
    ],
)
def test_what_is_no_plate_is_refused_with_the_wrong_sign(typed, says):
    with pytest.raises(PlateRefused, match=says) as refused:
        plates.judge(typed)
    assert "请" in str(refused.value)


def test_a_plate_that_looks_military_asks_for_the_province():
    assert "省份" in plates.judge("BD12345").doubt
    assert plates.judge("宁Z62966").doubt == ""


def test_a_farm_machine_may_be_a_car_with_a_slip():
    assert "第 2 位应是字母" in plates.judge("豫01·12345").doubt


def test_an_electric_car_is_told_from_one_that_also_burns_fuel():
    assert plates.judge("京AD12345").is_electric
    assert plates.judge("京A12345D").is_electric
    assert not plates.judge("京AF12345").is_electric
    assert not plates.judge("京A12345").is_electric


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("宁Z62966", ("宁Z", "62966")),
        ("宁ZGC3922", ("宁Z", "GC3922")),
        ("使014578", ("使014", "578")),
        ("224578使", ("224", "578使")),
        ("WJ12345", ("WJ", "12345")),
        ("WJ京1234X", ("WJ京", "1234X")),
        ("WJ310001J", ("WJ31", "0001J")),
        ("民航A1234", ("民航", "A1234")),
        ("豫0112345", ("豫01", "12345")),
        ("VA12345", ("VA", "12345")),
        ("", ("", "")),
    ],
)
def test_the_dot_stands_after_the_office(text, parts):
    assert plates.split_for_display(text) == parts
    assert "".join(parts) == text


def test_boards_that_customers_see_show_the_last_three_signs():
    assert plates.mask("宁Z62966") == "宁Z**966"
    assert plates.mask("宁ZGC3922") == "宁Z***922"
    assert plates.tail("宁Z·62966") == "966"


@pytest.mark.parametrize("word", ["", " ", "无", "新车", "暂无", "-", "/", "n/a", "ＮＵＬＬ"])
def test_a_car_without_a_plate_is_known(word):
    assert plates.is_absent(word)


@given(st.text(max_size=20))
def test_normalising_twice_is_as_once(text):
    once = plates.normalise(text)
    assert plates.normalise(once) == once


@given(st.text(alphabet="宁京Z粤A0189DF警学临使领WJ港·- 　ＺIOz", max_size=12))
def test_any_text_is_judged_or_refused_and_judging_again_agrees(text):
    with suppress(PlateRefused):
        plate = plates.judge(text)
        assert plates.judge(plate.text) == plate
