"""How many a day takes: whoever plans below it is asked."""

import pytest

from tests.support.looking import look, said
from tests.support.saying_no import asked, refused
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.tests.arranging import a_day_he_works, in_days, planned, takes
from zhangdian.people.organization.shifts.actions import ask_leave, swap_rest_day

QUESTION = "organization.enough_are_here"


def all_of(shop, day):
    return len(on_duty(shop.office_director, day)[Role.SERVICE_ADVISOR])


@pytest.mark.duty("WSM-02")
def test_below_it_a_plan_is_asked_about_and_goes_on_with_a_reason(shop):
    day = a_day_he_works(shop, "service_advisor")
    takes(shop, Role.SERVICE_ADVISOR, all_of(shop, day))
    with asked(QUESTION, "服务顾问"):
        planned(shop, "service_advisor", day, "rest", because={})
    done = planned(shop, "service_advisor", day, "rest")
    assert done.entry.notes["because"][QUESTION] == "当天活少"


def test_what_was_too_few_before_is_not_asked_again_for_another_plan(shop):
    day = a_day_he_works(shop, "technician")
    takes(shop, Role.SERVICE_ADVISOR, 99)
    planned(shop, "technician", day, "rest", because={})


def test_a_leave_and_a_swap_are_measured_by_it_before_anybody_signs(shop):
    day = a_day_he_works(shop, "service_advisor")
    takes(shop, Role.SERVICE_ADVISOR, all_of(shop, day))
    person = shop.person("service_advisor")
    given = {"kind": LeaveSlip.Kind.ERRAND, "since": day, "until": day}
    with asked(QUESTION):
        ask_leave(
            shop.service_advisor, person, because={"organization.post_is_filled": "上级自己顶"}, **given
        )
    with asked(QUESTION):
        swap_rest_day(shop.service_advisor, person, rests_on=day)


def test_on_other_weekdays_it_does_not_count(shop):
    day = a_day_he_works(shop, "service_advisor")
    takes(shop, Role.SERVICE_ADVISOR, 99, weekdays=[(day.weekday() + 1) % 7])
    planned(shop, "service_advisor", day, "rest", because={})


def test_the_roster_says_which_day_has_too_few(shop):
    takes(shop, Role.SERVICE_ADVISOR, 99, since=in_days(shop, 1))
    page = said(look(shop.office_director, f"/roster?day={in_days(shop, 1)}&department="))
    assert "服务顾问只有" in page
    assert "至少 99 人" in page


def test_at_lunch_it_takes_no_more_than_all_day(shop):
    with refused("不能比全天的还多"):
        takes(shop, Role.SERVICE_ADVISOR, 2, at_lunch=3)
