"""Operations with the kit of this car, priced."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.writeup.actions import add_lines
from zhangdian.resources.parts.models import Requisition


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    return visits.a_visit_received(shop)


@pytest.mark.duty("PROC-R-21", "PROC-R-22")
def test_labour_and_parts_stand_apart_and_make_the_total(shop, order):
    add_lines(shop.service_advisor, order, wanted=[Wanted("A001"), Wanted("D004", quantity=2)])
    sums = lines.totals(order)
    assert (sums.labour, sums.parts) == (Decimal("168.00"), sums.total - 168)
    by_part = {row.part.part_no: row.amount for row in order.part_lines.select_related("part")}
    assert by_part["Y0810-W2004"] == Decimal("398.00")
    assert sum(by_part.values()) == sums.parts


@pytest.mark.duty("PROC-R-22")
def test_only_parts_of_the_order_are_ever_asked_of_the_store_room(shop, order):
    visits.write_up(shop, order)
    visits.sign(shop, order)
    requisition = Requisition.objects.of(shop.storekeeper).for_purpose(order).get()
    asked = {(line.part.part_no, line.wanted) for line in requisition.lines.select_related("part")}
    assert asked == {("Y0810-W2004", 1), ("Y1510-A3010", 1)}


@pytest.mark.duty("PROC-R-18")
def test_the_first_line_stamps_that_the_customer_sits_at_the_desk(shop, order):
    shop.later(minutes=3)
    add_lines(shop.service_advisor, order, wanted=[Wanted("A001")])
    at_desk = shop.now
    shop.later(minutes=5)
    add_lines(shop.service_advisor, order, wanted=[Wanted("D004")])
    order = visits.again(order)
    assert (order.desk_at, order.walked_around_at < at_desk) == (at_desk, True)


@pytest.mark.duty("PROC-R-24")
def test_a_time_is_proposed_with_the_first_line(shop, order):
    add_lines(shop.service_advisor, order, wanted=[Wanted("A001")])
    assert visits.again(order).promised_at > shop.now


@pytest.mark.duty("PROC-R-13")
def test_who_pays_is_proposed_by_the_kind_of_visit(shop):
    order = visits.a_visit_received(shop, kind=Kind.WARRANTY)
    add_lines(shop.warranty_clerk, order, wanted=[Wanted("F002"), Wanted("A001", Payer.CUSTOMER)])
    pump, service = order.lines.all()
    assert (pump.payer, service.payer) == (Payer.MANUFACTURER, Payer.CUSTOMER)


def test_an_operation_of_another_engine_is_refused(shop, order):
    with refused("不适用于这台车"):
        add_lines(shop.service_advisor, order, wanted=[Wanted("A004")])


def test_what_is_not_in_the_catalogue_cannot_be_sold(shop, order):
    with refused("没有 Z999"):
        add_lines(shop.service_advisor, order, wanted=[Wanted("Z999")])


@pytest.mark.parametrize("wanted", [[], [Wanted("A001", quantity=0)]])
def test_nothing_is_no_line(shop, order, wanted):
    with refused("请至少选一个项目" if not wanted else "大于零"):
        add_lines(shop.service_advisor, order, wanted=wanted)


def test_the_words_of_another_customer_are_not_answered_here(shop, order):
    other = visits.a_visit_arrived(shop, "宁Z88K88").concerns.get()
    with refused("不在这张委托书上"):
        add_lines(shop.service_advisor, order, wanted=[Wanted("A001", concern_id=other.pk)])


@pytest.mark.duty("PROC-R-22")
def test_a_signed_order_grows_by_extra_work_only(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        add_lines(shop.service_advisor, order, wanted=[Wanted("A001")])
