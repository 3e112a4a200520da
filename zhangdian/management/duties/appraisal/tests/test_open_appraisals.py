"""Each person's month is opened once, with its lines frozen from the records behind."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import brought, clock
from zhangdian.foundation.kernel.records import writing
from zhangdian.management.duties.appraisal import actions, check, jobs, reckoning
from zhangdian.management.duties.appraisal.tests.arranging import (
    DUTIES,
    SCORED,
    a_scheme,
    again,
    line_of,
    opened,
    sheet_of,
    the_month_ends,
)
from zhangdian.management.duties.models import Appraisal, AppraisalMonth, DueItem
from zhangdian.management.duties.tests import arranging as duties
from zhangdian.management.duties.watching.actions import excuse_due_item
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff import actions as staff


def a_month_of_the_supervisor(shop) -> Appraisal:
    """From Monday on the supervisor of the workshop walks, is held up once, and forgets the rest."""
    duties.with_duties(shop)
    a_scheme(shop, Role.WORKSHOP_SUPERVISOR)
    shop.at("10:00")
    duties.the_clock_looks(shop)
    duties.walk(shop)
    duties.the_clock_looks(shop)
    held = DueItem.objects.filter(role="WSM", day=shop.today, done_at=None, code__startswith="WSM").first()
    if held is not None:
        excuse_due_item(
            shop.service_manager, held, excused=DueItem.Excused.PREVENTED, why="停电", held_by="物业"
        )
    for _ in range(8):
        shop.later(days=1)
        duties.the_clock_looks(shop)
    the_month_ends(shop)
    return sheet_of(shop, "workshop_supervisor")


@pytest.mark.duty("STF-08", "WSM-12")
def test_duties_are_counted_as_they_stand_and_what_was_prevented_is_nobodys_fault(shop):
    line = line_of(a_month_of_the_supervisor(shop), 1)
    items = DueItem.objects.filter(role="WSM", day__gte=date(2026, 11, 23), day__lt=date(2026, 12, 1))
    in_time = [each for each in items if each.done_at and each.done_at <= each.due_at]
    assert line.in_time == len(in_time) > 0
    assert line.not_done > 0
    kept = brought.read(line.events)
    assert {row.key for row in kept.rows if row.part} == {each.pk for each in in_time}
    assert line.value == (100 * Decimal(line.in_time) / line.owed).quantize(Decimal("0.1"))
    assert line.points == (60 * line.value / 100).quantize(Decimal("0.1"))


def test_what_happens_to_an_item_afterwards_changes_no_sheet(shop):
    appraisal = a_month_of_the_supervisor(shop)
    line = line_of(appraisal, 1)
    missed = DueItem.objects.get(
        pk=next(row.key for row in brought.read(line.events).rows if not row.part and row.whole)
    )
    excuse_due_item(
        shop.service_manager, missed, excused=DueItem.Excused.NOT_APPLICABLE, why="那天放假", held_by=""
    )
    assert reckoning.reckoned_again(again(line)) == (line.value, line.points)
    assert list(check.points_are_those_of_their_events(shop.store)) == []
    line.appraisal = appraisal
    now = reckoning.as_it_stands(shop.clock, line)
    assert now is not None
    assert line.points is not None
    assert now > line.points


@pytest.mark.parametrize("spoils", ["points = points - 1", "events = replace(events, 'null,', '\"1\",')"])
def test_points_that_do_not_follow_from_the_events_are_found(shop, spoils):
    line = line_of(a_month_of_the_supervisor(shop), 1)
    with writing(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE duties_appraisalline SET {spoils} WHERE id = {line.pk}")
    assert list(check.points_are_those_of_their_events(shop.store))


def test_asked_again_nothing_is_made_twice(shop):
    opened(shop)
    before = Appraisal.objects.count()
    jobs.open_for_store(shop.clock)
    shop.later(days=1)
    jobs.open_for_store(shop.clock)
    assert Appraisal.objects.count() == before == 2
    assert AppraisalMonth.objects.count() == 1


def test_a_clock_that_was_down_catches_up_three_months_and_no_more(shop):
    a_scheme(shop)
    shop.at(datetime(2027, 4, 2, 9, 0, tzinfo=clock.CHINA))
    jobs.open_for_store(shop.clock)
    assert [f"{each.first:%Y-%m}" for each in AppraisalMonth.objects.order_by("first")] == [
        "2027-01",
        "2027-02",
        "2027-03",
    ]


def test_it_is_owed_by_the_post_above_and_late_with_the_name(shop):
    appraisal = opened(shop)
    assert appraisal.above == Role.FRONT_DESK_SUPERVISOR
    assert appraisal.item.role == Role.FRONT_DESK_SUPERVISOR
    assert shop.person("service_advisor").name in appraisal.item.words
    assert clock.local(appraisal.item.due_at).date() == date(2026, 12, 5)
    shop.at(datetime(2026, 12, 5, 18, 1, tzinfo=clock.CHINA))
    assert appraisal.item.standing_at(shop.now) == DueItem.Standing.OVERDUE


def test_who_was_here_a_few_days_gets_none_by_himself_but_the_office_may(shop):
    a_scheme(shop)
    shop.at(datetime(2026, 11, 28, 9, 0, tzinfo=clock.CHINA))
    staff.appoint(shop.office_director, shop.person("guide"), role=Role.SERVICE_ADVISOR, since=shop.today)
    the_month_ends(shop)
    assert not Appraisal.objects.filter(person=shop.person("guide")).exists()
    month = AppraisalMonth.objects.get()
    actions.open_appraisals(shop.office_director, month, people=[shop.person("guide")])
    sheet = sheet_of(shop, "guide")
    assert (sheet.first_day, sheet.last_day) == (date(2026, 11, 28), date(2026, 11, 30))
    with refused("已经有考核单"):
        actions.open_appraisals(shop.office_director, month, people=[shop.person("guide")])


def test_who_left_within_the_month_is_appraised_for_his_days(shop):
    a_scheme(shop)
    tenure = shop.person("service_advisor").tenures.get()
    staff.end_tenure(shop.office_director, tenure, until=shop.today + timedelta(days=5))
    the_month_ends(shop)
    sheet = sheet_of(shop)
    assert sheet.last_day == date(2026, 11, 28)
    assert sheet.days < sheet.of_days


def test_last_months_sheet_keeps_last_months_scheme(shop):
    appraisal = opened(shop, rows=[DUTIES, SCORED])
    a_scheme(
        shop,
        rows=[SCORED.__class__("scored", 100, Decimal(5), Decimal(0), label="全看态度")],
        since=date(2027, 1, 1),
    )
    assert [line.label for line in again(appraisal).lines.all()] == ["职责按时率", "态度"]


def test_in_the_browser_each_line_opens_its_records(shop):
    appraisal = a_month_of_the_supervisor(shop)
    line = line_of(appraisal, 1)
    mine = browser_of(shop.workshop_supervisor)
    page = mine.get(f"/duties/appraisals/{appraisal.pk}").content.decode()
    assert f"/duties/appraisals/lines/{line.pk}" in page
    records = mine.get(f"/duties/appraisals/lines/{line.pk}").content.decode()
    rows = brought.read(line.events).rows
    assert f"{len(rows)} 条" in records
    assert sum(f"/duties/due/{row.key}" in records for row in rows) == min(len(rows), 50)
