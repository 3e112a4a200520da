"""质量担保待判定."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds
from zhangdian.frontline.service import ball, holding
from zhangdian.frontline.service.delivery.actions import make_statement, pass_internal_check
from zhangdian.frontline.service.models import Payer, WarrantyInquiry
from zhangdian.frontline.service.papers import ORDER
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.frontline.service.writeup import views as writeup
from zhangdian.frontline.service.writeup.actions import change_payer, judge_warranty, leave_undecided
from zhangdian.frontline.service.writeup.waiting import lines_to_judge
from zhangdian.people.customers.actions import set_warranty_start

WHY = "要拆检后才知道"


@pytest.fixture
def line(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop, words="刹车有异响")
    visits.write_up(shop, order, ["B002"])
    return order.lines.get()


@pytest.mark.duty("PROC-R-14")
def test_the_customer_reads_why_on_his_order_and_the_clerk_has_the_ball(shop, line):
    leave_undecided(shop.service_advisor, line, reason=WHY)
    order = visits.again(line.order)
    page = ORDER.draw(shop.service_advisor, order)
    assert "待判定" in page
    assert WHY in page
    held = ball.ball_of(order, holds.open_on(shop.service_advisor, [order])[order.pk])
    assert (held.kind, held.who) == (holding.WARRANTY, "索赔员")
    [task] = lines_to_judge(shop.warranty_clerk)
    assert task.title == f"判定质量担保：{line.name}"


@pytest.mark.duty("PROC-R-14")
def test_no_statement_before_it_is_decided(shop, line):
    leave_undecided(shop.service_advisor, line, reason=WHY)
    visits.sign(shop, visits.again(line.order))
    for step in (visits.dispatch, visits.issue_all, visits.start, visits.finish, visits.inspect):
        step(shop, visits.again(line.order))
    pass_internal_check(shop.service_advisor, visits.again(line.order), all_done_on_car=True)
    with refused("是否属质量担保还没有结论", "索赔员"):
        make_statement(shop.service_advisor, visits.again(line.order))
    line.refresh_from_db()
    judge_warranty(shop.warranty_clerk, line, covered=False, reason="正常磨损")
    make_statement(shop.service_advisor, visits.again(line.order))
    decided = WarrantyInquiry.objects.get()
    assert (decided.covered, decided.answer) == (False, "正常磨损")
    assert not holds.open_on(shop.service_advisor, [line.order])[line.order_id]


@pytest.mark.duty("PROC-R-15")
def test_nobody_makes_the_maker_pay_meanwhile(shop, line):
    leave_undecided(shop.service_advisor, line, reason=WHY)
    line.refresh_from_db()
    with refused("还没有结论", "判定索赔"):
        change_payer(shop.service_advisor, line, payer=Payer.MANUFACTURER)


def test_it_is_asked_once_and_with_a_reason(shop, line):
    with refused("为什么现在不能断定"):
        leave_undecided(shop.service_advisor, line, reason=" ")
    leave_undecided(shop.service_advisor, line, reason=WHY)
    with refused("已经在等判定了"):
        leave_undecided(shop.service_advisor, line, reason=WHY)


def test_what_is_judged_already_is_not_asked_again(shop, line):
    judge_warranty(shop.warranty_clerk, line, covered=True, approval_no="ZD-88")
    with refused("已经判定过"):
        leave_undecided(shop.service_advisor, line, reason=WHY)


@pytest.mark.duty("PROC-R-13")
@pytest.mark.parametrize(("km", "offered"), [(20_000, True), (107_196, False)])
def test_a_repair_inside_the_maker_s_term_is_offered_with_its_rule(shop, km, offered):
    car = visits.a_car(shop)
    set_warranty_start(shop.service_advisor, car, start=shop.today - timedelta(days=200), paper="发票")
    order = visits.a_visit_arrived(shop)
    visits.walk_around(shop, order, mileage_km=km)
    visits.write_up(shop, visits.again(order), ["A001", "B002"])
    desk = words(look(shop.service_advisor, writeup.write_up, "/w", pk=order.pk))
    assert desk.count("整车质保内，问能否索赔") == (1 if offered else 0)
