"""Renewal by every definition of the trade, policies and commission, of a month that is counted by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.commission import actions as commission
from zhangdian.aftercare.insurance.commission.tests.arranging import DUE, agreed
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, again
from zhangdian.aftercare.insurance.reconciling import actions as reconciling
from zhangdian.aftercare.insurance.reconciling.tests import arranging as listing
from zhangdian.aftercare.insurance.renewals.actions import text_quote
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.foundation.kernel.clock import month_end


def of(shop, each, first, last=None):
    told = each(shop.fi_manager, first, last or month_end(first))
    return told.part, told.whole, told.value


def test_each_rate_says_its_own_part_of_the_same_month(shop):
    month = renewing.a_worked_list(shop)
    assert of(shop, insurance.renewal_rate, month) == (2, 4, Decimal("50.0"))
    assert of(shop, insurance.commercial_renewal_rate, month) == (2, 4, Decimal("50.0"))
    assert of(shop, insurance.first_renewal_rate, month) == (1, 1, Decimal("100.0"))
    assert of(shop, insurance.later_renewal_rate, month) == (1, 3, Decimal("33.3"))
    assert of(shop, insurance.whole_renewal_rate, month) == (3, 4, Decimal("75.0"))
    assert of(shop, insurance.same_insurer_rate, month) == (1, 4, Decimal("25.0"))
    assert of(shop, insurance.signed_renewal_rate, month) == (0, 4, Decimal("0.0"))
    assert of(shop, insurance.signed_renewal_rate, shop.today.replace(day=1)) == (2, 0, None)


def test_a_price_that_was_sent_and_what_became_of_it(shop):
    for number in (1, 2):
        renewal = renewing.owned(shop, number)
        renewing.agreed(shop, renewal.customer)
    told = renewing.of_car(shop, 1)
    quote = renewing.a_binding_quote(shop, told.vehicle)
    text_quote(shop.renewal_clerk, told, quote=quote, insurer=insurer())
    month = renewing.in_two_months(shop, 1)
    assert of(shop, insurance.quoted_rate, month) == (1, 2, Decimal("50.0"))
    assert of(shop, insurance.quotes_won_rate, month) == (0, 1, Decimal("0.0"))
    renewing.won(shop, 1)
    assert of(shop, insurance.quotes_won_rate, month) == (1, 1, Decimal("100.0"))


def test_what_may_still_be_renewed_is_not_gone_before_its_last_day_is_over(shop):
    month = renewing.a_worked_list(shop)
    day = month.replace(day=10)
    assert of(shop, insurance.renewals_gone, month)[0] == 0
    shop.at(shop.now + (day - shop.today))
    assert of(shop, insurance.renewals_gone, month)[0] == 0
    shop.later(days=1)
    assert of(shop, insurance.renewals_gone, month)[0] == 2


@pytest.mark.duty("RNW-12")
def test_policies_and_premium_of_the_day_of_signing_without_what_was_entered_wrongly(shop):
    new = a_policy(shop, shop.new_car_insurance, desk=Policy.Desk.NEW_CAR, premium=Decimal(5000))
    a_policy(shop, car=a_car(shop, 2), number="PDVCI000002", premium=Decimal("1000.50"))
    a_policy(
        shop,
        car=a_car(shop, 4),
        number="PDVCI000004",
        premium=Decimal(700),
        signed_on=shop.today - timedelta(days=1),
    )
    wrong = a_policy(shop, car=a_car(shop, 3), number="PDVCI000003", premium=Decimal(9000))
    policies.void_policy(shop.fi_manager, again(wrong), why="录到别人的车上")
    day = shop.today
    assert of(shop, insurance.policies_signed, day, day)[0] == 2
    assert of(shop, insurance.premium_signed, day, day)[0] == Decimal("6000.50")
    assert of(shop, insurance.mean_premium, day, day) == (Decimal("6000.50"), 2, Decimal("3000.25"))
    assert new.desk == Policy.Desk.NEW_CAR


@pytest.mark.duty("RNW-14")
def test_commission_that_came_in_and_what_is_still_owed(shop):
    statement = agreed(shop)
    day = shop.today
    assert of(shop, insurance.commission_outstanding, day, day)[0] == 2 * DUE
    commission.receive_commission(
        shop.fi_manager, statement, amount=DUE, received_on=day, bank_number="20261120001"
    )
    assert of(shop, insurance.commission_received, day, day)[0] == DUE
    assert of(shop, insurance.commission_outstanding, day, day)[0] == DUE
    assert insurance.commission_received.open_to(shop.fi_manager)
    assert not insurance.commission_received.open_to(shop.service_manager)


@pytest.mark.duty("NBI-05")
def test_the_share_of_compared_policies_that_we_had_entered_wrongly(shop):
    """One of four; what the insurer had wrong, and what nobody entered, does not count."""
    four = listing.some_policies(shop, 4)
    rows = [listing.row_of(shop, each) for each in four]
    rows[0]["premium"] = rows[1]["premium"] = "2999.00"
    found = listing.a_list(shop, *rows, listing.a_row(shop))
    month = shop.today.replace(day=1)
    assert of(shop, insurance.entry_error_rate, month) == (0, 4, Decimal("0.0"))
    policies.correct_policy(shop.fi_manager, four[0], cause="typed", premium=Decimal(2999))
    line = listing.line_of(found, four[1].number)
    reconciling.explain_list_line(shop.renewal_clerk, line, settled="theirs", why="保险公司录错")
    assert of(shop, insurance.entry_error_rate, month) == (1, 4, Decimal("25.0"))
    rows[0]["premium"] = "2999.00"
    listing.a_list(shop, *rows, digest="b")
    assert of(shop, insurance.entry_error_rate, month) == (1, 4, Decimal("25.0"))
