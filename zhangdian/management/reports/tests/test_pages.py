"""Reports as they are looked at, printed, and taken away."""

import io
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.support.looking import look, press, said
from zhangdian import doctor
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.management.reports.tests.arranging import a_report, breaks


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


@pytest.mark.needs("pango", "cjk_font")
def test_taken_away_as_pdf_and_that_it_was_taken_is_kept(shop):
    report = a_report(shop)
    answer: Any = press(shop.service_manager, reverse("reports:report_file", args=[report.pk]), {})
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].endswith(".pdf")
    taken = Entry.objects.filter(action="kernel.export_list").latest("pk")
    assert (taken.inputs["name"], taken.notes["exported"]) == ("report_file", 1)


def test_where_the_server_cannot_a_page_leads_to_printing(shop, monkeypatch):
    gone = doctor.NEEDS["pango"]._replace(find=lambda: None)
    monkeypatch.setitem(doctor.NEEDS, "pango", gone)
    answer = press(shop.service_manager, reverse("reports:report_file", args=[a_report(shop).pk]), {})
    assert answer.status_code == 503
    assert "另存为 PDF" in said(answer)
    assert not Entry.objects.filter(action="kernel.export_list").exists()


def test_one_that_could_not_be_made_has_no_file(shop, monkeypatch):
    breaks(monkeypatch)
    with pytest.raises(Http404):
        press(shop.service_manager, reverse("reports:report_file", args=[a_report(shop).pk]), {})


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
