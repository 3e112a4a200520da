"""Telephone numbers in every spelling of a ledger come out as one; refusals never repeat a whole number."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.people.customers import phones
from zhangdian.people.customers.phones import PhoneKind, PhoneRefused


@pytest.mark.parametrize(
    "typed",
    [
        "16110000005",
        "161 1000 0005",
        "161-1000-0005",
        "+86 16110000005",
        "+8616110000005",
        "0086-16110000005",
        "8616110000005",
        "（+86）16110000005",
        "１６１１００００００５",
        "16110000005.0",
        "16110000005.00",
        "1.6110000005E10",
        "1.6110000005e+10",
        "'16110000005",
        "\u202a16110000005\u202c",
        "16110000005\t",
    ],
)
def test_a_mobile_in_every_spelling_is_one_number(typed):
    phone = phones.judge(typed)
    assert (phone.text, phone.kind) == ("16110000005", PhoneKind.MOBILE)
    assert phone.takes_messages


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("0000-1234567", "0000-1234567", PhoneKind.LAND_LINE),
        ("00001234567", "0000-1234567", PhoneKind.LAND_LINE),
        ("0571-88888888", "0571-88888888", PhoneKind.LAND_LINE),
        ("057188888888", "0571-88888888", PhoneKind.LAND_LINE),
        ("(010) 8888 8888", "010-88888888", PhoneKind.LAND_LINE),
        ("010-88888888转801", "010-88888888-801", PhoneKind.LAND_LINE),
        ("０２１－５５５５５５５５", "021-55555555", PhoneKind.LAND_LINE),
        ("0571-88888888-801", "0571-88888888-801", PhoneKind.LAND_LINE),
        ("400-800-1234", "400-800-1234", PhoneKind.SERVICE),
        ("4008001234", "400-800-1234", PhoneKind.SERVICE),
        ("800 810 1234", "800-810-1234", PhoneKind.SERVICE),
        ("95518", "95518", PhoneKind.SERVICE),
        ("+852 9123 4567", "+85291234567", PhoneKind.ABROAD),
    ],
)
def test_other_numbers_keep_their_parts(typed, text, kind):
    phone = phones.judge(typed)
    assert (phone.text, phone.kind) == (text, kind)
    assert phone.takes_messages is False
    assert phones.judge(phone.text) == phone


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "是空的"),
        ("1611000000", "10 位，少 1 位"),
        ("161100000055", "12 位，多 1 位"),
        ("12110000005", "12 开头"),
        ("1.61E+10", "科学计数法"),
        ("16110000005、16110000006", "两个号码"),
        ("16110000005/16110000006", "两个号码"),
        ("88888888", "没有区号"),
        ("张三", "请只填数字"),
        ("161100OO005", "“O”"),
        ("0", "不是电话号码"),
        ("99999", "不是电话号码"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(typed, says):
    with pytest.raises(PhoneRefused, match=says):
        phones.judge(typed)


def test_a_refusal_repeats_no_whole_number():
    with pytest.raises(PhoneRefused) as refused:
        phones.judge("161100000055")
    assert "161100000055" not in str(refused.value)
    assert "161" in str(refused.value)


def test_masks_and_tails():
    assert phones.mask("16110000005") == "161****0005"
    assert phones.mask("0571-88888888") == "0571-****888"
    assert phones.mask("400-800-1234") == "**********34"
    assert phones.mask("123") == "***"
    assert phones.tail("16110000005") == "0005"
    assert phones.tail("0000-1234567") == "4567"


@given(st.text(alphabet="0123456789+-() .转eE（）　０１９", max_size=20) | st.text(max_size=16))
def test_normalising_twice_is_as_once_and_nothing_else_escapes(text):
    once = phones.normalise(text)
    assert phones.normalise(once) == once
    with suppress(PhoneRefused):
        phone = phones.judge(text)
        assert phones.judge(phone.text) == phone


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_mask_of_a_mobile_never_shows_the_middle_four(number):
    assert phones.judge(number).text == number
    assert phones.mask(number) == f"{number[:3]}****{number[-4:]}"


def test_digits_of_other_scripts_are_no_number():
    with pytest.raises(PhoneRefused):
        phones.judge("١٦١١٠٠٠٠٠٠٥")
