"""Money: yuan and fen, rounded half up once; parts add up to the sum; capital amounts as on a receipt."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.foundation.kernel.money import allocate, in_words, line_amount, split_vat, yuan

amounts = st.decimals("-9999999.99", "9999999.99", places=2)
positive = st.decimals("0.00", "9999999.99", places=2)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("100000.00", "人民币壹拾万元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("0", "人民币零元整"),
        ("10", "人民币壹拾元整"),
        ("-12.30", "人民币负壹拾贰元叁角整"),
        ("9999999999.99", "人民币玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capital_amounts_as_the_trade_writes_them(number, text):
    assert in_words(Decimal(number)) == text


@given(st.integers(1, 999_999_999))
def test_whole_yuan_in_capitals_read_back_as_the_same_number(number):
    text = in_words(Decimal(number))
    assert text.startswith("人民币")
    assert text.endswith("元整")
    assert cn2an.cn2an(text[3:-2], "smart") == number


@pytest.mark.parametrize(
    ("gross", "rate", "net", "tax"),
    [
        ("1130.00", "0.13", "1000.00", "130.00"),
        ("100.00", "0.13", "88.50", "11.50"),
        ("399.00", "0.13", "353.10", "45.90"),
        ("0.05", "0.13", "0.04", "0.01"),
        ("1060.00", "0.06", "1000.00", "60.00"),
        ("2500.00", "0.06", "2358.49", "141.51"),
    ],
)
def test_inclusive_prices_split_as_the_table_says(gross, rate, net, tax):
    assert split_vat(Decimal(gross), Decimal(rate)) == (Decimal(net), Decimal(tax))


@given(amounts, st.sampled_from(["0.13", "0.09", "0.06", "0.03", "0"]))
def test_net_and_tax_are_the_price_and_near_the_rate(gross, rate):
    net, tax = split_vat(gross, Decimal(rate))
    assert net + tax == gross
    assert abs(net * Decimal(rate) - tax) <= Decimal("0.06")


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("100.00", "333.33 333.33 333.34", "33.33 33.33 33.34"),
        ("50.00", "120 80 55.50", "23.48 15.66 10.86"),
        ("0.02", "1 1 1", "0.01 0.01 0.00"),
        ("-50.00", "120 80 55.50", "-23.48 -15.66 -10.86"),
    ],
)
def test_a_sum_is_shared_by_largest_remainder(total, weights, parts):
    shared = allocate(Decimal(total), [Decimal(each) for each in weights.split()])
    assert shared == [Decimal(each) for each in parts.split()]


@given(amounts, st.lists(positive, min_size=1, max_size=12))
def test_shares_add_up_and_none_is_a_fen_away_from_its_due(total, weights):
    whole = sum(weights)
    if not whole:
        with pytest.raises(ValueError, match="没有可以分摊的行"):
            allocate(total, weights)
        return
    shared = allocate(total, weights)
    assert sum(shared) == total
    assert all(
        abs(part - total * weight / whole) < Decimal("0.01000001")
        for part, weight in zip(shared, weights, strict=True)
    )


def test_a_negative_weight_is_no_weight():
    with pytest.raises(ValueError, match="没有可以分摊的行"):
        allocate(Decimal(10), [Decimal(5), Decimal(-1)])


@pytest.mark.parametrize(("value", "rounded"), [("1.005", "1.01"), ("-1.005", "-1.01"), ("2.675", "2.68")])
def test_half_a_fen_is_rounded_away_from_nothing(value, rounded):
    assert yuan(Decimal(value)) == Decimal(rounded)


@given(st.integers(-999, 999), st.decimals("0", "99999.999999", places=6))
def test_a_line_is_rounded_once_to_half_a_fen(quantity, price):
    assert abs(line_amount(quantity, price) - quantity * price) <= Decimal("0.005")


def test_a_float_is_no_money():
    with pytest.raises(TypeError):
        yuan(0.1)
