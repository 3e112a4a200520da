"""Whoever has a problem tells the post above him, on one screen, with what it is about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties import agenda, desks, team
from zhangdian.management.duties.matters.actions import report_matter, set_matter_kind
from zhangdian.management.duties.matters.tests.arranging import (
    again,
    answered,
    kind,
    reported,
    supply_stops,
    titles,
)
from zhangdian.management.duties.models import Matter, Step, Urging
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import name_deputy
from zhangdian.resources.parts.tests.arranging import a_part

State = Matter.State


@pytest.mark.duty("NBI-10")
def test_it_waits_on_the_today_of_the_head_of_his_department_with_one_working_day(shop):
    shop.at("10:00")
    matter = reported(shop, proposal="换线路")
    assert (matter.state, matter.asked, matter.role) == (State.OPEN, Role.FI_MANAGER, Role.NEW_CAR_INSURANCE)
    assert matter.number
    assert titles(desks.matters_to_answer(shop.fi_manager)) == ["系统报价慢"]
    assert desks.matters_to_answer(shop.new_car_insurance) == []
    assert desks.matters_to_answer(shop.service_manager) == []
    due = clock.local(matter.item.due_at, shop.clock.standing.zone)
    assert (due.date(), f"{due:%H:%M}") == (shop.today + timedelta(days=1), "10:00")
    page = browser_of(shop.fi_manager).get("/").content.decode()
    assert page.count("系统报价慢") == 1


@pytest.mark.duty("NBI-10")
def test_unanswered_for_a_working_day_his_heads_superior_hears_and_it_shows_as_late(shop):
    with_duties(shop)
    shop.at("10:00")
    matter = reported(shop)
    shop.later(days=1, hours=1, minutes=1)
    the_clock_looks(shop)
    told = Urging.objects.of(shop.clock).filter(item=matter.item, step=Step.SUPERIOR)
    assert [each.post for each in told] == [Role.GENERAL_MANAGER]
    assert desks.carried_up_to_me(shop.general_manager)
    assert "超时" in browser_of(shop.new_car_insurance).get(f"/duties/matters/{matter.pk}").content.decode()
    late = browser_of(shop.general_manager).get("/duties/matters?late=1").content.decode()
    assert "系统报价慢" in late
    assert matter.item in team.late_below(shop.general_manager)


@pytest.mark.duty("WSM-20")
def test_a_matter_of_the_shop_floor_that_is_reported_up_is_on_the_service_managers_today(shop):
    matter = reported(shop, "workshop_supervisor", of="车间事务", what="二号举升机换不换")
    assert matter.asked == Role.SERVICE_MANAGER
    shop.later(days=1, hours=2)
    [task] = desks.matters_to_answer(shop.service_manager)
    assert task.title == "二号举升机换不换"
    assert task.due < shop.now


@pytest.mark.duty("WSM-20")
def test_what_he_may_decide_he_writes_down_with_his_decision_and_nobody_is_asked(shop):
    decided = {"of": "车间事务", "what": "周六谁值班", "decision": "两组轮流"}
    matter = reported(shop, "workshop_supervisor", **decided)
    assert (matter.state, matter.answer, matter.item) == (State.DECIDED, "两组轮流", None)
    assert desks.matters_to_answer(shop.service_manager) == []
    with refused("车间主管", "请上报"):
        reported(shop, "technician", **decided)
    with refused("不能自己定"):
        reported(shop, "workshop_supervisor", what="别的", decision="这样")


@pytest.mark.duty("PTP-08")
def test_information_with_a_proposal_for_the_stock_waits_for_the_parts_manager(shop):
    matter = supply_stops(shop)
    assert (matter.asked, matter.change, matter.source) == (Role.PARTS_MANAGER, 20, "备件公司通知")
    assert matter.card.min_stock == 3
    [task] = desks.matters_to_answer(shop.parts_manager)
    assert "生产和市场信息" in task.remark


def test_a_proposal_for_the_stock_names_part_source_and_a_kind_that_may(shop):
    part = a_part(shop)
    market = kind(shop, "生产和市场信息")
    planner = shop.parts_planner
    with refused("件号"):
        report_matter(planner, kind=market, what="涨价", source="厂家", change=5)
    with refused("从哪里来"):
        report_matter(planner, kind=market, what="涨价", about=part.part_no, change=5)
    with refused("不提调库存"):
        report_matter(planner, kind=kind(shop), what="涨价", about=part.part_no, source="厂家", change=5)
    with refused("10000"):
        report_matter(planner, kind=market, what="涨", about=part.part_no, source="厂", change=-10_001)


def test_it_is_about_a_car_an_order_or_a_part_found_by_what_is_typed(shop):
    order = visits.a_visit_in_repair(shop)
    part = a_part(shop)
    by_number = reported(shop, about=f" {order.number.lower()} ")
    assert (by_number.about_type, by_number.about_id) == ("service.repairorder", order.pk)
    by_plate = reported(shop, about=order.plate)
    assert by_plate.about_type == "customers.vehicle"
    assert by_plate.about_text == order.plate
    assert reported(shop, about=part.part_no).about_type == "parts.part"
    with refused("没有找到“99”"):
        reported(shop, about="99")
    page = browser_of(shop.fi_manager).get(f"/duties/matters/{by_number.pk}").content.decode()
    assert f"/orders/{order.pk}" in page or f"/service/orders/{order.pk}" in page


@pytest.mark.duty("SA-26")
def test_help_that_an_advisor_asks_for_stays_on_the_visit_with_the_minutes_to_its_answer(shop):
    order = visits.a_visit_in_repair(shop)
    page = reverse("service:repairorder", args=[order.pk])
    before = browser_of(shop.service_advisor).get(page).content.decode()
    assert f"report_matter?about={order.number}" in before
    asked = reported(shop, "service_advisor", of="求助", what="客户要见主管", about=order.number)
    assert titles(desks.matters_to_answer(shop.front_desk_supervisor)) == ["客户要见主管"]
    assert "等前台主管" in browser_of(shop.service_advisor).get(page).content.decode()
    shop.later(minutes=6)
    answered(shop, asked, "front_desk_supervisor", owner=shop.person("service_advisor"))
    seen = browser_of(shop.service_advisor).get(page).content.decode()
    assert "客户要见主管" in seen
    assert "崔慕晴 用了 6 分" in seen
    reported(shop, "service_advisor", of="求助", what="别的车的事")
    assert "别的车的事" not in browser_of(shop.service_advisor).get(page).content.decode()


def test_who_holds_the_post_that_answers_asks_the_next_above_and_a_deputy_answers_for_him(shop):
    from_the_manager = reported(shop, "parts_manager", of="生产和市场信息", what="厂家要涨价")
    assert from_the_manager.asked == Role.SERVICE_MANAGER
    name_deputy(
        shop.general_manager,
        shop.person("service_manager"),
        deputy=shop.person("front_desk_supervisor"),
        since=shop.today,
        until=shop.today,
    )
    assert titles(desks.matters_to_answer(shop.front_desk_supervisor)) == ["厂家要涨价"]


def test_who_stands_in_for_his_superior_is_not_asked_about_his_own(shop):
    name_deputy(
        shop.general_manager,
        shop.person("service_manager"),
        deputy=shop.person("workshop_supervisor"),
        since=shop.today,
        until=shop.today,
    )
    reported(shop, "workshop_supervisor", of="车间事务", what="我的一件")
    reported(shop, "front_desk_supervisor", what="前台的一件")
    assert titles(desks.matters_to_answer(shop.workshop_supervisor)) == ["前台的一件"]


def test_nobody_stands_above_the_first_of_the_house(shop):
    with refused("没有在任的人"):
        reported(shop, "chief_executive")


def test_a_kind_is_for_its_posts_and_only_while_it_stands(shop):
    with refused("配件计划员"):
        reported(shop, of="生产和市场信息")
    help_asked = kind(shop, "求助")
    set_matter_kind(shop.office_director, name="求助", hours=1, stands=False, reason="改用电话")
    help_asked.refresh_from_db()
    with refused("停用"):
        report_matter(shop.service_advisor, kind=help_asked, what="来看一下")
    with refused("什么事"):
        reported(shop, what="  ")


def test_the_morning_meeting_speaks_of_what_nobody_has_answered(shop):
    matter = reported(shop, what="投保单要手抄两遍")
    [point] = agenda.matters(shop.fi_manager)
    assert (point.what, point.remark) == ("上报：投保单要手抄两遍", "蒋春梅 · 等金融保险经理 · 待答复")
    assert [each.what for each in agenda.matters(shop.general_manager)] == [point.what]
    assert list(agenda.matters(shop.parts_manager)) == []
    assert point.address == f"/duties/matters/{matter.pk}"


def test_who_has_nothing_to_do_with_it_does_not_read_it(shop):
    matter = reported(shop)
    address = f"/duties/matters/{matter.pk}"
    for who in ("new_car_insurance", "fi_manager", "general_manager", "office_director"):
        assert browser_of(getattr(shop, who)).get(address).status_code == 200
    for who in ("renewal_clerk", "service_manager", "workshop_supervisor"):
        assert browser_of(getattr(shop, who)).get(address).status_code == 404
    listed = browser_of(shop.renewal_clerk).get("/duties/matters").content.decode()
    assert "系统报价慢" not in listed


def test_the_form_asks_each_post_only_what_concerns_it_and_one_tap_leads_to_it(shop):
    kind(shop)
    clerk, planner, supervisor = (
        browser_of(getattr(shop, who)).get("/act/duties.report_matter").content.decode()
        for who in ("new_car_insurance", "parts_planner", "workshop_supervisor")
    )
    assert "库存上下限" in planner
    assert "库存上下限" not in clerk
    assert "我自己定" in supervisor
    assert "我自己定" not in clerk
    for page in ("/", "/duties/post"):
        assert "/act/duties.report_matter" in browser_of(shop.technician).get(page).content.decode()


def test_the_list_narrows_to_mine_to_what_i_am_asked_and_to_my_people(shop):
    reported(shop, what="我的一件")
    reported(shop, "fi_manager", what="经理的一件")
    manager = browser_of(shop.fi_manager)
    seen = {
        whose: manager.get(f"/duties/matters?whose={whose}").content.decode()
        for whose in ("mine", "asked", "people")
    }
    assert "经理的一件" in seen["mine"]
    assert "我的一件" not in seen["mine"]
    for whose in ("asked", "people"):
        assert "我的一件" in seen[whose]
        assert "经理的一件" not in seen[whose]
    assert again(reported(shop)).state == State.OPEN
