"""What the heads hear in the evening of tomorrow: what nobody who will be here may do, and what helps."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.organization import evening
from zhangdian.people.organization.certificates import HIGH_VOLTAGE
from zhangdian.people.organization.models import Certificate, Deputy, LeaveSlip, Person
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering import jobs, waiting
from zhangdian.people.organization.rostering.actions import tell_tomorrow
from zhangdian.people.organization.rostering.tests.arranging import a_shift, planned, takes
from zhangdian.people.organization.shifts.tests.arranging import away
from zhangdian.people.organization.staff.actions import name_deputy


def the_clock_tells(shop):
    jobs.tell_store(shop.clock)


def titles(tasks):
    return [task.title for task in tasks]


def told(shop, who="office_director"):
    the_clock_tells(shop)
    return titles(waiting.gaps_of_tomorrow(getattr(shop, who)))


def gaps(shop):
    return {each.what: each for each in evening.Tomorrow(shop.office_director, tomorrow(shop)).gaps}


def tomorrow(shop):
    return shop.today + timedelta(days=1)


@pytest.fixture
def saturday(shop):
    """The one inspector rests on Sunday."""
    shop.later(days=5)
    shop.at("16:00")
    return shop


def everybody_rests(shop, role):
    for person in on_duty(shop.office_director, tomorrow(shop))[role]:
        away(shop, person, since=tomorrow(shop), until=tomorrow(shop))


@pytest.mark.duty("GM-17")
def test_from_the_hour_of_the_store_on_who_stands_above_hears_which_post_nobody_fills(saturday):
    saturday.at("15:30")
    assert told(saturday, "service_manager") == []
    saturday.at("16:00")
    assert "明天没有质量检验员" in told(saturday, "service_manager")
    assert "明天没有质量检验员" in told(saturday)
    assert "明天没有质量检验员" not in told(saturday, "sales_manager")


@pytest.mark.duty("GM-17")
def test_it_says_who_is_off_what_cannot_be_done_and_who_could_come(saturday):
    found = gaps(saturday)["没有质量检验员"]
    name = saturday.person("quality_inspector").name
    assert f"{name}休" in found.why
    assert "做不了：" in found.why
    assert f"请{name}" in found.helps
    assert "调休来上班" in found.helps


def test_nobody_is_proposed_whom_a_rule_keeps_apart_from_the_post(shop):
    """Who approves the differences of a count does not stand in for those who count."""
    everybody_rests(shop, Role.STOREKEEPER)
    helps = gaps(shop)["没有配件管理员"].helps
    here = on_duty(shop.office_director, tomorrow(shop))
    assert here[Role.PARTS_MANAGER]
    assert Role.PARTS_MANAGER.label not in helps
    assert f"{here[Role.SERVICE_MANAGER][0].name}({Role.SERVICE_MANAGER.label})代理" in helps


def test_when_his_post_has_a_deputy_the_line_is_gone(saturday):
    the_clock_tells(saturday)
    day = tomorrow(saturday)
    deputy = saturday.person("technical_director")
    if deputy.rest_weekday == day.weekday():
        deputy = saturday.person("service_manager")
    name_deputy(
        saturday.service_manager, saturday.person("quality_inspector"), deputy=deputy, since=day, until=day
    )
    assert "明天没有质量检验员" not in told(saturday, "service_manager")


def test_told_once_and_again_only_when_it_changed(saturday):
    for _ in range(3):
        the_clock_tells(saturday)
    rows = Entry.objects.filter(action=evening.TOLD_BY)
    assert rows.count() == 1
    everybody_rests(saturday, Role.CASHIER)
    the_clock_tells(saturday)
    assert rows.count() == 2
    assert tell_tomorrow.by_clock


@pytest.mark.duty("GM-12")
def test_when_everybody_who_may_touch_high_voltage_is_away_it_is_told(shop):
    """To the service manager: the workshop supervisor is off on this day himself."""
    shop.later(days=1)
    shop.at("16:00")
    line = f"明天在岗的人里没有{HIGH_VOLTAGE}证"
    assert line not in told(shop, "service_manager")
    holders = Person.objects.filter(pk__in=Certificate.objects.filter(kind=HIGH_VOLTAGE).values("person"))
    for person in holders:
        away(shop, person, since=tomorrow(shop), until=tomorrow(shop))
    assert line in told(shop, "service_manager")


def test_the_last_paper_that_ends_tonight_is_told_before_it_is_missed(shop):
    shop.later(days=1)
    shop.at("16:00")
    papers = list(Certificate.objects.of(shop.clock).filter(kind=HIGH_VOLTAGE, voided_at=None))
    last = max(each.expires_on for each in papers if each.expires_on)
    shop.later(days=(last - shop.today).days)
    shop.at("16:00")
    found = gaps(shop)[f"在岗的人里没有{HIGH_VOLTAGE}证"]
    assert "今天到期" in found.why


def test_the_hours_that_no_shift_reaches_are_told(shop):
    late = a_shift(shop, "晚班", "10:30", "19:30")
    day = tomorrow(shop)
    for person in on_duty(shop.office_director, day)[Role.CASHIER]:
        planned(shop, person, day, shift=late)
    assert "08:30–10:30 没有结算员" in gaps(shop)
    assert "没有结算员" not in gaps(shop)


def test_half_a_day_of_leave_leaves_the_other_half_to_somebody(shop):
    day = tomorrow(shop)
    here = on_duty(shop.office_director, day)[Role.WORKSHOP_SUPERVISOR]
    if not here:
        shop.later(days=1)
        day = tomorrow(shop)
        here = on_duty(shop.office_director, day)[Role.WORKSHOP_SUPERVISOR]
    [only] = here
    away(shop, only, since=day, until=day, portion=LeaveSlip.Portion.AFTERNOON)
    assert "12:00–17:30 没有车间主管" in gaps(shop)


def test_fewer_than_a_post_takes_are_told(shop):
    shop.later(days=1)
    takes(shop, Role.TECHNICIAN, 99)
    found = [each for each in gaps(shop) if each.startswith("维修技师只有")]
    assert found
    assert not gaps(shop)[found[0]].grave


def test_when_the_whole_line_above_is_away_nobody_signs(shop):
    day = tomorrow(shop)
    for who in ("chief_executive", "general_manager"):
        away(shop, shop.person(who), since=day, until=day)
    found = [each for each in gaps(shop) if "要签字的没人签" in each]
    assert any("服务经理" in each for each in found)


def test_one_person_on_both_sides_of_a_rule_is_told(saturday):
    """The technicians' own leader stands in for the inspector: what he repairs, nobody inspects."""
    day = tomorrow(saturday)
    leader = next(each for each in on_duty(saturday.office_director, day)[Role.TEAM_LEADER])
    name_deputy(
        saturday.service_manager, saturday.person("quality_inspector"), deputy=leader, since=day, until=day
    )
    assert Deputy.objects.filter(deputy=leader).exists()
    found = [each for each in gaps(saturday) if each.startswith(f"{leader.name}一个人兼")]
    assert found
    assert "修车的人不做终检" in gaps(saturday)[found[0]].why


def test_the_page_shows_what_is_his_to_arrange_and_what_is_others(saturday):
    the_clock_tells(saturday)
    page = said(look(saturday.service_manager, reverse("organization:tomorrow")))
    assert "没有质量检验员" in page
    assert "指定代理人" in page


def test_a_long_week_of_leaves_costs_no_more_questions(saturday, django_assert_max_num_queries):
    for who in ("service_advisor", "second_advisor", "technician", "cashier"):
        away(saturday, saturday.person(who), since=tomorrow(saturday), until=tomorrow(saturday))
    ctx = saturday.office_director
    assert ctx.standing
    with django_assert_max_num_queries(15):
        assert evening.Tomorrow(ctx, tomorrow(saturday)).gaps
