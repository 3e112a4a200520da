"""Reports as they are looked at, printed, and taken away."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.support.looking import look, press, said
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.management.reports.tests.arranging import a_report


def test_figures_and_tables_with_a_word_where_there_is_nothing(shop):
    page = said(look(shop.service_manager, reverse("reports:report", args=[a_report(shop).pk])))
    for text in ("完工工时", "没有超过承诺的车", "没有完工的项目", "车间主管 交给 服务经理"):
        assert text in page


def test_the_paper_is_what_was_frozen(shop):
    report = a_report(shop)
    page = said(look(shop.service_manager, reverse("reports:report_paper", args=[report.pk])))
    assert "车间日报" in page
    assert "原件摘要" in page


def test_taken_away_as_sheets_with_numbers_as_numbers(shop):
    visits.a_car(shop)
    visits.a_visit_left(shop)
    report = a_report(shop)
    answer = press(shop.service_manager, reverse("reports:sheets", args=[report.pk]), {})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.sheet_names[:2] == ["指标", "技师"]
    rows = book.get_sheet_by_name("指标").to_python()
    name, hours, unit, _ = next(row for row in rows if row[0] == "完工工时")
    assert (name, unit) == ("完工工时", "h")
    assert isinstance(hours, int | float)
    assert Entry.objects.filter(action="kernel.export_list").latest("pk").inputs["name"] == "report"


def test_they_are_for_those_who_receive_or_write_them_and_who_stands_above(shop):
    url = reverse("reports:report", args=[a_report(shop).pk])
    for who in ("service_manager", "workshop_supervisor", "general_manager", "office_director"):
        assert look(getattr(shop, who), url).status_code == 200
    for who in ("parts_manager", "technician", "cashier", "other_store_manager"):
        with pytest.raises(NotHere):
            look(getattr(shop, who), url)


def test_the_list_and_the_plans(shop):
    a_report(shop)
    assert "车间日报" in said(look(shop.service_manager, reverse("reports:reports")))
    assert "还没有报表" in said(look(shop.technician, reverse("reports:reports")))
    page = said(look(shop.service_manager, reverse("reports:plans")))
    assert "每天 18:00" in page
    assert "每月 1 日 09:00" in page
