"""Statements on their way in, and as their posts see them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance.commission.tests.arranging import (
    NUMBERS,
    a_rate,
    a_statement,
    agreed,
    insurer,
    some_policies,
)
from zhangdian.aftercare.insurance.models import CommissionStatement
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet


def sheet(*rows, headings=("保险单号", "车牌号", "签单保费", "手续费金额")):
    stream = BytesIO()
    columns = [Column(each, ColumnKind.TEXT, 20) for each in headings]
    write_sheet(stream, "对账单", columns, rows)
    return SimpleUploadedFile("对账单.xlsx", stream.getvalue())


def bring(shop, file, who="renewal_clerk", **more):
    given = {"insurer": insurer().pk, "month": f"{shop.today:%Y-%m}", "file": file, **more}
    return browser_of(getattr(shop, who)).post(reverse("insurance:upload_statement"), given)


@pytest.mark.duty("RNW-14")
def test_an_insurer_s_sheet_goes_in_and_its_page_shows_what_differs(shop):
    a_rate(shop)
    some_policies(shop, 3)
    rows = [(NUMBERS[0], "宁Z50001", "3000", "566.04"), (NUMBERS[1], "宁Z50002", "3,000.00", "500.00")]
    answer = bring(shop, sheet(*rows))
    statement = CommissionStatement.objects.get()
    assert answer["Location"] == reverse("insurance:commissionstatement", args=[statement.pk])
    page = said(look(shop.renewal_clerk, answer["Location"]))
    for text in (NUMBERS[1], "500.00", "566.04", "行没处理", NUMBERS[2]):
        assert text in page
    assert NUMBERS[0] not in page


def test_what_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(shop):
    rows = [(NUMBERS[0], "", "3000", "很多"), (NUMBERS[1], "", "", "")]
    answer = bring(shop, sheet(*rows))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行 手续费" in page
    assert "缺手续费" in page
    assert not CommissionStatement.objects.exists()
    assert "请选是哪家" in bring(shop, sheet(rows[0]), insurer="x").content.decode()
    assert "没有收到文件" in bring(shop, "").content.decode()
    assert bring(shop, SimpleUploadedFile("a.xlsx", b"%PDF-1.7")).status_code == 422


def test_a_sheet_without_the_column_says_which(shop):
    answer = bring(shop, sheet((NUMBERS[0], "1"), headings=("保单号", "别的")))
    assert answer.status_code == 422
    assert "手续费" in answer.content.decode()


def test_how_long_the_insurer_owes_stands_on_its_page(shop):
    statement = agreed(shop)
    shop.later(days=40)
    page = said(look(shop.fi_manager, reverse("insurance:commissionstatement", args=[statement.pk])))
    assert "1,132.08" in page
    assert "等了 40 天" in page


def test_lists_of_statements_lines_and_rates(shop):
    statement = agreed(shop)
    assert "1,132.08" in said(look(shop.fi_manager, reverse("insurance:commission")))
    lines = said(look(shop.fi_manager, f"{reverse('insurance:commissionlines')}?statement={statement.pk}"))
    assert NUMBERS[0] in lines
    assert "2026 协议" in said(look(shop.fi_manager, reverse("insurance:commissionrates")))


def test_it_is_nobody_else_s_business(shop):
    statement = a_statement(shop, (NUMBERS[0], "1"))
    for who in (shop.sales_consultant, shop.service_advisor, shop.other_store_manager):
        with pytest.raises((NotHere, Http404)):
            look(who, reverse("insurance:commissionstatement", args=[statement.pk]))


def test_another_month_asks_for_its_own_policies(shop):
    a_rate(shop)
    some_policies(shop, 1)
    shop.later(days=40)
    statement = a_statement(shop, ("PDXX00000009", "1"))
    page = said(look(shop.fi_manager, reverse("insurance:commissionstatement", args=[statement.pk])))
    assert NUMBERS[0] not in page
    assert shop.today - timedelta(days=40) < statement.month
