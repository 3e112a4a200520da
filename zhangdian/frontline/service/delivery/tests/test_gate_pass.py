"""出门证: frozen by the act that makes it good; what happens later is said around it, never in it."""

import hashlib
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.urls import reverse

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.actions import print_paper, sign_request
from zhangdian.foundation.kernel.models import Entry, Paper, Request
from zhangdian.foundation.kernel.tests.test_journal import sql
from zhangdian.frontline.service import views as service_views
from zhangdian.frontline.service.delivery import views
from zhangdian.frontline.service.delivery.actions import let_out, make_statement, reopen_statement
from zhangdian.frontline.service.models import GatePass
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier import passes
from zhangdian.resources.cashier.models import Means, Payment, Receivable


def shown(who, order):
    return words(look(who, views.gate_pass, "/g", pk=order.pk))


def the_bill(order):
    return Receivable.objects.get(
        purpose_id=order.pk, purpose_type="service.repairorder", payer_kind="customer"
    )


def refund_all(shop, order):
    """The whole sum goes back, and the bill stands."""
    payment = Payment.objects.filter(receivable=the_bill(order)).latest("pk")
    asked = cashier.refund_payment(
        shop.cashier, the_bill(order), payment=payment, amount=payment.amount, why="多收", lowers_bill=False
    )
    sign_request(shop.front_desk_supervisor, asked.subject)


def test_where_no_pass_is_the_guards_page_says_what_is_missing(shop):
    order = visits.a_visit_ready(shop)
    sent = look(shop.guard, views.gate_pass, "/g", pk=order.pk)
    assert (sent.status_code, unquote(sent["Location"])) == (
        302,
        f"{reverse('service:gate')}?q={order.plate}",
    )
    assert "还没有出门证" in words(look(shop.guard, views.gate, "/g?q=" + order.plate))


@pytest.mark.duty("PROC-D-21", "PROC-D-31", "CAS-02")
def test_the_payment_that_settles_the_bill_freezes_the_pass(shop):
    order = visits.a_visit_to_pay(shop)
    assert "未生效" in shown(shop.guard, order)
    assert not Paper.objects.filter(kind="CM").exists()
    visits.pay(shop, order)
    paper = Paper.objects.get(kind="CM")
    body = papers.body_of(paper)
    made = GatePass.objects.get(order=order)
    assert (paper.number, paper.subject_id, paper.revision) == (made.number, order.pk, 1)
    for text in (order.number, order.plate[-5:], the_bill(order).document, "扫码收清", "一次有效"):
        assert text in body
    assert hashlib.sha256(body.encode()).hexdigest() == paper.page_id
    page = shown(shop.guard, order)
    assert body in page
    assert "有效，可以放行" in page
    assert papers.in_fours(paper.page_id) in page


@pytest.mark.duty("PROC-D-21")
def test_no_sum_stands_on_it_for_the_guard(shop):
    order = visits.a_visit_paid(shop)
    total = f"{the_bill(order).amount:,.2f}"
    assert total not in papers.body_of(Paper.objects.get(kind="CM"))
    assert total not in shown(shop.guard, order)
    assert total in shown(shop.cashier, order)


def test_what_is_changed_afterwards_does_not_change_it(shop):
    order = visits.a_visit_paid(shop)
    body = papers.body_of(Paper.objects.get(kind="CM"))
    sql("UPDATE service_repairorder SET plate = '宁Z99999' WHERE id = %s", order.pk)
    sql("UPDATE organization_person SET name = '改了名' WHERE id = %s", order.advisor_id)
    assert body in shown(shop.guard, order)
    assert "改了名" not in body


def test_a_part_of_the_sum_makes_no_pass(shop):
    order = visits.a_visit_to_pay(shop)
    cashier.open_shift(shop.cashier, float_amount=Decimal(500))
    first, rest = Decimal("1.00"), the_bill(order).balance - 1
    for amount, papers_by_then in ((first, 0), (rest, 1)):
        cashier.take_payment(
            shop.cashier,
            the_bill(order),
            means=Means.CASH,
            amount=amount,
            gate_pass=passes.drawn(shop.cashier, the_bill(order), "现金收清"),
        )
        assert Paper.objects.filter(kind="CM").count() == papers_by_then


@pytest.mark.duty("CAS-02")
def test_on_account_it_is_good_when_it_is_approved(shop):
    order = visits.a_visit_to_pay(shop)
    bill = the_bill(order)
    sent = {"account": "", "reason": "老客户月结", "token": "t"}
    assert press(shop.front_desk_supervisor, "cashier.approve_on_account", bill.pk, **sent).status_code == 204
    assert not Paper.objects.filter(kind="CM").exists()
    sign_request(shop.finance_manager, Request.objects.latest("pk"))
    assert "挂账获批" in papers.body_of(Paper.objects.get(kind="CM"))
    assert "有效，可以放行" in shown(shop.guard, visits.again(order))


def test_what_is_paid_by_the_month_later_makes_no_second_pass(shop):
    order = visits.a_visit_to_pay(shop)
    bill = the_bill(order)
    asked = cashier.approve_on_account(
        shop.front_desk_supervisor,
        bill,
        account=None,
        reason="月结",
        gate_pass=passes.drawn(shop.front_desk_supervisor, bill, passes.ON_ACCOUNT),
    )
    sign_request(shop.finance_manager, asked.subject)
    cashier.open_shift(shop.cashier, float_amount=Decimal(500))
    cashier.take_payment(
        shop.cashier,
        the_bill(order),
        means=Means.CASH,
        amount=bill.amount,
        gate_pass=passes.drawn(shop.cashier, bill, "现金收清"),
    )
    assert Paper.objects.filter(kind="CM").count() == 1


@pytest.mark.duty("PROC-D-21")
def test_where_nobody_pays_it_is_good_with_the_second_sitting(shop):
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop, operations=["A003"], kind=Kind.FIRST_SERVICE)
    paper = Paper.objects.get(kind="CM")
    assert "不用付款" in papers.body_of(paper)
    assert paper.number == GatePass.objects.get(order=order).number != ""
    assert "有效，可以放行" in shown(shop.guard, visits.again(order))


def test_money_that_goes_back_makes_it_void_and_says_so_around_it(shop):
    order = visits.a_visit_paid(shop)
    body = papers.body_of(Paper.objects.get(kind="CM"))
    refund_all(shop, order)
    page = shown(shop.guard, visits.again(order))
    assert body in page
    assert "这一张作废" in page
    assert "还没付结算单" in page
    assert "现在无效" in page


def test_a_reopened_statement_makes_it_void_until_the_next_version(shop):
    order = visits.a_visit_paid(shop)
    refund_all(shop, order)
    reopen_statement(shop.service_advisor, visits.again(order), reason="改优惠")
    page = shown(shop.guard, visits.again(order))
    assert "这一张作废：结算单改过还没重新签" in page
    with refused("放行出厂"):
        let_out(shop.guard, visits.again(order))
    make_statement(shop.service_advisor, visits.again(order))
    visits.sign_statement(shop, visits.again(order))
    visits.pay(shop, visits.again(order))
    first, second = Paper.objects.filter(kind="CM").order_by("revision")
    assert (first.number, second.revision) == (second.number, 2)
    assert first.page_id != second.page_id
    assert papers.body_of(second) in shown(shop.guard, visits.again(order))
    assert "有效，可以放行" in shown(shop.guard, visits.again(order))


def test_a_second_press_of_the_payment_gives_the_same_pass(shop):
    order = visits.a_visit_to_pay(shop)
    cashier.open_shift(shop.cashier, float_amount=Decimal(500))
    bill = the_bill(order)
    sent = {"means": "scan", "amount": str(bill.balance), "trade_no": "Z1", "token": "one-press"}
    assert [press(shop.cashier, "cashier.take_payment", bill.pk, **sent).status_code for _ in "12"] == [
        204,
        204,
    ]
    assert Payment.objects.count() == 1
    assert Paper.objects.filter(kind="CM").count() == 1


def test_prints_are_counted_and_noted(shop):
    order = visits.a_visit_paid(shop)
    paper = Paper.objects.get(kind="CM")
    for _ in range(2):
        print_paper(shop.guard, paper)
    assert "补打 第 2 次打印" in shown(shop.guard, order)
    assert Entry.objects.filter(action="kernel.print_paper", subject_id=paper.pk).count() == 2


def test_a_pass_from_before_says_that_it_was_not_frozen(shop):
    order = visits.a_visit_paid(shop)
    sql("DELETE FROM kernel_paper WHERE kind = 'CM'")
    page = shown(shop.guard, order)
    assert "生效的时候还没有存档原件" in page
    assert order.number in page
    assert "有效，可以放行" in page


def test_it_stands_with_the_papers_of_the_visit(shop):
    order = visits.a_visit_paid(shop)
    paper = Paper.objects.get(kind="CM")
    to = look(shop.service_advisor, service_views.paper, "/p", pk=paper.pk)
    assert to["Location"].endswith(f"/gate/{order.pk}/pass")
    assert "出门证" in words(look(shop.service_advisor, service_views.repairorder, "/o", pk=order.pk))
