"""Reports come at their hour, once for each period, frozen as they were."""

from datetime import timedelta

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.models import Entry, Paper
from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report, the_clock_delivers
from zhangdian.people.organization.roles import Role


def codes():
    return sorted(Report.objects.filter(written=False).values_list("code", flat=True))


def test_not_before_its_hour_and_then_once(shop):
    shop.at("08:00")
    the_clock_delivers(shop)
    assert codes() == []
    shop.at("08:35")
    for _ in range(3):
        the_clock_delivers(shop)
    assert codes() == ["store_day"]
    shop.at("19:00")
    the_clock_delivers(shop)
    made = set(Report.objects.filter(made_at__isnull=False).values_list("code", flat=True))
    assert made - {"desk_week", "insurance_week"} == {
        "care_day",
        "settlement_day",
        "stock_day",
        "store_day",
        "workshop_day",
    }


@pytest.mark.duty("GM-17")
def test_the_general_manager_has_yesterday_and_today_each_morning(shop):
    visits.a_car(shop)
    order = visits.a_visit_left(shop)
    shop.later(days=1)
    shop.at("08:35")
    the_clock_delivers(shop)
    report = Report.objects.get(code="store_day")
    assert report.receiver == Role.GENERAL_MANAGER
    assert report.first == report.last == shop.today - timedelta(days=1)
    content = making.read(report.content_text)
    said = {each.name: each.value for each in content.figures}
    assert said["进店"] == said["离店"] == 1
    assert said["到账"] == said["售后产值"]
    assert said["到账"]
    departments = {(row[0], row[1]): row[2] for row in content.tables[0].rows}
    assert departments["前台", "签委托书"] == 1
    assert departments["车间", "总检合格"] == 1
    plan = {(row[0], row[1]): row[2] for row in content.tables[1].rows}
    assert plan["客服", "该打的回访"] in (0, 1)
    assert order.exited_at


def test_what_was_delivered_stays_as_it_was(shop):
    report = a_report(shop)
    before = papers.body_of(Paper.objects.get(kind="BB", subject_id=report.pk))
    shop.later(days=1)
    shop.at("09:00")
    visits.a_car(shop)
    visits.a_visit_left(shop)
    assert papers.body_of(Paper.objects.get(kind="BB", subject_id=report.pk)) == before
    assert Report.objects.get(pk=report.pk).content_text == report.content_text


def test_the_clock_was_down_and_each_day_comes_once(shop):
    a_report(shop)
    shop.later(days=3)
    shop.at("19:00")
    the_clock_delivers(shop)
    the_clock_delivers(shop)
    days = Report.objects.filter(code="workshop_day").order_by("first").values_list("first", flat=True)
    assert list(days) == [shop.today - timedelta(days=n) for n in (3, 2, 1, 0)]


def test_after_a_long_silence_the_last_week_is_told_and_no_more(shop):
    a_report(shop)
    shop.later(days=400)
    shop.at("19:00")
    the_clock_delivers(shop)
    assert Report.objects.filter(code="workshop_day").count() == 1 + 8
    assert Report.objects.filter(code="service_month").count() == 3


def test_the_month_comes_on_the_first_of_the_next(shop):
    a_report(shop)
    while shop.today.day != 1:
        shop.later(days=1)
    shop.at("09:05")
    the_clock_delivers(shop)
    report = Report.objects.get(code="service_month")
    assert (report.first.day, report.last) == (1, shop.today - timedelta(days=1))


def test_two_workers_deliver_one(shop):
    a_report(shop)
    acts = Entry.objects.filter(action="reports.deliver_report").count()
    the_clock_delivers(shop)
    assert Entry.objects.filter(action="reports.deliver_report").count() == acts


@pytest.mark.parametrize("code", sorted(KINDS))
def test_as_many_queries_for_many_cars_as_for_one(shop, code, django_assert_max_num_queries):
    visits.a_car(shop)
    for _ in range(2):
        visits.a_visit_left(shop)
    with django_assert_max_num_queries(48):
        making.content_for(shop.general_manager, KINDS[code], shop.today - timedelta(days=31), shop.today)
