"""处理新痕迹: the supervisor decides what becomes of a mark found at the wash."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.delivery.actions import pass_internal_check
from zhangdian.frontline.service.inspection.actions import MarkDecision, decide_new_mark, finish_wash
from zhangdian.frontline.service.inspection.tests.arranging import a_scratch, a_visit_to_wash
from zhangdian.frontline.service.workshop.actions import return_to_advisor


def a_scratched_car(shop):
    order = a_visit_to_wash(shop)
    finish_wash(shop.washer, order, place="C5", new_marks=[a_scratch()], photos=[visits.a_photo(shop.washer)])
    return visits.again(order)


@pytest.mark.duty("PROC-W-23")
def test_until_then_the_car_is_not_handed_over(shop):
    order = a_scratched_car(shop)
    with refused("洗车发现新痕迹"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    note = order.progress_notes.get()
    decide_new_mark(shop.workshop_supervisor, note, decision=MarkDecision.POLISH, words="抛光后看不出")
    note.refresh_from_db()
    assert note.answer == "抛光已处理 抛光后看不出"
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)


def test_it_is_decided_once(shop):
    note = a_scratched_car(shop).progress_notes.get()
    decide_new_mark(shop.workshop_supervisor, note, decision=MarkDecision.OLD)
    with refused("已经处理过"):
        decide_new_mark(shop.workshop_supervisor, note, decision=MarkDecision.STORE_PAYS)


def test_other_notes_are_answered_by_the_advisor(shop):
    order = visits.a_visit_signed(shop)
    return_to_advisor(shop.workshop_supervisor, order, words="不清楚")
    with refused("服务顾问"):
        decide_new_mark(shop.workshop_supervisor, order.progress_notes.get(), decision=MarkDecision.OLD)
