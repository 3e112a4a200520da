"""Whose account was closed at once left things behind: his superior owes the hand-over, by its day."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.desks import duties_of_mine
from zhangdian.management.duties.models import DueItem, Step
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching.tests.urged import steps
from zhangdian.people.organization.leaving.actions import receive_things, witness_hand_over
from zhangdian.people.organization.leaving.tests import arranging as leaving
from zhangdian.people.organization.leaving.waiting import hand_overs_to_finish
from zhangdian.people.organization.roles import Role, superiors_of
from zhangdian.people.organization.staff.actions import close_account_at_once

CODE = "STF-09"


@pytest.fixture
def gone(shop):
    """An advisor with a car in the shop did not come any more; the second advisor takes his things."""
    with_duties(shop)
    visits.a_visit_received(shop)
    closed(shop)
    return shop


def closed(shop, who="service_advisor", to="second_advisor"):
    close_account_at_once(shop.general_manager, shop.person(who), receiver=shop.person(to), reason="旷工三天")
    the_clock_looks(shop)


def one(shop):
    found: DueItem = DueItem.objects.of(shop.clock).get(code=CODE)
    return found


@pytest.mark.duty("STF-09")
def test_his_superior_owes_it_by_the_day_of_the_hand_over(gone):
    item, sheet = one(gone), leaving.of(gone, "service_advisor")
    assert (item.role, item.person) == (Role.FRONT_DESK_SUPERVISOR, None)
    assert item.case == ("organization.handover", sheet.pk)
    assert item.due_at == clock.day_bounds(sheet.due_on)[1]
    assert item.case_text == str(sheet)


def test_it_stands_on_his_page_once_with_its_day(gone):
    """The list of hand-overs shows it, so the list of duties does not."""
    [task] = hand_overs_to_finish(gone.front_desk_supervisor)
    assert task.due == one(gone).due_at
    assert not [each for each in duties_of_mine(gone.front_desk_supervisor) if CODE in each.remark]


def test_whoever_takes_the_things_does_not_owe_the_signature_over_himself(shop):
    with_duties(shop)
    closed(shop, to="front_desk_supervisor")
    assert one(shop).role == Role.SERVICE_MANAGER


def test_the_office_owes_it_of_whom_nobody_stands_above(shop):
    with_duties(shop)
    closed(shop, "chief_executive", "service_manager")
    assert one(shop).role == Role.OFFICE_DIRECTOR


def test_overdue_it_goes_up_the_line(gone):
    gone.later(days=4)
    gone.at("00:05")
    the_clock_looks(gone)
    gone.at("01:05")
    the_clock_looks(gone)
    gone.at("04:05")
    the_clock_looks(gone)
    told = {step: post for step, post in steps(gone, CODE)}
    assert told[Step.AT] == Role.FRONT_DESK_SUPERVISOR
    assert told[Step.SUPERIOR] in superiors_of(Role.FRONT_DESK_SUPERVISOR)
    assert told[Step.ABOVE] in superiors_of(told[Step.SUPERIOR])
    assert one(gone).standing_at(gone.now) == DueItem.Standing.OVERDUE


def test_it_closes_by_the_signature_that_is_refused_while_anything_is_left(gone):
    sheet = leaving.of(gone, "service_advisor")
    leaving.give(gone, "service.orders", to="second_advisor")
    receive_things(gone.second_advisor, sheet)
    the_clock_looks(gone)
    assert one(gone).done_at is None
    gone.later(days=1)
    witness_hand_over(gone.front_desk_supervisor, sheet)
    the_clock_looks(gone)
    assert (one(gone).proof.action, one(gone).done_at) == ("organization.witness_hand_over", gone.now)
    assert one(gone).standing_at(gone.now) == DueItem.Standing.IN_TIME


def test_what_was_asked_by_the_office_and_signed_owes_as_well(shop):
    with_duties(shop)
    asked = close_account_at_once(
        shop.office_director,
        shop.person("technician"),
        receiver=shop.person("team_leader"),
        reason="旷工三天",
    )
    the_clock_looks(shop)
    assert not DueItem.objects.filter(code=CODE).exists()
    sign_request(shop.general_manager, asked.subject)
    the_clock_looks(shop)
    assert one(shop).role == Role.WORKSHOP_SUPERVISOR


def test_a_hand_over_that_was_begun_is_owed_from_the_day_he_is_gone(shop):
    with_duties(shop)
    sheet = leaving.begun(shop, to="second_advisor")
    the_clock_looks(shop)
    assert not DueItem.objects.filter(code=CODE).exists()
    closed(shop)
    assert one(shop).case == ("organization.handover", sheet.pk)


@pytest.mark.parametrize("days", [4, 45])
def test_a_worker_that_was_down_opens_it_once(shop, days):
    with_duties(shop)
    the_clock_looks(shop)
    close_account_at_once(
        shop.general_manager,
        shop.person("service_advisor"),
        receiver=shop.person("second_advisor"),
        reason="旷工三天",
    )
    shop.later(days=days)
    for _ in range(3):
        the_clock_looks(shop)
    assert one(shop).due_at < shop.now
