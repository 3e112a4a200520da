"""Where the hour is over and nothing was written, the figures go alone, and that shows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import clock, papers
from zhangdian.foundation.kernel.models import Paper
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.watching.tests.test_follow_cases import items, the_clock_looks
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import submit, the_clock_delivers


def monday(shop, hour):
    """The next Monday at an hour; the clock has looked the day before."""
    shop.at("19:00")
    the_clock_delivers(shop)
    shop.later(days=7 - shop.today.weekday())
    shop.at(hour)


def the_week():
    return Report.objects.filter(code="insurance_week").latest("first")


def owed(shop, report):
    """How the duty stands that this report is owed by."""
    [item] = [each for each in items(shop, "RNW-11") if each.case == ("reports.report", report.pk)]
    return item.standing_at(shop.now)


@pytest.mark.duty("RNW-11")
def test_on_monday_it_is_there_to_be_written_and_in_time_before_ten(shop):
    with_duties(shop)
    monday(shop, "09:40")
    the_clock_delivers(shop)
    report = the_week()
    assert (report.state, report.last.weekday()) == (Report.State.DRAFT, 6)
    assert clock.local(report.due_at).strftime("%a %H:%M") == "Mon 10:00"
    the_clock_looks(shop)
    submit(shop.renewal_clerk, report, "续保比上周多两台")
    the_clock_looks(shop)
    assert owed(shop, report) == DueItem.Standing.IN_TIME
    shop.at("10:05")
    the_clock_delivers(shop)
    report = the_week()
    assert (report.made_by, report.came_unwritten) == (shop.person("renewal_clerk"), False)


@pytest.mark.duty("RNW-11")
def test_at_ten_it_goes_without_words_and_the_duty_is_late(shop):
    with_duties(shop)
    monday(shop, "09:59")
    the_clock_delivers(shop)
    assert the_week().state == Report.State.DRAFT
    the_clock_looks(shop)
    shop.at("10:01")
    for _ in range(2):
        the_clock_delivers(shop)
    report = the_week()
    assert (report.state, report.came_unwritten) == (Report.State.NEW, True)
    the_clock_looks(shop)
    assert owed(shop, report) == DueItem.Standing.LATE
    page = said(look(shop.fi_manager, reverse("reports:report", args=[report.pk])))
    assert "续保专员还没写" in page
    assert "到点自动交" in said(look(shop.fi_manager, reverse("reports:reports") + "?late=1"))
    assert "系统自动交出数字" in papers.body_of(Paper.objects.get(kind="BB", subject_id=report.pk))
    with refused("待看"):
        submit(shop.renewal_clerk, report)


@pytest.mark.duty("RNW-12")
def test_on_the_first_the_month_that_is_over_goes_at_half_past_five(shop):
    shop.at("19:00")
    the_clock_delivers(shop)
    while (shop.today + timedelta(days=1)).day != 1:
        shop.later(days=1)
    shop.later(days=1)
    shop.at("17:29")
    the_clock_delivers(shop)
    report = Report.objects.filter(code="insurance_month").latest("first")
    assert (report.state, report.last) == (Report.State.DRAFT, shop.today - timedelta(days=1))
    shop.at("17:31")
    the_clock_delivers(shop)
    report.refresh_from_db()
    assert (report.state, report.came_unwritten) == (Report.State.NEW, True)


def test_other_written_reports_wait_for_their_author(shop):
    shop.at("16:30")
    the_clock_delivers(shop)
    shop.at("19:00")
    the_clock_delivers(shop)
    assert Report.objects.filter(code="advisor_day", state=Report.State.DRAFT).exists()
