"""派工与看板: stages as columns, proposals, a card pulled to a name, the wall."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.workshop import views
from zhangdian.frontline.service.workshop.actions import (
    agree_new_time,
    authorize_extra_work,
    dispatch,
    return_to_advisor,
)
from zhangdian.frontline.service.workshop.board import Board
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_known_car_in_repair,
    an_offer,
    line_of,
    open_holds,
    rests_on,
)


def plates(count: int) -> list[str]:
    return [f"宁Z{20_000 + number}" for number in range(count)]


def asked(who, view, **where):
    with CaptureQueriesContext(connection) as captured:
        answer = look(who, view, **where)
    assert answer.status_code == 200
    return len(captured)


def again(who, first):
    """The page asks whether anything is new since it was drawn."""
    request: Any = RequestFactory().get("/?device=desktop", headers={"If-None-Match": first["ETag"]})
    request.ctx = who
    return views.board(request)


@pytest.mark.duty("PROC-W-01")
def test_a_signed_car_stands_in_its_lane_with_minutes_and_holder(shop):
    visits.a_visit_signed(shop)
    shop.later(minutes=17)
    page = words(look(shop.workshop_supervisor, views.board))
    assert "待派工 1" in page
    assert "车间主管" in page
    assert re.search(r"17 <small>分", page)


@pytest.mark.duty("PROC-W-05")
def test_parts_that_lie_on_the_shelf_do_not_keep_a_car_from_being_proposed(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    assert "在库等发" in open_holds(order)["parts"].why
    [proposal] = Board(shop.workshop_supervisor, "").proposals
    assert proposal.order == order


@pytest.mark.duty("PROC-W-05", "PROC-W-16")
def test_agreed_extra_work_is_proposed_to_whom_has_the_car(shop):
    order = a_known_car_in_repair(shop)
    an_offer(shop, order, ["B002"], new_promise_at=shop.now + timedelta(hours=2))
    assert Board(shop.workshop_supervisor, "").proposals == []
    extra = line_of(order, "B002")
    authorize_extra_work(shop.service_advisor, order, agreed=[extra], means=Means.PHONE, spoken_by="邹女士")
    [proposal] = Board(shop.workshop_supervisor, "").proposals
    assert (proposal.free.person, "正在做这台" in proposal.reason) == (shop.person("technician"), True)
    sent = {"technician": proposal.free.person.pk, "proposed": proposal.free.person.pk}
    assert press(shop.workshop_supervisor, "service.dispatch", order.pk, **sent).status_code == 204
    assert line_of(order, "B002").technician == shop.person("technician")


@pytest.mark.duty("PROC-W-05", "PROC-W-06")
def test_a_proposal_is_taken_by_one_press(shop):
    order = visits.a_visit_signed(shop)
    [proposal] = Board(shop.workshop_supervisor, "").proposals
    sent = {
        "technician": proposal.free.person.pk,
        "proposed": proposal.free.person.pk,
        "bay": proposal.bay.pk,
    }
    assert press(shop.workshop_supervisor, "service.dispatch", order.pk, **sent).status_code == 204
    line = OrderLine.objects.get(order=order)
    assert (line.technician, line.bay) == (proposal.free.person, proposal.bay)


@pytest.mark.duty("PROC-W-05")
def test_proposals_follow_the_queue_and_share_the_work_out(shop):
    for plate in plates(2):
        visits.a_visit_signed(shop, plate, operations=("C005",))
    proposed = Board(shop.workshop_supervisor, "").proposals
    assert [each.order.plate for each in proposed] == plates(2)
    assert len({each.free.person.pk for each in proposed}) == 2


def test_a_car_that_waits_for_its_advisor_is_proposed_to_nobody(shop):
    order = visits.a_visit_signed(shop)
    return_to_advisor(shop.workshop_supervisor, order, words="项目没交待清楚")
    board = Board(shop.workshop_supervisor, "")
    assert board.proposals == []
    assert board.cards[0].words == "林承志 顾问核对"


@pytest.mark.duty("GM-12")
def test_high_voltage_is_proposed_to_the_one_with_the_paper(shop):
    visits.a_car(shop, model="M21")
    visits.a_visit_signed(shop, operations=("H001",))
    [proposal] = Board(shop.workshop_supervisor, "").proposals
    assert proposal.free.person == shop.person("second_technician")
    assert "高压资格" in proposal.reason


def test_a_tapped_card_shows_the_names_by_free_minutes(shop):
    order = visits.a_visit_signed(shop)
    for device in ("desktop", "phone"):
        page = words(look(shop.workshop_supervisor, views.board, f"/board?car={order.pk}", device=device))
        assert "派给谁" in page
        assert "汪承志" in page
        assert "孔云帆" in page


def test_an_advisor_sees_the_board_and_dispatches_nothing(shop):
    visits.a_visit_signed(shop)
    page = words(look(shop.service_advisor, views.board))
    assert "待派工 1" in page
    assert "service.dispatch" not in page


@pytest.mark.duty("PROC-W-16")
def test_the_board_says_that_the_customer_is_awaited_and_since_when(shop):
    order = visits.a_visit_in_repair(shop)
    an_offer(shop, order)
    shop.later(minutes=18)
    [card] = Board(shop.workshop_supervisor, "").cards
    assert (card.holder, card.tone) == ("待客户 答复 18 分", "cust")


@pytest.mark.duty("PROC-W-22")
def test_the_wash_lane_tells_the_queue_and_who_washes(shop):
    for plate in plates(2):
        order = visits.a_visit_finished(shop, plate)
        inspection.pass_leader_check(shop.team_leader, order)
        inspection.pass_inspection(shop.quality_inspector, order)
        shop.later(minutes=1)
    first = RepairOrder.objects.get(plate=plates(2)[0])
    inspection.start_wash(shop.washer, first)
    held = {card.order.plate: card.holder for card in Board(shop.washer, "").cards}
    assert held == {plates(2)[0]: "周少峰", plates(2)[1]: "排队 1"}


def test_a_car_whose_customer_was_told_is_not_late_any_more(shop):
    order = visits.a_visit_ready(shop)
    shop.later(hours=9)
    [card] = Board(shop.workshop_supervisor, "").cards
    assert card.tone == "late"
    delivery.pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    delivery.tell_customer(shop.service_advisor, order, means=Means.PHONE)
    [card] = Board(shop.workshop_supervisor, "").cards
    assert (card.late, card.tone) == (0, "")


@pytest.mark.duty("PROC-W-14")
def test_a_car_that_will_not_be_ready_is_foreseen(shop):
    order = visits.a_visit_in_repair(shop, operations=("E002",))
    agree_new_time(
        shop.service_advisor, order, at=shop.now + timedelta(minutes=30), means=Means.PHONE, answer="好"
    )
    [threatened] = Board(shop.workshop_supervisor, "").threatened
    assert threatened.card.order == order
    assert threatened.minutes > 60
    assert order.plate[2:] in words(look(shop.workshop_supervisor, views.late_cars))


def test_the_wall_shows_the_late_first_and_no_more_than_fits(shop):
    for plate in plates(7):
        visits.a_visit_signed(shop, plate)
    shop.later(hours=2)
    page = words(look(shop.workshop_supervisor, views.wall))
    assert "车间 7 台" in page
    assert "还有 1 台" in page


def test_nothing_new_is_not_sent_again(shop):
    visits.a_visit_signed(shop)
    first = look(shop.workshop_supervisor, views.board)
    assert again(shop.workshop_supervisor, first).status_code == 304
    visits.a_visit_signed(shop, "宁Z88K88")
    assert again(shop.workshop_supervisor, first).status_code == 200


@pytest.mark.parametrize("view", [views.board, views.wall, views.late_cars], ids=["board", "wall", "late"])
def test_twenty_cars_cost_as_many_questions_as_one(shop, view):
    visits.a_visit_in_repair(shop, "宁Z10001")
    visits.a_visit_signed(shop, "宁Z10002")
    shop.at("14:30")  # both looks of the day are over, each with what it foresaw
    few = asked(shop.workshop_supervisor, view)
    for plate in plates(18):
        visits.a_visit_signed(shop, plate)
    assert asked(shop.workshop_supervisor, view) <= few


@pytest.mark.duty("PROC-W-14")
def test_the_night_does_not_finish_a_car(shop):
    rests_on(shop, 6)
    shop.at("16:20")
    order = visits.a_visit_signed(shop, operations=("E002",))
    visits.dispatch(shop, order)
    visits.start(shop, order)
    agree_new_time(
        shop.service_advisor, order, at=shop.now + timedelta(hours=6), means=Means.PHONE, answer="好"
    )
    [threatened] = Board(shop.workshop_supervisor, "").threatened
    ready = clock.local(threatened.ready_at)
    assert (ready.date() - shop.today).days == 1
    assert 8 <= ready.hour < 12


@pytest.mark.duty("PROC-W-05")
def test_paint_is_proposed_to_nobody_before_its_turn(shop):
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    visits.dispatch(shop, order)
    assert Board(shop.workshop_supervisor, "").proposals == []
    other = visits.a_visit_signed(shop, "宁Z88K88", operations=("G001", "G002"))
    dispatch(
        shop.workshop_supervisor,
        other,
        technician=shop.person("technician"),
        only=[line_of(other, "G001")],
    )
    assert Board(shop.workshop_supervisor, "").proposals == []


@pytest.mark.duty("PROC-W-09")
def test_who_forgot_to_stop_yesterday_is_not_free_for_it(shop):
    rests_on(shop, 6)
    shop.at("16:20")
    visits.a_visit_in_repair(shop, operations=("F002",))
    begun = free_minutes(shop)
    shop.at("18:00")
    at_closing = free_minutes(shop)
    assert begun > at_closing > 1
    shop.later(days=2)
    assert free_minutes(shop) == at_closing


def free_minutes(shop):
    """In how many minutes of work the technician is free."""
    free = Board(shop.workshop_supervisor, "").free
    return next(each.minutes for each in free if each.person == shop.person("technician"))
