"""An insurer's statement is matched with the ledger (RNW-14)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.actions import Told
from zhangdian.aftercare.insurance.commission.tests.arranging import (
    DUE,
    NUMBERS,
    a_rate,
    a_statement,
    again,
    insurer,
    lines_of,
    some_policies,
)
from zhangdian.aftercare.insurance.models import CommissionLine
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.foundation.kernel.refusals import Refusal

Match = CommissionLine.Match


@pytest.mark.duty("RNW-14")
def test_the_same_is_done_and_every_difference_stays_open_with_both_amounts(shop):
    a_rate(shop)
    some_policies(shop, 3)
    rows = [(NUMBERS[0], "566.04"), (NUMBERS[1], "566.50"), (NUMBERS[2], "500.00"), ("PDXX00000009", "80.00")]
    lines = lines_of(a_statement(shop, *rows))
    assert [each.match for each in lines] == [Match.SAME, Match.SAME, Match.DIFFERS, Match.UNKNOWN]
    assert [each.agreed for each in lines] == [Decimal("566.04"), Decimal("566.50"), None, None]
    assert (lines[2].amount, lines[2].expected, lines[2].rate.rate) == (Decimal(500), DUE, Decimal(20))


def test_a_policy_without_an_agreement_is_never_guessed(shop):
    some_policies(shop, 1)
    [line] = lines_of(a_statement(shop, (NUMBERS[0], "566.04")))
    assert (line.match, line.expected, line.agreed) == (Match.UNRATED, None, None)


def test_what_was_agreed_before_is_owed_no_more(shop):
    a_rate(shop)
    some_policies(shop, 1)
    first = a_statement(shop, (NUMBERS[0], "566.04"))
    [second] = lines_of(a_statement(shop, (NUMBERS[0], "566.04"), digest="b"))
    assert (second.match, second.expected) == (Match.DIFFERS, Decimal(0))
    actions.withdraw_statement(shop.renewal_clerk, again(first), why="导错了文件")
    [third] = lines_of(a_statement(shop, (NUMBERS[0], "566.04"), digest="c"))
    assert third.match == Match.SAME


def test_a_policy_that_was_entered_wrongly_is_none(shop):
    a_rate(shop)
    [policy] = some_policies(shop, 1)
    policies.correct_policy(shop.fi_manager, policy, cause="typed", number="PDAA999999")
    [line] = lines_of(a_statement(shop, (NUMBERS[0], "566.04")))
    assert line.match == Match.UNKNOWN


def test_the_same_file_a_number_twice_nothing_or_a_month_to_come_is_refused(shop):
    a_rate(shop)
    some_policies(shop, 1)
    a_statement(shop, (NUMBERS[0], "566.04"))
    with pytest.raises((Refusal, ValidationError), match="已经导入过"):
        a_statement(shop, (NUMBERS[0], "566.04"))
    with refused("重复的保单号", NUMBERS[0]):
        a_statement(shop, (NUMBERS[0], "1"), (NUMBERS[0], "2"), digest="b")
    with refused("没有一行"):
        a_statement(shop, digest="c")
    with refused("账期还没到"):
        actions.open_statement(
            shop.renewal_clerk,
            insurer=insurer(),
            month=(shop.today.replace(day=1) + timedelta(days=40)),
            digest="d",
            rows=[Told(NUMBERS[0], DUE)],
        )


def test_sixty_lines_ask_as_often_as_ten(shop):
    a_rate(shop)
    asked = []
    for count in (10, 60):
        rows = [(f"PDBB{count:04}{number:06}", "10") for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as found:
            a_statement(shop, *rows, digest=str(count))
        asked.append(len(found))
    assert asked[0] == asked[1]
