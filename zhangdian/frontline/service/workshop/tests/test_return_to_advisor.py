"""退回顾问: what differs, or was not made clear, goes back before work."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import ball
from zhangdian.frontline.service.workshop.actions import answer_note, dispatch, return_to_advisor
from zhangdian.frontline.service.workshop.tests.arranging import last_note, open_holds


@pytest.mark.duty("PROC-W-02", "PROC-W-03")
def test_an_unlisted_scratch_is_confirmed_by_the_advisor_before_work(shop):
    order = visits.a_visit_signed(shop)
    photo = visits.a_photo(shop.workshop_supervisor)
    return_to_advisor(shop.workshop_supervisor, order, words="右后门有划痕，登记上没有", photos=[photo])
    held = ball.ball_of(visits.again(order), list(open_holds(order).values()))
    assert held.text == "顾问核对 林承志"
    with refused("顾问核对"):
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))
    answer_note(shop.service_advisor, last_note(order), answer="客户确认，到店前就有")
    dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-03")
def test_it_says_which_line_is_not_clear(shop):
    order = visits.a_visit_signed(shop)
    with refused("哪一项没交待清楚"):
        return_to_advisor(shop.workshop_supervisor, order, words="  ")


def test_once_work_has_begun_it_is_too_late_to_return_it(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("待派工"):
        return_to_advisor(shop.workshop_supervisor, order, words="不清楚")
