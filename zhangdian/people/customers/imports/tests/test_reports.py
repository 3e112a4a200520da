"""The refused rows go back as a sheet: line and reason before each, ready to be mended."""

import io

from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.imports import jobs, reports
from zhangdian.people.customers.imports.jobs import KEPT_DAYS
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import VIN

BAD = ["宁ZO2966", VIN, "段素琴", "16110000000", "", "2016-07-21", "00186131", "=1+1"]
GOOD = ["宁Z62967", "", "廖守成", "16110000001", "", "", "", ""]


def sheet(shop, run):
    stream = io.BytesIO()
    reports.write_refused(shop.service_manager, run, stream)
    with open_ledger(stream.getvalue()) as ledger:
        table = ledger.table()
        return table.headings, [row.cells for row in table.rows]


def test_line_and_reason_before_the_row_as_it_came(shop, bring, ledger):
    run = bring.tried(ledger([GOOD, BAD]))
    headings, rows = sheet(shop, run)
    assert headings[:3] == ("行号", "退回原因", "车牌号")
    ((line, reason, *cells),) = rows
    assert line == "3"
    assert "不用 I 和 O" in reason
    assert cells[:8] == BAD


def test_mended_the_same_sheet_goes_in(shop, bring, ledger):
    run = bring(ledger([GOOD, [*BAD[:7], ""]]))
    stream = io.BytesIO()
    reports.write_refused(shop.service_manager, run, stream)
    text = stream.getvalue()
    assert run.bad == 1
    with open_ledger(text) as kept:
        table = kept.table()
        mended = [[cell.replace("ZO", "Z0") for cell in row.cells] for row in table.rows]
    again = bring(ledger(mended, table.headings))
    assert (again.good, again.bad, Vehicle.objects.filter(plate="宁Z02966").count()) == (1, 0, 1)


def test_a_ledger_is_forgotten_after_its_time(shop, bring, ledger):
    run = bring(ledger([GOOD, BAD]))
    shop.later(days=KEPT_DAYS + 1)
    assert jobs.forget_ledgers() == 1
    run.file.refresh_from_db()
    assert run.file.sheets_text == "[]"
    assert "16110000001" not in run.file.sheets_text
