"""Money of the insurer as the bank shows it, in parts, up to what is owed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.tests.arranging import NUMBERS, a_statement, again, agreed
from zhangdian.aftercare.insurance.models import CommissionStatement
from zhangdian.foundation.kernel.refusals import Refusal

State = CommissionStatement.State


def receive(shop, statement, amount, bank_number="N1", **more):
    given = {"amount": Decimal(amount), "received_on": shop.today, "bank_number": bank_number, **more}
    actions.receive_commission(shop.fi_manager, statement, **given)
    return again(statement)


@pytest.mark.duty("RNW-14")
def test_in_two_parts_it_is_paid(shop):
    statement = receive(shop, agreed(shop), "1000")
    assert (statement.state, statement.received) == (State.AGREED, Decimal(1000))
    statement = receive(shop, statement, "132.08", "N2")
    assert (statement.state, statement.received) == (State.PAID, Decimal("1132.08"))
    assert statement.receipts.count() == 2


def test_more_than_is_owed_of_tomorrow_or_twice_is_refused(shop):
    statement = agreed(shop)
    with refused("还欠 1,132.08 元"):
        receive(shop, statement, "1132.09")
    with refused("到账日在今天以后"):
        receive(shop, statement, "1", received_on=shop.today + timedelta(days=1))
    with refused("银行流水号"):
        receive(shop, statement, "1", " ")
    statement = receive(shop, statement, "1")
    with pytest.raises((Refusal, ValidationError), match="已经登记过"):
        receive(shop, statement, "1")
    with pytest.raises((Refusal, ValidationError), match="大于 0"):
        receive(shop, again(statement), "0", "N9")


def test_before_both_sides_agree_nothing_is_received(shop):
    with refused("核对中"):
        receive(shop, a_statement(shop, (NUMBERS[0], "1")), "1")
