"""Its author, or who stands above him, says what the receiver asked."""

from tests.support.saying_no import refused
from zhangdian.management.reports import waiting
from zhangdian.management.reports.actions import answer_report, read_report, return_report
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report

State = Report.State


def state(report):
    return Report.objects.get(pk=report.pk).state


def titles(tasks):
    return [(task.title, task.verb) for task in tasks]


def test_returned_it_waits_for_its_author_and_answered_for_its_receiver(shop):
    report = a_report(shop)
    return_report(shop.service_manager, report, question="为什么两台过夜")
    assert state(report) == State.RETURNED
    [task] = waiting.reports_that_wait(shop.workshop_supervisor)
    assert (task.verb, task.remark, task.tone) == ("答复", "退回：为什么两台过夜", "late")
    answer_report(shop.workshop_supervisor, report, words="等漆干")
    assert state(report) == State.ANSWERED
    assert (str(report), "看报表") in titles(waiting.reports_that_wait(shop.service_manager))
    read_report(shop.service_manager, report)
    assert state(report) == State.READ


def test_an_answer_says_something_and_is_the_authors(shop):
    report = a_report(shop)
    return_report(shop.service_manager, report, question="为什么")
    with refused("请写答复"):
        answer_report(shop.workshop_supervisor, report, words=" ")
    with refused("由车间主管答复"):
        answer_report(shop.parts_manager, report, words="x")
    answer_report(shop.service_manager, report, words="我来说")
    assert state(report) == State.ANSWERED
