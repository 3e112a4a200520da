"""Single days are laid out otherwise than every week, by whoever stands above, and by whose wish."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.people.organization import queries
from zhangdian.people.organization.hours import Hours
from zhangdian.people.organization.models import RosterDay
from zhangdian.people.organization.rostering.actions import plan_days
from zhangdian.people.organization.rostering.tests.arranging import (
    Kind,
    Plan,
    a_day_he_works,
    a_day_off,
    a_shift,
    a_turn,
    in_days,
    planned,
)
from zhangdian.people.organization.rosters import days_of, week_of


def own(shop, who, day):
    return Hours(shop.office_director, day, day).on(shop.person(who).pk, day)


@pytest.mark.duty("WSM-02")
def test_a_shift_for_a_day_and_who_asked_for_it(shop):
    late, day = a_shift(shop, "晚班", "10:30", "19:30"), a_day_he_works(shop, "technician")
    plan_days(
        shop.workshop_supervisor, people=[shop.person("technician")], since=day, until=day, plan=Plan.SHIFT,
        shift=late, asked_by=shop.person("service_manager"), why="晚上有车来",
    )  # fmt: skip
    assert own(shop, "technician", day).shift == late
    row = RosterDay.objects.get()
    assert (row.asked_by, row.why) == (shop.person("service_manager"), "晚上有车来")
    [cell] = [each for each in week_of(shop.office_director, day).of(row.person_id).cells if each.day == day]
    assert (cell.says, cell.hours) == ("晚班", "10:30–19:30")


def test_off_on_a_day_he_does_not_work_and_back_as_every_week(shop):
    day, person = a_day_he_works(shop, "technician"), shop.person("technician")
    planned(shop, "technician", day, "rest")
    assert person not in queries.at_work(shop.office_director, day)
    planned(shop, "technician", day, "week")
    assert person in queries.at_work(shop.office_director, day)


def test_a_shift_on_his_day_off_lets_him_work(shop):
    day, person = a_day_off(shop, "technician"), shop.person("technician")
    for other in (day - timedelta(days=1), day + timedelta(days=3)):
        planned(shop, "technician", other, "rest")
    planned(shop, "technician", day, shift=a_shift(shop))
    assert person in queries.at_work(shop.office_director, day)


@pytest.mark.duty("ERS-01")
def test_who_stands_by_at_night_works_by_day_as_ever(shop):
    night, day = (
        a_shift(shop, "夜间救援", "17:30", "08:30", Kind.STANDBY),
        a_day_he_works(shop, "rescue_technician"),
    )
    planned(shop, "rescue_technician", day, shift=night)
    assert own(shop, "rescue_technician", day).standby == night
    assert shop.person("rescue_technician") in queries.at_work(shop.office_director, day)
    off = a_day_off(shop, "rescue_technician")
    planned(shop, "rescue_technician", off, shift=night)
    assert shop.person("rescue_technician") not in queries.at_work(shop.office_director, off)
    planned(shop, "rescue_technician", day, "off")
    assert own(shop, "rescue_technician", day).standby is None


def test_a_turn_at_lunch_for_a_day(shop):
    second, day = a_turn(shop, "第二批", "12:15", "13:00"), a_day_he_works(shop, "technician")
    planned(shop, "technician", day, shift=second)
    assert own(shop, "technician", day).lunch == second
    assert own(shop, "technician", day).shift is None


def test_seven_days_in_a_row_are_refused_and_what_was_so_before_is_not(shop):
    day = a_day_off(shop, "technician")
    with refused("连上"):
        planned(shop, "technician", day, "work")
    assert not RosterDay.objects.exists()


def test_between_two_shifts_he_sleeps(shop):
    late, early = a_shift(shop, "晚班", "13:00", "22:00"), a_shift(shop, "清早", "06:00", "14:00")
    day = next(
        in_days(shop, n)
        for n in range(1, 9)
        if shop.person("technician").rest_weekday
        not in (in_days(shop, n).weekday(), in_days(shop, n + 1).weekday())
    )
    planned(shop, "technician", day, shift=late)
    with refused("上班前只歇 8 h"):
        planned(shop, "technician", day + timedelta(days=1), shift=early)


@pytest.mark.duty("WSM-02")
def test_ten_hours_of_eight_are_told(shop):
    """The store's own limit of a day."""
    long = a_shift(shop, "全天", "08:00", "20:30")
    with refused("一天 11.75 h"):
        planned(shop, "technician", a_day_he_works(shop, "technician"), shift=long)


def test_only_by_whoever_stands_above_all_of_them(shop):
    day = in_days(shop, 2)
    with refused("由其上级或办公室主任来排"):
        plan_days(
            shop.workshop_supervisor,
            people=[shop.person("technician"), shop.person("service_advisor")],
            since=day, until=day, plan=Plan.REST,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"since": 2, "until": 1}, "不能早于第一天"),
        ({"since": -1, "until": 1}, "已经过去"),
        ({"since": 1, "until": 80}, "一次最多排"),
        ({"since": 366, "until": 366}, "一年以后"),
    ],
)
def test_days_that_make_no_sense(shop, given, why):
    with refused(why):
        planned(shop, "technician", shop.today, "rest", **{key: in_days(shop, n) for key, n in given.items()})


def test_a_shift_must_be_named(shop):
    with refused("请选排哪个班"):
        planned(shop, "technician", in_days(shop, 1))


def test_the_month_is_read_in_as_many_queries_as_the_week(shop, django_assert_max_num_queries):
    early = a_shift(shop)
    for who in ("technician", "service_advisor", "cashier"):
        planned(shop, who, a_day_he_works(shop, who), shift=early)
    with django_assert_max_num_queries(9):
        days_of(shop.office_director, shop.today, 31)


def test_the_page_the_paper_and_the_sheet_show_the_shift(shop):
    late, day = a_shift(shop, "晚班", "10:30", "19:30"), a_day_he_works(shop, "technician")
    planned(shop, "technician", day, shift=late)
    for name in ("roster", "roster_paper"):
        page = said(look(shop.workshop_supervisor, f"{reverse(f'organization:{name}')}?day={day}"))
        assert "晚班" in page
        assert "10:30–19:30" in page
    month = said(look(shop.workshop_supervisor, f"{reverse('organization:roster')}?day={day}&span=month"))
    assert f"{day:%Y}年" in month
