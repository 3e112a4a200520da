"""排班 and 请假单 as they are looked at."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.organization.rosters import week_of
from zhangdian.people.organization.shifts.tests.arranging import Kind, away, in_days


def cells_of(shop, who, day):
    week = week_of(shop.office_director, day)
    [line] = [line for line in week.lines if line.person == shop.person(who)]
    return {cell.day: (cell.says, cell.more) for cell in line.cells}


@pytest.mark.duty("WSM-02")
def test_the_week_says_who_is_off_away_and_replaced(shop):
    day = in_days(shop, 1)
    away(shop, shop.person("warranty_clerk"), until=day, deputy=shop.person("front_desk_supervisor"))
    deputy = shop.person("front_desk_supervisor").name
    assert cells_of(shop, "warranty_clerk", day)[day] == ("假", f"{deputy}代")
    person = shop.person("service_advisor")
    off = next(in_days(shop, n) for n in range(7) if in_days(shop, n).weekday() == person.rest_weekday)
    assert cells_of(shop, "service_advisor", off)[off] == ("休", "")


def test_a_post_that_nobody_fills_stands_above_the_week(shop):
    day = in_days(shop, 2)
    before = week_of(shop.office_director, day)
    away(shop, shop.person("workshop_supervisor"), since=day, until=day)
    page = said(look(shop.office_director, f"{reverse('organization:roster')}?day={day}&department="))
    assert "车间主管没有人" in page
    after = week_of(shop.office_director, day)
    assert sum(len(head.empty) for head in after.heads) == sum(len(head.empty) for head in before.heads) + 1


def test_a_deputy_who_works_fills_the_post(shop):
    day = in_days(shop, 2)
    away(
        shop,
        shop.person("workshop_supervisor"),
        since=day,
        until=day,
        deputy=shop.person("technical_director"),
    )
    assert "车间主管" not in [
        str(role.label)
        for head in week_of(shop.office_director, day).heads
        if head.day == day
        for role in head.empty
    ]


def test_the_week_is_read_in_as_many_queries_for_many_leaves(shop, django_assert_max_num_queries):
    for who in ("service_advisor", "second_advisor", "technician"):
        away(shop, shop.person(who), until=in_days(shop, 1))
    with django_assert_max_num_queries(8):
        week_of(shop.office_director, shop.today)


def test_why_somebody_is_away_is_for_himself_and_those_above_him(shop):
    leave = away(shop, shop.person("service_advisor"), kind=Kind.SICK, reason="住院")
    url = reverse("organization:leaveslip", args=[leave.pk])
    for who in ("service_advisor", "front_desk_supervisor", "service_manager", "office_director"):
        assert "住院" in said(look(getattr(shop, who), url))
    for who in ("second_advisor", "technician", "parts_manager", "other_store_manager"):
        with pytest.raises(NotHere):
            look(getattr(shop, who), url)
    week = f"{reverse('organization:roster')}?day={in_days(shop, 1)}&department="
    colleague = said(look(shop.second_advisor, week))
    assert "住院" not in colleague
    assert "病假" not in colleague


def test_the_list_shows_to_each_what_he_may_read(shop):
    away(shop, shop.person("service_advisor"))
    away(shop, shop.person("technician"))
    url = reverse("organization:leaves")
    assert shop.person("technician").name in said(look(shop.workshop_supervisor, url))
    assert shop.person("service_advisor").name not in said(look(shop.workshop_supervisor, url))
    assert "还没有请假单" in said(look(shop.second_advisor, url))


def test_a_day_that_is_none_is_today(shop):
    for text in ("x", "2026-13-01", "9999-12-31", "0001-01-01"):
        page = said(look(shop.office_director, f"{reverse('organization:roster')}?day={text}"))
        assert f"{shop.today - timedelta(days=shop.today.weekday()):%m-%d}" in page
