"""Commission goes to a customer only in an allowed form, and only when both have signed."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import commissions, figures
from zhangdian.aftercare.insurance.giveaways.tests.arranging import (
    EXPECTED,
    a_quote_of_three_thousand,
    again,
    asked,
    form,
    issued,
    signed,
)
from zhangdian.aftercare.insurance.models import Giveaway, Policy, PolicyLine, QuoteSent
from zhangdian.aftercare.insurance.policies.actions import void_policy
from zhangdian.aftercare.insurance.renewals.actions import text_quote
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.foundation.kernel.actions import refuse_request, sign_request, withdraw_request
from zhangdian.people.organization.roles import Role

State = Giveaway.State


@pytest.mark.duty("RNW-17")
def test_signed_by_the_insurance_manager_alone_it_is_not_issued_and_the_leader_is_named(shop):
    quote = a_quote_of_three_thousand(shop)
    done = asked(shop, quote)
    assert done.waits_for_signature
    assert done.subject.needed.split() == [Role.FI_MANAGER, Role.GENERAL_MANAGER]
    assert done.subject.effects == [["这一单的手续费", "566.04 元", "366.04 元"]]
    with refused("还不能出单", "金融保险经理、总经理签字"):
        issued(shop, quote)
    sign_request(shop.fi_manager, done.subject)
    with refused("还不能出单", "还差总经理签字"):
        issued(shop, quote)
    assert not Policy.objects.exists()


@pytest.mark.duty("RNW-17")
def test_signed_by_both_the_policy_shows_amount_signers_and_times(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    assert (found.state, found.expected, found.left) == (State.AGREED, EXPECTED, EXPECTED - 200)
    policy = issued(shop, quote)
    found = again(found)
    assert (found.state, found.policy) == (State.BOOKED, policy)
    page = said(look(shop.renewal_clerk, reverse("insurance:policy", args=[policy.pk])))
    signers = found.request.signatures.all()
    assert {each.role for each in signers} == {Role.FI_MANAGER, Role.GENERAL_MANAGER}
    for each in signers:
        assert f"{each.person} 签字" in page
    assert "200.00 元" in page
    assert "366.04" in page


@pytest.mark.duty("RNW-17")
def test_a_cash_rebate_is_refused_with_the_rule_before_anybody_signs(shop):
    with refused("“现金返还”不允许", "保险法第 116 条", "允许的形式：保养券、洗车、精品"):
        asked(shop, form=form("现金返还"))


def test_who_sees_no_commission_does_not_see_what_is_left_of_it(shop):
    quote = a_quote_of_three_thousand(shop)
    done = asked(shop, quote)
    page = said(look(shop.service_advisor, reverse("insurance:quote", args=[quote.pk])))
    assert "让利 保养券 200.00 元" in page
    assert "366.04" not in page
    assert "566.04" not in page
    sign_request(shop.fi_manager, done.subject)
    sign_request(shop.general_manager, done.subject)
    policy = issued(shop, quote)
    page = said(look(shop.service_advisor, reverse("insurance:policy", args=[policy.pk])))
    assert "200.00 元" in page
    assert "366.04" not in page


def test_until_both_have_signed_the_quote_is_neither_texted_nor_in_the_proposal(shop):
    renewal = renewing.owned(shop)
    renewing.agreed(shop, renewal.customer)
    quote = a_quote_of_three_thousand(shop, renewal.vehicle)
    done = asked(shop, quote)
    with refused("还不能发", "总经理"):
        text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())
    proposal = reverse("insurance:proposal", args=[renewal.pk])
    page = said(look(shop.renewal_clerk, proposal))
    assert "签完才进建议书" in page
    assert quote.number not in page
    browser = browser_of(shop.renewal_clerk)
    assert browser.post(reverse("insurance:proposal_file", args=[renewal.pk])).status_code == 422
    sign_request(shop.fi_manager, done.subject)
    sign_request(shop.general_manager, done.subject)
    assert quote.number in said(look(shop.renewal_clerk, proposal))
    text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())
    assert QuoteSent.objects.filter(quote=quote).exists()


@pytest.mark.duty("FIM-02")
def test_a_refusal_keeps_its_reason_and_the_quote_goes_out_without_it(shop):
    quote = a_quote_of_three_thousand(shop)
    done = asked(shop, quote)
    refuse_request(shop.fi_manager, done.subject, reason="这家已经最低价")
    page = said(look(shop.renewal_clerk, reverse("insurance:quote", args=[quote.pk])))
    assert "这家已经最低价" in page
    assert issued(shop, quote)
    assert not Giveaway.objects.exists()


def test_who_asks_signs_by_asking_and_the_other_signs(shop):
    done = asked(shop, who=shop.fi_manager)
    assert done.subject.needed.split() == [Role.GENERAL_MANAGER]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"amount": Decimal(0)}, "大于 0"),
        ({"amount": Decimal("500.01")}, "每单最多 500.00 元"),
        ({"amount": Decimal("283.03")}, "最多让手续费的 50%"),
        ({"reason": " "}, "为什么要让利"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anybody_signs(shop, how, says):
    with refused(says):
        asked(shop, **how)


def test_where_no_rate_is_agreed_a_share_cannot_be_reckoned(shop):
    with refused("算不出这一单的手续费"):
        asked(shop, a_quote(shop))


def test_an_insurer_that_the_quote_does_not_name_is_refused(shop):
    with refused("这份试算里没有"):
        asked(shop, insurer=insurer("ZA"))


def test_one_at_a_time_of_a_quote_and_insurer(shop):
    quote = a_quote_of_three_thousand(shop)
    done = asked(shop, quote)
    with refused("已经有一份让利在等签字"):
        asked(shop, quote, amount=Decimal(100))
    withdraw_request(shop.renewal_clerk, done.subject)
    signed(shop, quote)
    with refused("已经批过让利"):
        asked(shop, quote, amount=Decimal(100))


def test_it_waits_for_the_commercial_policy_where_there_is_one(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    issued(shop, quote, line=PolicyLine.COMPULSORY, number="PDZA202651010000000001", premium=Decimal(665))
    assert again(found).policy is None
    policy = issued(shop, quote)
    assert again(found).policy == policy


def test_a_policy_entered_anew_takes_it_over(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    wrong = issued(shop, quote)
    void_policy(shop.fi_manager, wrong, why="录错了车")
    right = issued(shop, quote, number="PDAA202651010000000009")
    assert again(found).policy == right


def test_what_was_agreed_for_a_quote_that_is_over_goes_onto_no_later_policy(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    shop.later(days=(quote.valid_until - shop.today).days + 1)
    issued(shop, quote)
    assert again(found).policy is None


def test_net_commission_is_what_is_left(shop):
    quote = a_quote_of_three_thousand(shop)
    signed(shop, quote)
    issued(shop, quote)
    due = commissions.expected_of(shop.clock, shop.today, shop.today)[insurer().pk]
    assert (due.sum, due.given, due.net) == (EXPECTED, Decimal(200), EXPECTED - 200)
    assert figures.commission_given_away(shop.clock, shop.today, shop.today).value == 200


def test_the_list_says_what_is_left_and_is_taken_away(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    page = said(look(shop.finance_specialist, reverse("insurance:giveaways")))
    assert "366.04" in page
    assert found.reason in page
    answer = browser_of(shop.fi_manager).post(reverse("ui:export", args=["giveaways"]))
    assert answer.status_code == 200
    assert "每单最多" in said(look(shop.fi_manager, reverse("insurance:giveawayform", args=[form().pk])))


def test_the_quote_asks_the_same_however_many_were_withdrawn(shop):
    from_here = a_quote_of_three_thousand(shop)

    def questions():
        with CaptureQueriesContext(connection) as some:
            look(shop.fi_manager, reverse("insurance:quote", args=[from_here.pk]))
        return len(some)

    done = asked(shop, from_here)
    refuse_request(shop.fi_manager, done.subject, reason="太多")
    one = questions()
    for _ in range(3):
        done = asked(shop, from_here)
        refuse_request(shop.fi_manager, done.subject, reason="太多")
    assert questions() == one
