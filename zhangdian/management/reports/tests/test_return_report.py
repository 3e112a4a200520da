"""Something is not clear: back to its author with a question."""

from tests.support.saying_no import refused
from zhangdian.management.reports.actions import answer_report, return_report
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report

State = Report.State


def test_returned_twice_the_first_answer_is_gone_from_the_report_not_from_the_journal(shop):
    report = a_report(shop)
    return_report(shop.service_manager, report, question="一问")
    answer_report(shop.workshop_supervisor, report, words="一答")
    return_report(shop.service_manager, report, question="再问")
    found = Report.objects.get(pk=report.pk)
    assert (found.state, found.question, found.answer) == (State.RETURNED, "再问", "")


def test_a_question_says_something(shop):
    with refused("写清楚问什么"):
        return_report(shop.service_manager, a_report(shop), question=" ")
