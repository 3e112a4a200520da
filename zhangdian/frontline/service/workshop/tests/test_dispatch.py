"""派工: dispatched is accepted."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock, links
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import ball
from zhangdian.frontline.service.models import Bay, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop.actions import (
    agree_new_time,
    dispatch,
    pause_work,
    reassign,
    return_to_advisor,
    set_priority,
)
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_car_left_behind,
    a_hybrid_signed,
    an_offer,
    line_of,
    open_holds,
    rests_on,
)
from zhangdian.frontline.service.writeup.actions import send_copies
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.shifts.actions import ask_leave, swap_rest_day
from zhangdian.people.organization.staff.actions import change_person_details
from zhangdian.resources.parts.models import Requisition


@pytest.mark.duty("PROC-W-01", "PROC-W-06")
def test_a_dispatched_car_is_accepted_and_its_lines_have_a_technician_and_a_bay(shop):
    order = visits.a_visit_signed(shop)
    dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("technician"),
        bay=Bay.objects.get(code="K3"),
    )
    order, line = visits.again(order), line_of(order)
    assert (order.state, order.accepted_at) == (RepairOrder.State.IN_REPAIR, shop.now)
    assert (line.technician, line.bay.code) == (shop.person("technician"), "K3")


@pytest.mark.duty("PROC-W-01")
def test_until_then_it_stands_with_the_supervisor_with_its_minutes(shop):
    order = visits.a_visit_signed(shop)
    shop.later(minutes=17)
    held = ball.ball_of(visits.again(order), [])
    assert (held.who, held.minutes(shop.now)) == ("车间主管", 17)


@pytest.mark.duty("PROC-R-30", "PROC-W-16")
def test_a_line_that_the_customer_has_not_agreed_to_is_not_dispatched(shop):
    order = visits.a_visit_in_repair(shop)
    an_offer(shop, order, ["B002"])
    with refused("更换后制动片", "还没授权"):
        dispatch(
            shop.workshop_supervisor,
            order,
            technician=shop.person("technician"),
            only=[line_of(order, "B002")],
        )


@pytest.mark.duty("PROC-W-02")
def test_what_the_supervisor_sent_back_waits_for_its_advisor(shop):
    order = visits.a_visit_signed(shop)
    return_to_advisor(shop.workshop_supervisor, order, words="右后门有划痕，登记上没有")
    with refused("还不能派工", "顾问核对"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-04")
def test_a_plan_that_ends_after_the_promise_wants_a_reason_and_the_advisor_is_told(shop):
    order = visits.a_visit_signed(shop)
    agree_new_time(
        shop.service_advisor, order, at=shop.now + timedelta(minutes=20), means=Means.DESK, answer="好"
    )
    with asked("service.plan_ends_late", "比承诺晚"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    done = dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("technician"),
        because={"service.plan_ends_late": "会加人手"},
    )
    assert done.entry.notes["because"] == {"service.plan_ends_late": "会加人手"}
    assert open_holds(order)["delay"].person == shop.person("service_advisor")


@pytest.mark.duty("PROC-W-05")
def test_who_waits_in_the_store_goes_before_a_car_that_was_left(shop):
    visits.a_visit_signed(shop, "宁Z88K88")
    left = a_car_left_behind(shop)
    with asked("service.dispatch_order", "宁Z88K88"):
        dispatch(shop.workshop_supervisor, left, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-05", "QCI-05")
def test_a_car_that_came_back_goes_before_one_whose_customer_waits(shop):
    waits = visits.a_visit_signed(shop, "宁Z88K88")
    visits.a_visit_signed(shop, kind=Kind.REWORK)
    with asked("service.dispatch_order", visits.PLATE):
        dispatch(shop.workshop_supervisor, waits, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-05")
def test_who_takes_the_proposal_jumps_over_nobody(shop):
    visits.a_visit_signed(shop, "宁Z88K88")
    left = a_car_left_behind(shop)
    somebody = shop.person("technician")
    dispatch(shop.workshop_supervisor, left, technician=somebody, proposed=somebody)


@pytest.mark.duty("PROC-W-06")
def test_a_line_that_waits_for_somebody_else_delays_no_new_car(shop):
    first = visits.a_visit_in_repair(shop, operations=("E002",))
    pause_work(shop.technician, line_of(first), reason=Pause.PARTS)
    second = visits.a_visit_signed(shop, "宁Z88K88", operations=("A005",))
    dispatch(shop.workshop_supervisor, second, technician=shop.person("technician"))
    assert line_of(second).planned_end_at == shop.now + timedelta(minutes=12)


@pytest.mark.duty("PROC-W-05")
def test_the_supervisor_s_hand_goes_over_the_computed_order(shop):
    visits.a_visit_signed(shop, "宁Z88K88")
    left = a_car_left_behind(shop)
    set_priority(shop.workshop_supervisor, left, priority=1, reason="客户赶时间")
    dispatch(shop.workshop_supervisor, left, technician=shop.person("technician"))


def test_a_body_shop_car_does_not_go_before_a_mechanic_s_car(shop):
    visits.a_visit_signed(shop, "宁Z88K88", operations=("G002",))
    left = a_car_left_behind(shop)
    dispatch(shop.workshop_supervisor, left, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-06", "GM-12")
def test_high_voltage_only_to_somebody_with_the_paper(shop):
    order = a_hybrid_signed(shop)
    with refused("汪承志", "低压电工作业"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    dispatch(shop.workshop_supervisor, order, technician=shop.person("second_technician"))


@pytest.mark.duty("PROC-W-06")
def test_engine_work_for_a_lower_grade_goes_on_and_is_counted(shop):
    order = visits.a_visit_signed(shop, operations=("F001",))
    done = dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    assert "service.above_his_grade" in done.entry.notes["watched"]


def test_work_goes_to_people_of_the_workshop(shop):
    order = visits.a_visit_signed(shop)
    with refused("田芷若", "不是本店的维修技师"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("cashier"))


def test_an_apprentice_works_under_somebody(shop):
    order = visits.a_visit_signed(shop)
    with asked("service.apprentice_alone", "史振宇"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("apprentice"))


def test_another_man_than_the_proposed_one_is_counted(shop):
    order = visits.a_visit_signed(shop)
    send_copies(shop.service_advisor, order, key=links.new_key())
    done = dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("technician"),
        proposed=shop.person("second_technician"),
    )
    assert done.entry.notes["watched"] == ["service.dispatch_override"]


def test_what_is_dispatched_is_not_dispatched_again(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("没有等着派的项目", "改派"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("second_technician"))


@pytest.mark.duty("PROC-W-10")
def test_whoever_gets_the_car_is_called_at_the_window_by_name(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    asked_for = Requisition.objects.of(shop.storekeeper).for_purpose(order)
    assert asked_for.get().wanted_by is None
    dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    assert asked_for.get().wanted_by == shop.person("technician")
    reassign(
        shop.workshop_supervisor,
        line_of(order),
        technician=shop.person("second_technician"),
        reason="手上活多",
    )
    assert asked_for.get().wanted_by == shop.person("second_technician")


def planned(shop, order, **what):
    """The end of the plan on the wall clock, and on which day from today."""
    dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("technician"),
        because={"service.plan_ends_late": "会加人手"},
        **what,
    )
    ends = clock.local(max(line.planned_end_at for line in order.lines.all() if line.planned_end_at))
    return (ends.date() - shop.today).days, f"{ends:%H:%M}"


@pytest.mark.duty("PROC-W-04", "PROC-W-14")
def test_what_is_not_done_at_closing_goes_on_the_next_morning(shop):
    rests_on(shop, 6)
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("17:00")
    assert planned(shop, order) == (1, f"{time_of(8, line_of(order), less=30)}")


@pytest.mark.duty("PROC-W-04")
def test_who_works_over_noon_eats(shop):
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("11:30")
    assert planned(shop, order) == (0, f"{time_of(12, line_of(order), less=30 - 45)}")


def time_of(hour, line, less):
    """An hour of the day, and the line's work less so many minutes after it."""
    minutes = hour * 60 + int(line.hours * 60) - less
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@pytest.mark.duty("PROC-W-04")
def test_body_work_is_planned_by_the_days_that_are_promised_for_it(shop):
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    shop.at("10:00")
    days, _ = planned(shop, order)
    assert days == 1
    again = visits.again(order)
    assert max(line.planned_end_at for line in again.lines.all()) <= again.promised_at


@pytest.mark.duty("PROC-W-04")
def test_paint_is_planned_after_the_metal_work_of_the_same_car(shop):
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    metal, paint = line_of(order, "G001"), line_of(order, "G002")
    planned(shop, order, only=[metal])
    dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("second_technician"),
        only=[paint],
        because={"service.plan_ends_late": "会加人手"},
    )
    metal_done, paint_done = (line_of(order, code).planned_end_at for code in ("G001", "G002"))
    assert metal_done
    assert paint_done
    assert paint_done > metal_done


def a_body_crew(shop):
    """The two mechanics of the shop work with the body crew from now on: one on metal, one on paint."""
    teams = {"technician": "钣金组", "second_technician": "喷漆组"}
    for name, team in teams.items():
        change_person_details(shop.office_director, shop.person(name), team=team)


def names_on(order):
    """Who has which line, by the code of its operation."""
    lines = order.lines.filter(voided_at=None).select_related("operation", "technician")
    return {line.operation.code: line.technician and line.technician.name for line in lines}


@pytest.mark.duty("PROC-W-02", "PROC-W-06")
def test_of_a_body_car_the_metal_worker_gets_the_metal_and_the_paint_waits_for_another_name(shop):
    a_body_crew(shop)
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    metal, paint = shop.person("technician"), shop.person("second_technician")
    dispatch(shop.workshop_supervisor, order, technician=metal)
    assert names_on(order) == {"G001": metal.name, "G002": None}
    done = dispatch(
        shop.workshop_supervisor, order, technician=paint, because={"service.plan_ends_late": "会加人手"}
    )
    assert names_on(order) == {"G001": metal.name, "G002": paint.name}
    assert "service.another_trade" not in done.entry.notes.get("watched", [])


@pytest.mark.duty("PROC-W-02", "PROC-W-06")
def test_who_is_given_work_of_another_trade_by_name_gets_it_and_it_is_counted(shop):
    a_body_crew(shop)
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    metal = shop.person("technician")
    done = dispatch(
        shop.workshop_supervisor,
        order,
        technician=metal,
        only=[line_of(order, "G001"), line_of(order, "G002")],
        because={"service.plan_ends_late": "会加人手"},
    )
    assert names_on(order) == {"G001": metal.name, "G002": metal.name}
    assert "service.another_trade" in done.entry.notes["watched"]


@pytest.mark.duty("PROC-W-04")
def test_what_would_go_on_on_his_day_of_rest_is_planned_for_the_day_after(shop):
    rests_on(shop, 1)
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("17:00")
    assert shop.today.weekday() == 0
    assert planned(shop, order) == (2, f"{time_of(8, line_of(order), less=30)}")


@pytest.mark.duty("PROC-W-04")
def test_a_day_off_that_he_exchanged_and_the_days_of_a_leave_are_planned_as_they_are(shop):
    rests_on(shop, 1)
    rests_on(shop, 6, "second_technician")
    somebody, tuesday = shop.person("technician"), shop.today + timedelta(days=1)
    swap_rest_day(shop.workshop_supervisor, somebody, works_on=tuesday, reason="活多")
    first, second = (
        visits.a_visit_signed(shop, plate, operations=("E002",)) for plate in (visits.PLATE, "宁Z88K88")
    )
    shop.at("17:00")
    days, _ = planned(shop, first)
    assert days == 1
    reassign(shop.workshop_supervisor, line_of(first), technician=shop.person("second_technician"), **AWAY)
    wednesday = tuesday + timedelta(days=1)
    ask_leave(
        shop.workshop_supervisor,
        somebody,
        kind=LeaveSlip.Kind.SICK,
        since=tuesday,
        until=wednesday,
        reason="发烧",
    )
    days, _ = planned(shop, second)
    assert days == 3


AWAY = {"reason": "原技师不在岗", "because": {"service.plan_ends_late": "会加人手"}}


@pytest.mark.duty("PROC-W-04")
def test_a_plan_that_ends_on_another_day_says_which(shop):
    rests_on(shop, 6)
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("17:00")
    agree_new_time(
        shop.service_advisor, order, at=shop.now + timedelta(minutes=20), means=Means.DESK, answer="好"
    )
    tomorrow = clock.local(shop.now) + timedelta(days=1)
    with asked("service.plan_ends_late", f"{tomorrow:%m-%d} "):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
