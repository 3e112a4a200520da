"""Single things that a report names."""

from decimal import Decimal

import pytest

from zhangdian.aftercare.care.tests.arranging import a_visit_called
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import fail_inspection
from zhangdian.frontline.service.inspection.tests.arranging import a_visit_to_inspect
from zhangdian.frontline.service.models import Check
from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import KINDS
from zhangdian.people.organization.staff.actions import change_person_details
from zhangdian.resources.cashier.actions import refund_payment
from zhangdian.resources.cashier.models import Means
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till, pay, sign
from zhangdian.resources.parts.tests.arranging import a_part


def rows_of(shop, code, title):
    content = making.content_for(shop.general_manager, KINDS[code], shop.today, shop.today)
    return next(table for table in content.tables if table.title == title).rows


def test_a_refund_stands_with_its_reason_and_who_gave_it(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop, "468.00"), "468.00", Means.SCAN)
    bill, back = payment.receivable, Decimal("50.00")
    sign(shop.front_desk_supervisor, refund_payment(till, bill, payment=payment, amount=back, why="多收"))
    [(number, means, amount, why, who)] = rows_of(shop, "settlement_day", "退款")
    assert (means, amount, why) == (Means.SCAN.label, back, "多收")
    assert number.startswith("TK")
    assert who == till.standing.name
    [by_scan] = [row for row in rows_of(shop, "settlement_day", "各方式") if row[0] == Means.SCAN.label]
    assert list(by_scan)[:4] == [Means.SCAN.label, Decimal("468.00"), back, Decimal("418.00")]


def test_a_car_that_came_back_from_the_check_is_named_with_the_reason(shop):
    order = a_visit_to_inspect(shop)
    fail_inspection(shop.quality_inspector, order, failed=[order.lines.get()], remark="灯光调歪了")
    [(plate, number, _, stage, why)] = rows_of(shop, "workshop_day", "检查退回")
    assert (plate, number, stage, why) == (order.plate, order.number, Check.Stage.FINAL.label, "灯光调歪了")


def test_two_technicians_of_one_name_are_two(shop):
    visits.a_car(shop)
    order, namesake = visits.a_visit_left(shop), shop.person("second_technician")
    change_person_details(shop.office_director, namesake, name=order.lines.get().technician.name)
    other = visits.a_visit_signed(shop)
    visits.dispatch(shop, other, who="second_technician")
    visits.issue_all(shop, other, taker="second_technician")
    visits.start(shop, other, who="second_technician")
    visits.finish(shop, other, who="second_technician")
    rows = rows_of(shop, "workshop_day", "技师")
    assert [(row[0], row[1]) for row in rows] == [(order.lines.get().technician.name, 1)] * 2


@pytest.mark.duty("PTK-11")
def test_shelves_too_empty_and_too_full_are_named(shop):
    scarce, full = a_part(shop, least=4), a_part(shop, (40, "10", 3))
    below = {row[0]: list(row[3:]) for row in rows_of(shop, "stock_day", "低于下限")}
    above = {row[0]: list(row[3:]) for row in rows_of(shop, "stock_day", "高于上限")}
    assert below[scarce.part_no] == [0, 4, 5]
    assert above[full.part_no] == [40, 10, 5]
    assert scarce.part_no not in above
    assert full.part_no not in below


@pytest.mark.duty("CSS-13")
def test_calls_stand_by_who_called(shop):
    called = a_visit_called(shop)
    rows = rows_of(shop, "care_day", "回访")
    assert rows == [[called.caller.name, 1, 1, 0, Decimal("100.0")]]
