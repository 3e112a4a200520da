"""Its receiver has read it and says what he thinks of it."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.reports import waiting
from zhangdian.management.reports.actions import remark_report
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report_now, submit


@pytest.mark.duty("SA-29")
def test_his_words_stand_beside_the_author_s(shop):
    draft = a_report_now(shop, "advisor_month")
    submit(shop.service_advisor, draft)
    remark_report(shop.service_manager, Report.objects.get(pk=draft.pk), words="接车快，报价再细")
    report = Report.objects.get(pk=draft.pk)
    assert (report.state, report.remark) == (Report.State.READ, "接车快，报价再细")
    assert report.read_by == shop.person("service_manager")
    assert waiting.reports_that_wait(shop.service_advisor) == []
    assert "接车快，报价再细" in said(look(shop.service_advisor, reverse("reports:report", args=[report.pk])))


def test_it_is_the_receiver_s_and_says_something(shop):
    draft = a_report_now(shop, "advisor_month")
    submit(shop.service_advisor, draft)
    report = Report.objects.get(pk=draft.pk)
    with refused("交给服务经理看"):
        remark_report(shop.parts_manager, report, words="好")
    with refused("批注要写字"):
        remark_report(shop.service_manager, report, words=" ")
