"""A report of the store's own, without code: whose, to whom, of which time, what stands in it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import Period
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import plans_on
from zhangdian.management.reports.tests.arranging import (
    a_report_of_our_own,
    replanned,
    the_clock_delivers,
)
from zhangdian.people.organization.roles import Role


def next_monday(shop):
    shop.later(days=1)
    while shop.today.weekday():
        shop.later(days=1)


@pytest.mark.duty("SVM-22", "FDS-07")
def test_it_comes_on_its_day_with_its_content(shop):
    code = a_report_of_our_own(shop)
    next_monday(shop)
    shop.at("10:05")
    the_clock_delivers(shop)
    report = Report.objects.get(code=code)
    assert (report.title, report.author, report.state) == ("车间周报", Role.WORKSHOP_SUPERVISOR, "new")
    assert report.last == shop.today - timedelta(days=1)
    content = making.read(report.content_text)
    assert [each.name for each in content.figures] == ["完工工时"]
    assert len(content.charts[0].points) == 13
    assert [each.title for each in content.tables] == ["检查退回"]


def test_nothing_is_told_of_the_time_before_it_was_wanted(shop):
    shop.at("11:00")
    code = a_report_of_our_own(shop, period=Period.YESTERDAY)
    the_clock_delivers(shop)
    shop.later(days=3)
    the_clock_delivers(shop)
    days = sorted(Report.objects.filter(code=code).values_list("first", flat=True))
    assert days[0] == shop.today - timedelta(days=4)
    assert len(days) == 4


def test_it_is_changed_and_ended_like_any_other(shop):
    code = a_report_of_our_own(shop)
    shop.later(days=1)
    replanned(shop, code=code, due="15:00", sections=["by_technician"], stands=False)
    plan = plans_on(shop.service_manager, shop.today)[code]
    assert (plan.kind.title, plan.kind.sections, plan.stands) == ("车间周报", ("by_technician",), False)
    before = plans_on(shop.service_manager, shop.today - timedelta(days=1))[code]
    assert before.stands
    next_monday(shop)
    shop.at("19:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code=code).exists()


def test_it_has_a_name_of_its_own_an_author_a_receiver_and_content(shop):
    a_report_of_our_own(shop)
    with refused("已经有叫《车间周报》的报表"):
        a_report_of_our_own(shop)
    with refused("起个名字"):
        a_report_of_our_own(shop, title=" ")
    with refused("洗车工不写报表"):
        a_report_of_our_own(shop, title="洗车周报", author=Role.WASHER)
    with refused("没有下属"):
        a_report_of_our_own(shop, title="甲", receiver=Role.TECHNICIAN)
    with refused("至少选一项"):
        a_report_of_our_own(shop, title="甲", sections=[])
    with refused("服务顾问不能看"):
        a_report_of_our_own(shop, title="甲", author=Role.SERVICE_ADVISOR, sections=["parts_moved"])


def test_only_planners_add_one(shop):
    with refused("新增报表"):
        a_report_of_our_own(shop, shop.workshop_supervisor)


def test_by_its_form_and_its_page_shows_what_it_would_say(shop):
    sent = {
        "token": "t",
        "title": "预约周报",
        "author": Role.FRONT_DESK_SUPERVISOR.value,
        "receiver": Role.SERVICE_MANAGER.value,
        "period": Period.LAST_WEEK.value,
        "due": "09:00",
        "on": "1",
        "sections": ["appointments_of_days"],
    }
    assert "走势图" in said(look(shop.service_manager, reverse("ui:act", args=["reports.add_report"])))
    answer = press(shop.service_manager, reverse("ui:act", args=["reports.add_report"]), sent)
    assert answer.status_code in (204, 302)
    page = said(look(shop.service_manager, reverse("reports:plans")))
    assert "预约周报" in page
    assert "本店自己的" in page
    [code] = [code for code in plans_on(shop.service_manager, shop.today) if code.startswith("own")]
    assert "样张" in said(look(shop.service_manager, reverse("reports:plan", args=[code])))
