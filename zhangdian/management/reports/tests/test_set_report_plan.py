"""A store changes hour, receiver and content without code; what was delivered stays."""

from datetime import time

from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import clock
from zhangdian.management.reports import making
from zhangdian.management.reports.actions import set_report_plan
from zhangdian.management.reports.models import Report, ReportPlan
from zhangdian.management.reports.plans import plans_on
from zhangdian.management.reports.tests.arranging import replanned, the_clock_delivers
from zhangdian.people.organization.roles import Role


def change(shop, **more):
    return replanned(shop, **{"receiver": Role.GENERAL_MANAGER, "due": "20:15", **more})


def test_another_hour_and_another_receiver(shop):
    change(shop)
    shop.at("19:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code="workshop_day").exists()
    shop.at("20:20")
    the_clock_delivers(shop)
    assert Report.objects.get(code="workshop_day").receiver == Role.GENERAL_MANAGER


def test_other_content(shop):
    change(
        shop, sections=["figure:service.cars_left", "course:service.cars_left", "past_promise"], due="18:00"
    )
    shop.at("19:00")
    the_clock_delivers(shop)
    content = making.read(Report.objects.get(code="workshop_day").content_text)
    assert [each.name for each in content.figures] == ["离店"]
    assert [each.title for each in content.charts] == ["离店（台）"]
    assert [each.title for each in content.tables] == ["超过承诺还在店"]


def test_what_stands_as_it_is_shipped_follows_the_house(shop):
    change(shop)
    assert ReportPlan.objects.get().sections == ""
    change(shop, sections=["reworked"])
    assert ReportPlan.objects.get().sections == "reworked"


def test_no_more(shop):
    change(shop, stands=False)
    shop.at("21:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code="workshop_day").exists()


def test_changed_twice_on_a_day_the_last_counts(shop):
    change(shop)
    change(shop, due="17:00")
    plan = plans_on(shop.service_manager, shop.today)["workshop_day"]
    assert (plan.kind.due, plan.changed) == (time(17), shop.today)


def test_what_was_delivered_stays(shop):
    shop.at("19:00")
    the_clock_delivers(shop)
    change(shop)
    assert Report.objects.get(code="workshop_day").receiver == Role.SERVICE_MANAGER


def test_a_month_s_report_on_another_day(shop):
    replanned(shop, code="service_month", on=5)
    while shop.today.day != 4:
        shop.later(days=1)
    shop.at("12:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code="service_month").exists()
    shop.later(days=1)
    the_clock_delivers(shop)
    report = Report.objects.get(code="service_month")
    assert (report.first.day, clock.day(report.due_at).day) == (1, 5)


def test_what_is_no_report_no_receiver_no_hour_and_no_day(shop):
    anything = {
        "receiver": Role.GENERAL_MANAGER,
        "due": "08:00",
        "on": 1,
        "sections": ["reworked"],
        "stands": True,
    }
    with refused("没有这份报表"):
        set_report_plan(shop.service_manager, code="x", **anything)
    with refused("请交给管理岗位"):
        change(shop, receiver=Role.TECHNICIAN)
    with refused("不是几点几分"):
        change(shop, due="25:00")
    with refused("每天的报表不选哪天"):
        change(shop, on=3)
    with refused("周一是 1"):
        replanned(shop, code="desk_week", on=8)


def test_what_nobody_knows_or_may_see_does_not_stand_in_it(shop):
    with refused("至少选一项"):
        change(shop, sections=[])
    with refused("不认识"):
        change(shop, sections=["figure:service.nothing"])
    with refused("库龄", "车间主管不能看"):
        change(shop, sections=["stock_by_age"])
    with refused("说的是全店"):
        replanned(shop, code="advisor_day", sections=["by_department"])


def test_by_its_form_the_content_is_chosen_by_chips(shop):
    page = said(
        look(shop.service_manager, reverse("ui:act", args=["reports.set_report_plan"]) + "?code=desk_week")
    )
    for text in ("《前台周报》", "走势图", "进店走势", "前台业务按顾问"):
        assert text in page
    assert "库龄" not in page
    sent = {
        "token": "t",
        "code": "desk_week",
        "receiver": Role.GENERAL_MANAGER.value,
        "due": "09:15",
        "on": "2",
        "stands": "on",
        "sections": ["figure:service.cars_arrived", "by_kind"],
    }
    answer = press(shop.service_manager, reverse("ui:act", args=["reports.set_report_plan"]), sent)
    assert answer.status_code in (204, 302)
    kind = plans_on(shop.service_manager, shop.today)["desk_week"].kind
    assert (kind.receiver, kind.due, kind.on) == (Role.GENERAL_MANAGER, time(9, 15), 2)
    assert kind.sections == ("figure:service.cars_arrived", "by_kind")
    assert "每周二 09:15" in said(look(shop.service_manager, reverse("reports:plans")))
