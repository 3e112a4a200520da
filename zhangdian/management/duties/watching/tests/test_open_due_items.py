"""What is due on a day stands there once, however late and often the clock looks."""

from datetime import date, timedelta

import pytest

from zhangdian.management.duties.models import DueItem, Timetable
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.watching import due
from zhangdian.management.duties.watching.actions import open_due_items
from zhangdian.people.organization.roles import Role


def test_a_monday_brings_what_is_due_daily_and_on_mondays(shop):
    with_duties(shop)
    the_clock_looks(shop)
    codes = set(DueItem.objects.of(shop.clock).values_list("code", flat=True))
    assert {"WSM-05", "HOST-02", "CAS-03", "PTM-14"} <= codes
    assert not codes & {"TOOL-01", "OFD-10", "GM-11"}
    assert item(shop, "WSM-05").role == Role.WORKSHOP_SUPERVISOR


def test_the_same_day_again_adds_nothing(shop):
    with_duties(shop)
    open_due_items(shop.clock, day=shop.today)
    before = DueItem.objects.count()
    open_due_items(shop.clock, day=shop.today)
    the_clock_looks(shop)
    assert DueItem.objects.count() == before


def test_each_holder_owes_what_each_does_for_himself_and_nobody_s_post_owes_it_all_the_same(shop):
    with_duties(shop)
    shop.later(days=4)
    open_due_items(shop.clock, day=shop.today)
    assert item(shop, "ICA-22").person_id == shop.claims_adjuster.person_id
    assert item(shop, "WSM-05").person_id is None


@pytest.mark.parametrize("days", [3, 45, pytest.param(400, marks=pytest.mark.long_on("postgres"))])
def test_days_that_the_clock_missed_come_once_each_with_their_own_date(shop, days):
    with_duties(shop)
    the_clock_looks(shop)
    shop.later(days=days)
    for _ in range(days // due.MOST_DAYS + 2):
        the_clock_looks(shop)
    daily = DueItem.objects.of(shop.clock).filter(code="WSM-05").order_by("day").values_list("day", flat=True)
    first = shop.today - timedelta(days=days)
    assert list(daily) == [first + timedelta(days=n) for n in range(days + 1)]


def test_one_run_catches_up_with_sixty_days_and_the_next_goes_on(shop):
    with_duties(shop)
    the_clock_looks(shop)
    shop.later(days=100)
    the_clock_looks(shop)
    assert item(shop, "WSM-05").day == date(2026, 11, 23) + timedelta(days=due.MOST_DAYS)
    the_clock_looks(shop)
    assert item(shop, "WSM-05").day == shop.today


def test_a_duty_that_is_switched_off_is_not_due(shop):
    with_duties(shop)
    off = Timetable.objects.of(shop.clock).get(code="WSM-05")
    assert off.stands
    open_due_items(shop.clock, day=shop.today)
    assert DueItem.objects.filter(code="WSM-05").exists()


def test_another_store_s_days_are_its_own(shop):
    with_duties(shop)
    the_clock_looks(shop)
    assert not DueItem.objects.of(shop.other_store_manager).exists()
