"""The way of a ledger on the page: brought, looked at, tried, taken in, taken back."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.imports import files, jobs
from zhangdian.people.customers.imports.tests.ledgers import csv
from zhangdian.people.customers.models import ImportRun, Vehicle
from zhangdian.people.customers.tests.arrange import VIN

ROWS = [
    ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"],
    ["宁ZO2967", "", "廖守成", "16110000001", "", "", "", ""],
]


def press(client, run, name, **inputs):
    return client.post(reverse("ui:act", args=[f"customers.{name}", run.pk]), inputs)


def page(client, run):
    answer = client.get(reverse("customers:importrun", args=[run.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_file_to_the_cars(shop, browser, bring):
    client = browser(shop.service_manager)
    sent = SimpleUploadedFile("台账.csv", csv(ROWS, encoding="gb18030"))
    answer = client.post(reverse("customers:upload_ledger"), {"file": sent})
    run = ImportRun.objects.get()
    assert answer.url == reverse("customers:importrun", args=[run.pk])
    assert "不用 I 和 O" in page(client, run)
    press(client, run, "try_import")
    assert "正在读文件" in page(client, run)
    jobs.run_imports()
    tried = page(client, run)
    assert "车牌号：车牌…第 … 位是字母 …" in tried
    press(client, run, "start_import")
    jobs.run_imports()
    assert "已导入" in page(client, run)
    assert Vehicle.objects.get().plate == "宁Z62966"
    refused = client.get(reverse("customers:refused_rows", args=[run.pk]))
    with open_ledger(io.BytesIO(b"".join(refused.streaming_content))) as ledger:
        assert [row.cells[0] for row in ledger.table().rows] == ["3"]
    assert client.get(reverse("customers:imports")).status_code == 200


def test_columns_are_chosen_on_a_form(shop, browser, bring):
    run = bring.open(csv([["宁Z62966", "宁Z62967"]], ["车牌", "老牌"]))
    client = browser(shop.service_manager)
    address = reverse("ui:act", args=["customers.choose_columns", run.pk])
    assert 'name="column-plate"' in client.get(address).content.decode()
    answer = client.post(
        address, {"sheet": files.sheet_of(run.file, run.sheet).name, "column-plate": "1", "overwrite": "1"}
    )
    run.refresh_from_db()
    assert (answer.status_code, run.columns_text, run.overwrite) == (302, '{"plate": 1}', True)


def test_what_is_no_ledger_is_said_on_the_page(shop, browser, bring):
    client = browser(shop.service_manager)
    sent = SimpleUploadedFile("台账.xlsx", b"%PDF-1.7 ...........")
    answer = client.post(reverse("customers:upload_ledger"), {"file": sent})
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()


def test_who_may_not_import_finds_no_such_page(shop, browser, bring):
    client = browser(shop.service_advisor)
    assert client.get(reverse("customers:imports")).status_code == 404
    assert client.post(reverse("customers:upload_ledger")).status_code == 404
