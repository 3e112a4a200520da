"""Plans, promises and the board reckon with each one's own shift and his own turn at lunch."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.frontline.service import capacity, promise, working
from zhangdian.frontline.service.workshop.actions import dispatch
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.actions import set_post_shifts
from zhangdian.people.organization.rostering.tests.arranging import Kind, a_shift, a_turn, planned, weekly
from zhangdian.people.organization.shifts.actions import ask_leave

Portion = LeaveSlip.Portion
WHY = {"service.plan_ends_late": "会加人手"}


def end_of(shop, order):
    """When the plan ends that gives him all of the car."""
    dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"), because=WHY)
    return clock.local(max(line.planned_end_at for line in visits.again(order).lines.all()))


def hours_of(order):
    return timedelta(hours=float(sum(line.hours for line in order.lines.all())))


def free(shop):
    """Of the technician, as the board has him now."""
    crew = capacity.crew(shop.workshop_supervisor)
    found = {each.person: each for each in capacity.who_is_free(crew)}
    return found[shop.person("technician")]


@pytest.mark.duty("WSM-02")
def test_who_comes_later_begins_later_and_goes_on_later(shop):
    weekly(shop, "technician", a_shift(shop, "晚班", "10:30", "19:30"))
    shop.at("08:40")
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("09:00")
    begins = clock.local(shop.now).replace(hour=10, minute=30)
    assert end_of(shop, order) == begins + hours_of(order) + timedelta(minutes=45)


def test_who_has_a_turn_of_his_own_eats_then_and_not_at_noon(shop):
    weekly(shop, "technician", a_turn(shop, "第三批", "14:30", "15:15"), Kind.LUNCH)
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("11:30")
    assert end_of(shop, order) == clock.local(shop.now) + hours_of(order)


def test_a_shift_of_a_single_day_is_of_that_day(shop):
    planned(shop, "technician", shop.today, shift=a_shift(shop, "早走", "08:00", "12:00"))
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at("11:30")
    ends = end_of(shop, order)
    assert ends.date() > shop.today


@pytest.mark.parametrize(
    ("portion", "begun", "says"),
    [(Portion.AFTERNOON, "11:30", ""), (Portion.MORNING, "09:00", "12:00 上班")],
)
def test_half_a_day_of_leave_is_half_a_day_of_work(shop, portion, begun, says):
    asked = ask_leave(
        shop.technician,
        shop.person("technician"),
        kind=LeaveSlip.Kind.ERRAND,
        since=shop.today,
        until=shop.today,
        portion=portion,
        deputy=shop.person("second_technician"),
    ).subject
    sign_request(shop.workshop_supervisor, asked)
    order = visits.a_visit_signed(shop, operations=("E002",))
    shop.at(begun)
    crew = capacity.crew(shop.workshop_supervisor)
    assert capacity.share_of_day(crew, shop.person("technician")) < Decimal("0.7")
    assert free(shop).says == says
    ends, noon = end_of(shop, order), clock.local(shop.now).replace(hour=12, minute=0)
    if portion == Portion.MORNING:
        assert ends == noon + hours_of(order)
    else:
        assert ends.date() > shop.today


def test_the_board_says_who_eats_who_comes_later_and_who_has_gone(shop):
    weekly(shop, "technician", a_shift(shop, "中班", "10:30", "16:30"))
    weekly(shop, "technician", a_turn(shop, "第一批", "11:30", "12:15"), Kind.LUNCH)
    told = {}
    for hour in ("09:30", "10:45", "11:45", "16:45"):
        shop.at(hour)
        told[hour] = (free(shop).says, free(shop).minutes)
    assert told["09:30"] == ("10:30 上班", 60)
    assert told["10:45"] == ("", 0)
    assert told["11:45"] == ("午餐到 12:15", 30)
    assert told["16:45"][0] == "已下班"
    assert told["16:45"][1] > 12 * 60
    assert "已下班" in said(look(shop.workshop_supervisor, reverse("service:board")))


def test_who_has_the_hours_of_the_store_is_told_nothing_of(shop):
    shop.at("12:10")
    assert (free(shop).says, free(shop).minutes) == ("", 0)


def test_a_short_shift_brings_fewer_hours(shop):
    def available():
        return sum(each.available for each in capacity.load_of_day(capacity.crew(shop.workshop_supervisor)))

    whole = available()
    planned(shop, "technician", shop.today, shift=a_shift(shop, "半天", "08:00", "12:00"))
    assert 0 < whole - available() < capacity.ATTENDED


def test_a_promise_goes_by_the_turn_at_lunch_of_most_hands(shop):
    visits.a_car(shop)
    shop.at("09:00")
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    shop.at("11:20")
    at_noon = promise.proposal(shop.service_advisor, order).at
    late = a_turn(shop, "第三批", "14:30", "15:15")
    for role in (Role.TECHNICIAN, Role.TEAM_LEADER):
        set_post_shifts(shop.office_director, role=role, kind=Kind.LUNCH, shift=late)
    assert at_noon - promise.proposal(shop.service_advisor, order).at == timedelta(minutes=40)


def test_who_has_gone_home_is_no_hand_of_a_promise(shop):
    visits.a_car(shop)
    shop.at("09:00")
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    planned(shop, "technician", shop.today, shift=a_shift(shop, "早走", "08:00", "10:00"))
    hands = []
    for hour in ("09:30", "10:30"):
        shop.at(hour)
        hands.append(promise.load_of(shop.service_advisor, order).hands[working.MECHANICS])
    assert hands[0] - hands[1] == 1


def test_many_shifts_cost_no_more_questions(shop, django_assert_max_num_queries):
    early = a_shift(shop)
    for who in ("technician", "second_technician", "team_leader"):
        weekly(shop, who, early)
        planned(shop, who, shop.today, shift=early)
    ctx = shop.workshop_supervisor
    assert ctx.standing
    with django_assert_max_num_queries(12):
        crew = capacity.crew(ctx)
        capacity.who_is_free(crew)
