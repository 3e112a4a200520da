"""What the papers of a visit print for the customer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import body_of
from zhangdian.frontline.service import checking, views
from zhangdian.frontline.service.delivery import views as delivery
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.frontline.service.delivery.tests.test_keep_old_parts import a_visit_that_takes_them_away
from zhangdian.frontline.service.inspection.actions import finish_wash, pass_inspection, pass_leader_check
from zhangdian.frontline.service.models import Statement
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.papers import STATEMENT, WALK_AROUND
from zhangdian.frontline.service.reception.actions import complete_walk_around
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.people.customers.actions import set_warranty_start
from zhangdian.people.organization.models import Person, Store


def statement_of(shop, order) -> str:
    visits.make_statement(shop, order)
    made = Statement.objects.get(order=order, voided_at=None)
    return STATEMENT.draw(shop.service_advisor, made)


@pytest.mark.duty("PROC-R-26", "PROC-R-25")
def test_the_order_says_before_signing_how_the_car_is_handed_over_and_how_it_may_be_paid(shop):
    order = visits.a_visit_signed(shop)
    shown = body_of(Paper.objects.get(kind="WL", subject_id=order.pk))
    assert "交车程序" in shown
    assert "陪您在车旁验车" in shown
    assert "本店收扫码、刷卡、现金、挂账" in shown
    assert "您选 <b>扫码</b>" in shown


@pytest.mark.duty("PROC-R-11", "PROC-D-16")
def test_the_walk_around_form_says_what_was_missing_of_spare_wheel_tools_and_lights(shop):
    order = visits.a_visit_arrived(shop)
    advisor = shop.service_advisor
    complete_walk_around(
        advisor,
        order,
        mileage_km=32_000,
        photos=[visits.a_photo(advisor) for _ in range(4)],
        seat_photo=visits.a_photo(advisor),
        found_around=["缺三角牌", "故障灯亮"],
    )
    assert "缺三角牌、故障灯亮；其余齐全正常" in WALK_AROUND.draw(advisor, visits.again(order))


def test_where_nothing_is_missing_it_says_so(shop):
    order = visits.a_visit_received(shop)
    assert "备胎、千斤顶、三角牌、随车工具在" in WALK_AROUND.draw(shop.service_advisor, visits.again(order))


@pytest.mark.duty("PROC-D-16")
def test_spare_wheel_and_tools_are_looked_at_by_the_inspector_and_stand_on_what_the_customer_signs(shop):
    order = visits.a_visit_finished(shop)
    pass_leader_check(shop.team_leader, order)
    pass_inspection(shop.quality_inspector, visits.again(order), place="C1", remark="备胎气压低，已充")
    assert checking.SPARE in order.checks.get(stage="final").points
    drawn = [visits.a_photo(shop.washer)] if checking.wash_is_drawn(visits.again(order)) else []
    finish_wash(shop.washer, visits.again(order), place="C2", photos=drawn)
    shown = statement_of(shop, visits.again(order))
    assert checking.SPARE in shown
    assert "备胎气压低，已充" in shown


@pytest.mark.duty("PROC-D-34")
def test_the_advisor_s_number_the_rescue_line_and_the_complaint_line_stand_on_the_statement(shop):
    shown = statement_of(shop, visits.a_visit_ready(shop))
    advisor = Person.objects.get(pk=shop.service_advisor.person_id)
    store = Store.objects.get(pk=shop.service_advisor.store_id)
    assert advisor.service_phone
    assert f"<b>{advisor.name}</b> {advisor.service_phone}" in shown
    assert advisor.phone.open() not in shown
    assert store.rescue_phone in shown
    assert store.complaint_phone in shown


@pytest.mark.duty("PROC-D-25")
def test_a_first_service_says_what_is_free_how_long_the_maker_answers_and_why_to_come_again(shop):
    car = visits.a_car(shop)
    set_warranty_start(shop.service_advisor, car, start=shop.today - timedelta(days=90), paper="发票")
    order = visits.a_visit_received(shop, kind=Kind.FIRST_SERVICE)
    visits.write_up(shop, order, ["A003"])
    visits.sign(shop, visits.again(order))
    for step in (visits.dispatch, visits.issue_all, visits.start, visits.finish, visits.inspect):
        step(shop, visits.again(order))
    shown = statement_of(shop, visits.again(order))
    assert "由主机厂付，您不用付" in shown
    assert "整车质保至" in shown
    assert "按时按里程保养" in shown
    assert visits.again(order).agreed_amount == Decimal(0)


def test_other_statements_say_nothing_of_a_first_service(shop):
    assert "首保</th>" not in statement_of(shop, visits.a_visit_ready(shop))


@pytest.mark.duty("PROC-D-13")
def test_what_he_takes_away_is_on_the_list_that_he_signs(shop):
    order = a_visit_that_takes_them_away(shop)
    part = order.old_parts_kept.get()
    shown = statement_of(shop, order)
    assert f"{part.name} {part.label} 客户带走" in shown


@pytest.mark.duty("PROC-D-21")
def test_the_statement_has_hours_and_part_numbers(shop):
    visits.a_car(shop)
    shown = statement_of(shop, visits.a_visit_ready(shop))
    assert "Y1510-A3010" in shown
    assert "原厂件" in shown
    assert " h</td>" in shown


@pytest.mark.duty("PROC-R-32", "PROC-R-11")
def test_what_was_signed_prints_a_copy_for_the_customer_and_one_for_the_store(shop):
    order = visits.a_visit_signed(shop)
    for paper in Paper.objects.filter(subject_id=order.pk, kind__in=("HC", "WL")):
        printed = words(look(shop.service_advisor, views.paper, "/p", pk=paper.pk))
        assert printed.count("<section class=") == 2
        assert ("客户联" in printed, "店内联" in printed) == (True, True)


@pytest.mark.duty("PROC-D-21", "PROC-D-31")
def test_the_pass_says_which_statement_was_paid_how_and_to_whom_and_who_let_the_car_out(shop):
    order = visits.a_visit_to_pay(shop)
    statement = Statement.objects.get(order=order)
    unpaid = words(look(shop.cashier, delivery.gate_pass, "/g", pk=order.pk))
    assert statement.number in unpaid
    assert "付款或挂账获批后才有效" in unpaid
    visits.pay(shop, order)
    paid = words(look(shop.cashier, delivery.gate_pass, "/g", pk=order.pk))
    cashier = Person.objects.get(pk=shop.cashier.person_id)
    assert "收清" in paid
    assert "出厂前一次有效" in paid
    assert f"扫码 {statement.total:,.2f} {cashier.name}" in paid
    let_out(shop.guard, visits.again(order))
    left = words(look(shop.cashier, delivery.gate_pass, "/g", pk=order.pk))
    assert Person.objects.get(pk=shop.guard.person_id).name in left
