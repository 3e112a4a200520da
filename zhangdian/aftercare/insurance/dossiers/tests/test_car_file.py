"""The insurance file of a car: its claims, what was promised for them, what is missing (RNW-24)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance import claimed
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.policies.actions import file_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.sent.actions import withdraw_sent_car
from zhangdian.aftercare.insurance.sent.tests.arranging import an_accident, sent
from zhangdian.aftercare.insurance.visiting.actions import promise_claims_care, withdraw_claims_care
from zhangdian.doors.simulation import visits
from zhangdian.foundation.ui.writing import yuan
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import void_order
from zhangdian.frontline.service.writeup.actions import change_payer

PLATE = "宁Z71260"


def paid_by_insurer(shop, plate=PLATE):
    """A visit with two lines, one for the customer, one for an insurer; signed by the customer."""
    order = visits.a_visit_received(shop, plate, kind=Kind.ACCIDENT)
    visits.write_up(shop, order, ("A001", "F002"))
    for line, payer in zip(visits.again(order).lines.all(), (Payer.CUSTOMER, Payer.INSURER), strict=True):
        if line.payer != payer:
            change_payer(shop.service_advisor, line, payer=payer)
    visits.sign(shop, order)
    return visits.again(order)


def settled(shop, order):
    visits.dispatch(shop, order)
    visits.issue_all(shop, order)
    visits.start(shop, order)
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    visits.make_statement(shop, visits.again(order))
    return visits.again(order)


def page(who, order):
    return said(look(who, reverse("insurance:car", args=[order.vehicle_id])))


def claims(seen):
    """What stands under 理赔."""
    return seen.split("<h2>理赔</h2>", 1)[1].split("</section>", 1)[0]


@pytest.mark.duty("RNW-24")
def test_a_visit_that_an_insurer_pays_for_stands_in_the_file_with_who_pays_what(shop):
    order = paid_by_insurer(shop)
    seen = claims(page(shop.renewal_clerk, order))
    for text in ("没记哪家公司", "还没结算", order.get_state_display()):
        assert text in seen, text
    assert reverse("service:repairorder", args=[order.pk]) in seen
    sent(shop, order, case_number="BA20260007")
    order = settled(shop, order)
    seen = claims(page(shop.renewal_clerk, order))
    due = {each.payer: each.total for each in order.statements.all()}
    assert due[Payer.INSURER] > 0
    for text in ("安禾", "报案号 BA20260007", f"保险公司付 <b>{due[Payer.INSURER]:,}</b>", "客户付"):
        assert text in seen, text


@pytest.mark.duty("RNW-24")
def test_so_does_a_car_that_an_insurer_sent_until_that_was_wrong_and_no_other_visit(shop):
    order = an_accident(shop, PLATE)
    assert "没有修过" in claims(page(shop.renewal_clerk, order))
    noted = sent(shop, order)
    assert "安禾" in claims(page(shop.renewal_clerk, order))
    withdraw_sent_car(shop.claims_adjuster, noted, why="记错了车")
    assert "没有修过" in claims(page(shop.renewal_clerk, order))
    usual = visits.a_visit_signed(shop, "宁Z71261")
    assert "没有修过" in claims(page(shop.renewal_clerk, usual))


def test_a_visit_that_was_void_is_no_claim(shop):
    order = an_accident(shop, PLATE)
    sent(shop, order)
    void_order(shop.service_advisor, visits.again(order), reason="客户不修了")
    assert "没有修过" in claims(page(shop.renewal_clerk, order))


def test_amounts_are_for_who_sees_prices(shop):
    order = settled(shop, paid_by_insurer(shop))
    [for_him] = claimed.of_car(shop.renewal_clerk, order.vehicle)
    [for_her] = claimed.of_car(shop.technician, order.vehicle)
    assert [payer for payer, _ in for_him.paid] == ["保险公司", "客户"]
    assert (for_her.paid, for_her.priced) == ((), False)
    assert yuan(for_him.paid[0][1]) in page(shop.renewal_clerk, order)


@pytest.mark.duty("RNW-24")
@pytest.mark.parametrize("days", [0, 60], ids=["with its list of papers", "too old for one"])
def test_a_renewal_without_its_scanned_policy_is_not_whole_and_says_what_is_missing(shop, days):
    policy = a_policy(shop, signed_on=shop.today - timedelta(days=days))
    address = reverse("insurance:car", args=[policy.vehicle_id])
    seen = said(look(shop.renewal_clerk, address))
    assert "<b>0%</b>" in seen
    assert "缺保单原件" in seen
    file_policy(shop.renewal_clerk, policy, photos=[visits.a_photo(shop.renewal_clerk)])
    seen = said(look(shop.renewal_clerk, address))
    assert "缺保单原件" not in seen
    assert "<b>0%</b>" not in seen


@pytest.mark.duty("RNW-24")
def test_help_after_an_accident_that_was_promised_stands_with_its_policy(shop):
    policy = a_policy(shop)
    package = DeskWord.objects.of(shop.clock).filter(kind=DeskWord.Kind.CARE).earliest("pk")
    promise_claims_care(shop.renewal_clerk, policy, package=package)
    address = reverse("insurance:car", args=[policy.vehicle_id])
    assert f"送保险管家：{package}" in said(look(shop.renewal_clerk, address))
    withdraw_claims_care(shop.renewal_clerk, policy, package=package, why="客户不要")
    assert "送保险管家" not in said(look(shop.renewal_clerk, address))


def test_however_many_claims_a_car_has_its_file_asks_the_same(shop):
    def asked(order):
        with CaptureQueriesContext(connection) as queries:
            page(shop.renewal_clerk, order)
        return len(queries)

    order = visits.a_visit_left(shop, PLATE, kind=Kind.ACCIDENT)
    sent(shop, order)
    few = asked(order)
    for _ in range(2):
        shop.later(days=2)
        sent(shop, visits.a_visit_left(shop, PLATE, kind=Kind.ACCIDENT))
    assert asked(order) == few
