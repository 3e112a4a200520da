"""The author adds what the figures mean; then it is frozen and goes to its receiver."""

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.management.reports import making, waiting
from zhangdian.management.reports.lists import reports_open_to
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report_now, submit


@pytest.mark.duty("QCI-03", "RNW-16")
def test_with_his_words_it_lies_with_its_receiver_frozen(shop):
    draft = a_report_now(shop, "quality_month")
    submit(shop.quality_inspector, draft, "制动返工多", "下周一培训")
    report = Report.objects.get(pk=draft.pk)
    assert (report.state, report.words, report.proposal) == (Report.State.NEW, "制动返工多", "下周一培训")
    assert report.made_by == shop.person("quality_inspector")
    body = papers.body_of(Paper.objects.get(kind="BB", subject_id=report.pk))
    assert "制动返工多" in body
    assert "下周一培训" in body
    titles = [task.title for task in waiting.reports_that_wait(shop.service_manager)]
    assert any("质检月报" in title for title in titles)
    page = said(look(shop.service_manager, reverse("reports:report", args=[report.pk])))
    assert "制动返工多" in page


def test_what_was_submitted_stays_whatever_happens_later(shop):
    draft = a_report_now(shop, "advisor_day")
    submit(shop.service_advisor, draft, "没接到车")
    before = Report.objects.get(pk=draft.pk).content_text
    visits.a_car(shop)
    visits.a_visit_left(shop)
    assert Report.objects.get(pk=draft.pk).content_text == before
    assert making.read(before).figures[0].value == 0


def test_by_its_form_the_figures_are_made_anew(shop):
    visits.a_car(shop)
    draft = a_report_now(shop, "advisor_day")
    visits.a_visit_left(shop)
    url = reverse("ui:act", args=["reports.submit_report", draft.pk])
    assert "数字说明了什么" in said(look(shop.service_advisor, url))
    answer = press(shop.service_advisor, url, {"token": "t", "words": "一台，准时", "proposal": ""})
    assert answer.status_code in (204, 302)
    report = Report.objects.get(pk=draft.pk)
    assert report.state == Report.State.NEW
    assert making.read(report.content_text).figures[0].value == 1


def test_without_a_word_it_is_none(shop):
    draft = a_report_now(shop, "quality_month")
    with refused("请写分析"):
        submit(shop.quality_inspector, draft, " ")


@pytest.mark.duty("SA-28", "SA-29")
def test_a_person_s_own_is_nobody_else_s_to_write_or_to_read_but_who_stands_above(shop):
    draft = a_report_now(shop, "advisor_day")
    assert draft.person == shop.person("service_advisor")
    with refused("自己的报表"):
        submit(shop.front_desk_supervisor, draft)
    with refused("自己的报表"):
        submit(shop.second_advisor, draft)
    url = reverse("reports:report", args=[draft.pk])
    assert look(shop.front_desk_supervisor, url).status_code == 200
    with pytest.raises(NotHere):
        look(shop.second_advisor, url)


def test_another_post_does_not_write_it(shop):
    draft = a_report_now(shop, "quality_month")
    with refused("由质量检验员交"):
        submit(shop.cashier, draft)


def test_what_costs_stand_in_is_there_only_for_who_may_see_costs(shop):
    draft = a_report_now(shop, "parts_month")
    assert "|parts_cost|" in draft.sights
    assert reports_open_to(shop.parts_manager).filter(pk=draft.pk).exists()
    assert reports_open_to(shop.general_manager).filter(pk=draft.pk).exists()
    assert not reports_open_to(shop.office_director).filter(pk=draft.pk).exists()


def test_late_it_is_told_as_late(shop):
    draft = a_report_now(shop, "quality_month")
    shop.later(days=12)
    submit(shop.quality_inspector, draft)
    report = Report.objects.get(pk=draft.pk)
    assert report.late_by
    page = said(look(shop.service_manager, reverse("reports:reports")))
    assert "迟" in page
