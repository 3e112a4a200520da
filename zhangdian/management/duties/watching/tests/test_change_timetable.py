"""A store sets its own times; slacker than the house's only with the general manager's signature."""

from datetime import time

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.models import DueItem, Timetable
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.watching.actions import change_timetable

DAILY = "FREQ=DAILY"


@pytest.fixture
def store(shop):
    with_duties(shop)
    return shop


def now(shop):
    return Timetable.objects.of(shop.clock).on(shop.today).get(code="WSM-05")


def test_an_earlier_hour_holds_from_today_and_yesterday_keeps_its_own(store):
    the_clock_looks(store)
    store.later(days=1)
    change_timetable(
        store.office_director, code="WSM-05", rule=DAILY, due=time(10), stands=True, reason="早会改早了"
    )
    the_clock_looks(store)
    assert now(store).due == time(10)
    hours = [each.due_at.astimezone().strftime("%M") for each in DueItem.objects.filter(code="WSM-05")]
    assert len(hours) == 2
    assert item(store, "WSM-05").due_at < item(store, "WSM-06").due_at


def test_a_later_hour_waits_for_the_general_manager(store):
    store.later(days=1)
    asked = change_timetable(
        store.office_director, code="WSM-05", rule=DAILY, due=time(16), stands=True, reason="人手不够"
    )
    assert asked.waits_for_signature
    assert now(store).due == time(11)
    sign_request(store.general_manager, asked.subject)
    assert now(store).due == time(16)


def test_switched_off_it_is_not_due_any_more(store):
    store.later(days=1)
    asked = change_timetable(
        store.office_director, code="WSM-05", rule=DAILY, due=time(11), stands=False, reason="外包了"
    )
    sign_request(store.general_manager, asked.subject)
    the_clock_looks(store)
    assert not DueItem.objects.filter(code="WSM-05", day=store.today).exists()
    assert DueItem.objects.filter(code="WSM-06", day=store.today).exists()


def test_what_the_store_has_no_time_for_cannot_be_changed(store):
    with refused("先载入"):
        change_timetable(store.office_director, code="ZZZ", rule=DAILY, due=time(9), stands=True, reason="x")


def test_a_rule_that_nobody_can_keep_is_refused(store):
    with refused("职责最密是每天一次"):
        change_timetable(
            store.general_manager, code="WSM-05", rule="FREQ=HOURLY", due=time(9), stands=True, reason="x"
        )


def test_moved_to_the_next_workday_it_waits_for_the_general_manager(store):
    store.later(days=1)
    how = {"code": "WSM-05", "rule": DAILY, "due": time(11), "stands": True, "reason": "周末没有人"}
    asked = change_timetable(store.office_director, **how, moved=Timetable.Moved.NEXT_WORKDAY)
    assert asked.waits_for_signature
    assert "顺延到下一个工作日" in asked.subject.effect
    sign_request(store.general_manager, asked.subject)
    assert now(store).moved == Timetable.Moved.NEXT_WORKDAY


def test_what_is_not_said_of_rest_days_stays_as_it_was(store):
    store.later(days=1)
    how = {"code": "WSM-05", "due": time(11), "stands": True, "reason": "试行"}
    moved = Timetable.Moved.NEXT_WORKDAY
    change_timetable(store.general_manager, **how, rule=DAILY, moved=moved)
    store.later(days=1)
    change_timetable(store.general_manager, **how, rule="FREQ=WEEKLY;BYDAY=MO")
    assert now(store).moved == moved


def test_more_often_needs_nobody_and_rarer_or_another_day_does(store):
    store.later(days=1)
    how = {"code": "PTM-14", "due": time(17, 30), "stands": True, "reason": "查紧一点"}
    assert not change_timetable(store.office_director, **how, rule=DAILY).waits_for_signature
    store.later(days=1)
    tuesday = change_timetable(store.office_director, **how, rule="FREQ=WEEKLY;BYDAY=TU")
    assert tuesday.waits_for_signature
