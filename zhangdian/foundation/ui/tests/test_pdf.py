"""Paper pages as PDF: in the styles of the house, nothing from outside, honest where it cannot be done."""

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.templatetags.static import static

from zhangdian import doctor
from zhangdian.foundation.ui import pdf

PAGE = '<!doctype html><html lang="zh-CN"><link rel="stylesheet" href="{css}"><body>{body}</body></html>'


def page(body: str) -> str:
    return PAGE.format(css=static("ui/print.css"), body=body)


@pytest.mark.needs("pango", "cjk_font")
def test_a_page_becomes_sheets_with_its_styles():
    sheet = '<section class="paper a4"><h1>车间日报</h1></section>'
    made, sheets = pdf.pdf_of(page(sheet * 2), '王 11-26 10:00 "导出"')
    assert made.startswith(b"%PDF-")
    assert sheets == 2


@pytest.mark.needs("pango", "cjk_font")
@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "/static/../settings.py", "/photo/1"]
)
def test_nothing_from_outside_the_house_is_fetched(address, caplog):
    with pytest.raises((ValueError, SuspiciousFileOperation)):
        pdf.static_file(address if "://" in address else pdf.ADDRESS.rstrip("/") + address)
    made, sheets = pdf.pdf_of(page(f'<p>一<img src="{address}"></p>'))
    assert (made[:5], sheets) == (b"%PDF-", 1)
    assert "Failed to load image" in caplog.text


def test_what_this_server_lacks_is_named(monkeypatch):
    gone = doctor.NEEDS["pango"]._replace(find=lambda: None)
    monkeypatch.setitem(doctor.NEEDS, "pango", gone)
    monkeypatch.setitem(doctor.NEEDS, "cjk_font", doctor.NEEDS["cjk_font"]._replace(find=lambda: "宋体"))
    assert pdf.lacking() == [gone]
