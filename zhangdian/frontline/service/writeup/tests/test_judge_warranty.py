"""Whether the manufacturer pays."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.writeup.actions import judge_warranty


@pytest.fixture
def line(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop, kind=Kind.WARRANTY, words="漏水")
    visits.write_up(shop, order, ["A001"])
    return order.lines.get()


@pytest.mark.duty("PROC-R-15")
def test_without_a_number_nothing_is_free(shop, line):
    with refused("判定编号或批准号"):
        judge_warranty(shop.warranty_clerk, line, covered=True)
    judge_warranty(shop.warranty_clerk, line, covered=True, approval_no="ZD-88")
    line.refresh_from_db()
    assert (line.payer, line.approval_no) == (Payer.MANUFACTURER, "ZD-88")


@pytest.mark.duty("PROC-R-14", "PROC-R-15")
def test_what_is_not_covered_is_the_customer_s_at_his_price(shop, line):
    warranty = line.parts.get(part__part_no="Y1510-A3010")
    assert (line.payer, warranty.unit_price) == (Payer.MANUFACTURER, Decimal("31.16"))
    with refused("写明原因"):
        judge_warranty(shop.warranty_clerk, line, covered=False)
    judge_warranty(shop.warranty_clerk, line, covered=False, reason="正常磨损")
    line.refresh_from_db()
    retail = line.parts.get(part__part_no="Y1510-A3010", voided_at=None)
    assert (line.payer, retail.unit_price) == (Payer.CUSTOMER, Decimal("38"))


@pytest.mark.duty("PROC-R-14")
def test_who_signed_for_a_free_repair_does_not_find_it_on_his_bill(shop, line):
    visits.sign(shop, visits.again(line.order))
    with refused("按主机厂付同意"):
        judge_warranty(shop.warranty_clerk, line, covered=False, reason="正常磨损")


@pytest.mark.duty("PROC-R-14")
def test_an_unjudged_line_keeps_the_statement_back(shop, line):
    order = visits.again(line.order)
    visits.sign(shop, order)
    visits.dispatch(shop, visits.again(order))
    visits.issue_all(shop, visits.again(order))
    visits.start(shop, visits.again(order))
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    with refused("还没有索赔判定"):
        visits.make_statement(shop, visits.again(order))
    judge_warranty(shop.warranty_clerk, line, covered=True, approval_no="ZD-88")
    delivery.make_statement(shop.service_advisor, order)
