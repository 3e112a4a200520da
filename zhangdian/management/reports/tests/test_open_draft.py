"""What a person writes is opened for him when its time is over, with its figures, before its hour."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.foundation.kernel import clock
from zhangdian.management.reports import waiting
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import replanned, the_clock_delivers


def drafts(code):
    return Report.objects.filter(code=code, state=Report.State.DRAFT)


def the_first(shop):
    """The clock has looked today; then it is the first of the next month."""
    shop.at("19:00")
    the_clock_delivers(shop)
    shop.later(days=1)
    while shop.today.day != 1:
        shop.later(days=1)
    shop.at("08:00")
    the_clock_delivers(shop)


@pytest.mark.duty("QCI-02", "PTM-13", "RNW-16")
def test_on_the_first_the_months_are_there_to_be_written_by_the_third(shop):
    the_first(shop)
    [draft] = drafts("quality_month")
    assert (draft.last, draft.made_at) == (shop.today - timedelta(days=1), None)
    assert clock.day(draft.due_at).day == 3
    [task] = [each for each in waiting.reports_that_wait(shop.quality_inspector) if "质检月报" in each.title]
    assert (task.verb, task.tone) == ("写", "")
    assert "前交" in task.remark
    page = said(look(shop.quality_inspector, task.url))
    assert "现在的数字" in page
    assert "各级检查" in page


def test_nobody_is_asked_for_it_before_its_hour_then_its_receiver_asks(shop):
    the_first(shop)
    asked = [each for each in waiting.reports_that_wait(shop.service_manager) if "质检月报" in each.title]
    assert asked == []
    shop.later(days=3)
    [task] = [each for each in waiting.reports_that_wait(shop.service_manager) if "质检月报" in each.title]
    assert (task.tone, task.remark) == ("late", "质量检验员还没交")
    page = said(look(shop.service_manager, reverse("reports:reports") + "?missing=1"))
    assert "没交" in page


def test_twice_looked_it_is_opened_once(shop):
    the_first(shop)
    before = Report.objects.count()
    the_clock_delivers(shop)
    assert Report.objects.count() == before


@pytest.mark.duty("SA-28")
def test_each_advisor_at_work_has_his_own_day_to_sum_up(shop):
    shop.at("15:00")
    the_clock_delivers(shop)
    assert not drafts("advisor_day").exists()
    shop.at("16:30")
    the_clock_delivers(shop)
    whose = {draft.person for draft in drafts("advisor_day").select_related("person")}
    assert shop.person("service_advisor") in whose
    assert None not in whose
    assert drafts("advisor_day").count() == len(whose)


def test_what_the_store_ends_is_not_opened(shop):
    replanned(shop, code="advisor_day", stands=False)
    shop.at("18:30")
    the_clock_delivers(shop)
    assert not drafts("advisor_day").exists()
