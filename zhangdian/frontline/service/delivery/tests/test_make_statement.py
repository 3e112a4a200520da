"""出结算单."""

from decimal import Decimal

import pytest
from django.db import connection

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.delivery.actions import (
    make_statement,
    pass_internal_check,
    reopen_statement,
)
from zhangdian.frontline.service.models import PartLine, Statement
from zhangdian.resources.cashier import receivables
from zhangdian.resources.cashier.models import Receivable


def past_the_actions(sql: str, key: int) -> None:
    """What no action can do: someone wrote to the database by hand."""
    with writing(), connection.cursor() as cursor:
        cursor.execute(sql, [key])


@pytest.mark.duty("PROC-D-21", "PROC-D-27")
def test_the_statement_is_the_sum_of_done_lines_with_vat_per_line(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    make_statement(shop.service_advisor, order)
    statement = Statement.objects.get(order=order)
    assert statement.number == "JS261123-0001"
    assert statement.total == order.agreed_amount
    assert statement.total == sum(line.amount for line in statement.lines.all())
    assert statement.net + statement.tax == statement.total
    assert all(line.net + line.tax == line.amount for line in statement.lines.all())


@pytest.mark.duty("PROC-D-21", "CAS-02")
def test_no_settlement_before_inspection(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    with refused("待交车"):
        make_statement(shop.service_advisor, order)
    assert not Statement.objects.filter(order=order).exists()


@pytest.mark.duty("PROC-D-25")
def test_a_first_service_costs_the_customer_nothing(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, operations=["A003"])
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    make_statement(shop.service_advisor, order)
    statement = Statement.objects.get(order=order)
    assert statement.payer == "maker"
    assert order.agreed_amount == Decimal("0.00")


@pytest.mark.duty("PROC-D-21")
def test_what_is_billed_is_what_was_issued(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    part = PartLine.objects.filter(order=order).first()
    past_the_actions("UPDATE service_partline SET quantity = quantity + 1 WHERE id = %s", part.pk)
    with refused("对不上不能结算"):
        make_statement(shop.service_advisor, order)


@pytest.mark.duty("PROC-D-27")
def test_more_than_the_customer_agreed_to_is_refused(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    past_the_actions("UPDATE service_repairorder SET agreed_amount = 10 WHERE id = %s", order.pk)
    with refused("客户同意 10.00 元"):
        make_statement(shop.service_advisor, order)


@pytest.mark.duty("PROC-D-31")
def test_the_cashier_who_made_it_does_not_take_its_money(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order, by=shop.cashier)
    visits.sign_statement(shop, order)
    with refused("这张单是您自己出的", "请另一位结算员收", "请服务顾问重开结算单"):
        visits.pay(shop, order)
    assert Receivable.objects.of(shop.cashier).for_purpose(order).get().paid == 0
    visits.pay(shop, order, "second_cashier")
    assert receivables.of_purpose(shop.cashier, order)[-1].state == Receivable.State.PAID


def test_with_one_cashier_the_advisor_makes_it_again(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order, by=shop.cashier)
    visits.sign_statement(shop, order)
    reopen_statement(shop.service_advisor, visits.again(order), reason="结算员自己出的单")
    make_statement(shop.service_advisor, visits.again(order))
    visits.sign_statement(shop, order)
    visits.pay(shop, order)
    assert receivables.of_purpose(shop.cashier, order)[-1].state == Receivable.State.PAID
