"""Each reason stands on the superior's list next morning until he has looked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.browsing import browser_of
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import greet_customer
from zhangdian.management.duties import desks, given
from zhangdian.management.duties.exceptions.actions import read_exceptions
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties

CHIP, JUMP = "快修通道", "service.queue_jump"


@pytest.fixture
def asked(shop):
    """An advisor took a car before another that waited longer yesterday, and said why."""
    visits.a_visit_arrived(shop)
    shop.later(minutes=3)
    order = visits.a_visit_arrived(shop, "宁Z88K88")
    greet_customer(shop.service_advisor, order, because={JUMP: CHIP})
    shop.later(days=1)
    return shop


def test_the_superior_sees_who_gave_which_reason_for_what(asked):
    [reason] = given.given_on(asked.front_desk_supervisor, asked.today - given.DAY)
    assert (reason.chip, reason.entry.person_id) == (CHIP, asked.service_advisor.person_id)
    text = browser_of(asked.front_desk_supervisor).get("/duties/exceptions").content.decode()
    assert CHIP in text
    assert "林承志" in text


def jump(shop, plate, chip=CHIP):
    order = visits.a_visit_arrived(shop, plate)
    greet_customer(shop.service_advisor, order, because={JUMP: chip})
    shop.later(minutes=1)
    return order


def test_who_went_on_often_is_named_once_with_each_car_under_him(shop):
    visits.a_visit_arrived(shop)
    shop.later(minutes=3)
    for number in range(7):
        jump(shop, f"宁Z88K0{number}")
    shop.later(days=1)
    reasons = given.given_on(shop.front_desk_supervisor, shop.today - given.DAY)
    [(_, count, [him])] = given.by_person(shop.front_desk_supervisor, reasons)
    assert (count, him.count, len(him.cases)) == (7, 7, 7)
    assert him.cases[0].called == "宁Z88K06"
    text = browser_of(shop.front_desk_supervisor).get("/duties/exceptions").content.decode()
    assert text.count("林承志") == 1
    assert all(f"宁Z88K0{number}" in text for number in range(7))
    assert "还有 2 件" in text


def test_what_was_asked_twice_of_one_car_stands_in_one_line(asked):
    [reason] = given.given_on(asked.front_desk_supervisor, asked.today - given.DAY)
    [(_, _, [him])] = given.by_person(asked.front_desk_supervisor, [reason, reason])
    [case] = him.cases
    assert case.chips == {CHIP: [reason.entry.at, reason.entry.at]}


def test_many_cars_cost_no_more_questions(asked):
    def cost():
        asked.front_desk_supervisor.standing  # noqa: B018
        with CaptureQueriesContext(connection) as queries:
            reasons = given.given_on(asked.front_desk_supervisor, asked.today)
            assert given.by_person(asked.front_desk_supervisor, reasons)
        return len(queries)

    visits.a_visit_arrived(asked, "宁Z88K09")
    asked.later(minutes=3)
    jump(asked, "宁Z88K10")
    once = cost()
    for number in range(11, 15):
        jump(asked, f"宁Z88K{number}")
    assert cost() == once


@pytest.mark.duty("FDS-01", "SVM-13")
def test_it_is_due_each_morning_until_he_has_looked(asked):
    with_duties(asked)
    the_clock_looks(asked)
    waiting = [task for task in desks.duties_of_mine(asked.front_desk_supervisor) if task.verb == "看例外"]
    assert [task.url for task in waiting] == ["/duties/exceptions"]
    read_exceptions(asked.front_desk_supervisor)
    the_clock_looks(asked)
    assert item(asked, "FDS-01").standing_at(asked.now) is DueItem.Standing.IN_TIME
    assert item(asked, "SVM-13").standing_at(asked.now) is DueItem.Standing.DUE


def test_the_page_asks_for_the_look_once_a_day(asked):
    browser = browser_of(asked.front_desk_supervisor)
    assert "看完点一下" in browser.get("/duties/exceptions").content.decode()
    assert browser.post("/act/duties.read_exceptions", {"token": "t"}).status_code == 302
    assert "看完点一下" not in browser.get("/duties/exceptions").content.decode()


def test_those_who_are_not_above_have_nothing_to_read(asked):
    assert given.given_on(asked.parts_manager, asked.today - given.DAY) == []
    assert given.given_on(asked.other_store_manager, asked.today - given.DAY) == []


def test_older_days_stay_readable(asked):
    asked.later(days=1)
    text = browser_of(asked.front_desk_supervisor).get("/duties/exceptions?day=2026-11-23").content.decode()
    assert CHIP in text
    assert (
        "这一天没有例外" in browser_of(asked.front_desk_supervisor).get("/duties/exceptions").content.decode()
    )


@pytest.mark.parametrize("day", ["x", "2031-01-01", "1999-01-01", "%00"])
def test_a_day_that_makes_no_sense_is_yesterday(asked, day):
    assert given.day_of(asked.service_manager, day) == asked.today - given.DAY
