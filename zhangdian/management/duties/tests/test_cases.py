"""When a case is due: after the act, within the store's hours or at the end of a day, and made good later."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.browsing import browser_of
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties import cases
from zhangdian.management.duties.models import CaseRule
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.people.organization.opening import WorkingDay

OPEN = WorkingDay(time(8), time(17, 30))
INSTANTS = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
MINUTES, DAYS = some.integers(1, cases.MOST_MINUTES), some.integers(0, cases.MOST_DAYS)


@given(at=INSTANTS, minutes=MINUTES, more=MINUTES, keeps=some.integers(0, 30))
def test_minutes_are_the_stores_and_more_of_them_is_never_earlier(at, minutes, more, keeps):
    due, closes = cases.span_of(CaseRule(minutes=minutes, keeps=keeps), at, None, OPEN)
    later, _ = cases.span_of(CaseRule(minutes=minutes + more, keeps=keeps), at, None, OPEN)
    assert at < due <= closes
    assert due < later
    assert OPEN.opens <= clock.local(due).time() <= OPEN.closes
    assert due - at >= timedelta(minutes=minutes)


@given(at=INSTANTS, days=DAYS, keeps=some.integers(0, 30))
def test_days_end_with_the_day(at, days, keeps):
    due, closes = cases.span_of(CaseRule(days=days, keeps=keeps), at, None, OPEN)
    assert due == clock.day_bounds(clock.day(at) + timedelta(days=days))[1]
    assert closes - due == timedelta(days=keeps)


@given(at=INSTANTS, hours=some.integers(-500, 500), keeps=some.integers(0, 30))
def test_its_own_hour_holds_and_what_was_opened_after_it_has_the_rest_of_the_day(at, hours, keeps):
    record = SimpleNamespace(due_at=at + timedelta(hours=hours))
    due, closes = cases.span_of(CaseRule(until="due_at", keeps=keeps), at, record, OPEN)
    assert due == (record.due_at if hours > 0 else clock.day_bounds(clock.day(at))[1])
    assert at < due <= closes


@given(minutes=some.one_of(some.just(0), MINUTES), days=DAYS)
def test_nothing_is_slacker_than_itself_and_a_day_more_always_is(minutes, days):
    rule = CaseRule(minutes=minutes, days=0 if minutes else days)
    assert not cases.is_slacker(rule, rule.minutes, rule.days)
    assert cases.is_slacker(rule, 0, rule.days + 1)


@pytest.mark.duty("GM-17")
def test_the_office_sees_from_what_act_each_is_due_and_changes_it(shop):
    browser = browser_of(shop.office_director)
    assert "载入逐件职责" in browser.get("/duties/cases").content.decode()
    with_duties(shop)
    page = browser.get("/duties/cases").content.decode()
    assert "登记投诉" in page
    assert "30 分钟内" in page
    assert "4 小时内" in page
    assert "240 分钟" not in page
    assert "change_case_rule" in page
    assert browser_of(shop.service_advisor).get("/duties/cases").status_code == 404
