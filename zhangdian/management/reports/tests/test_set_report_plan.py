"""A store changes hour and receiver without code; what was delivered stays."""

from datetime import time

from tests.support.saying_no import refused
from zhangdian.management.reports.actions import set_report_plan
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import plans_on
from zhangdian.management.reports.tests.arranging import the_clock_delivers
from zhangdian.people.organization.roles import Role


def change(shop, **more):
    given = {"code": "workshop_day", "receiver": Role.GENERAL_MANAGER, "due": "20:15", "stands": True, **more}
    return set_report_plan(shop.service_manager, **given)


def test_another_hour_and_another_receiver(shop):
    change(shop)
    shop.at("19:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code="workshop_day").exists()
    shop.at("20:20")
    the_clock_delivers(shop)
    assert Report.objects.get(code="workshop_day").receiver == Role.GENERAL_MANAGER


def test_no_more(shop):
    change(shop, stands=False)
    shop.at("21:00")
    the_clock_delivers(shop)
    assert not Report.objects.filter(code="workshop_day").exists()


def test_changed_twice_on_a_day_the_last_counts(shop):
    change(shop)
    change(shop, due="17:00")
    plan = plans_on(shop.service_manager, shop.today)["workshop_day"]
    assert (plan.due, plan.own) == (time(17), True)


def test_what_was_delivered_stays(shop):
    shop.at("19:00")
    the_clock_delivers(shop)
    change(shop)
    assert Report.objects.get(code="workshop_day").receiver == Role.SERVICE_MANAGER


def test_what_is_no_report_no_receiver_and_no_hour(shop):
    with refused("没有这份报表"):
        change(shop, code="x")
    with refused("请交给管理岗位"):
        change(shop, receiver=Role.TECHNICIAN)
    with refused("不是几点几分"):
        change(shop, due="25:00")
