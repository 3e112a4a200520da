"""The receiver reads it; whoever stands above him may, its author may not."""

from tests.support.saying_no import refused
from zhangdian.management.reports import waiting
from zhangdian.management.reports.actions import read_report, return_report
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report

State = Report.State


def state(report):
    return Report.objects.get(pk=report.pk).state


def titles(tasks):
    return [(task.title, task.verb) for task in tasks]


def test_read_it_waits_no_more(shop):
    report = a_report(shop)
    assert (str(report), "看报表") in titles(waiting.reports_that_wait(shop.service_manager))
    read_report(shop.service_manager, report)
    assert state(report) == State.READ
    assert (str(report), "看报表") not in titles(waiting.reports_that_wait(shop.service_manager))


def test_whoever_stands_above_the_receiver_may_the_author_may_not(shop):
    report = a_report(shop)
    with refused("交给服务经理看"):
        read_report(shop.workshop_supervisor, report)
    with refused("交给服务经理看"):
        return_report(shop.parts_manager, report, question="x")
    read_report(shop.general_manager, report)
