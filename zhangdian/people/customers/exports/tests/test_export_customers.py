"""Personal data leaves with the signature of another person, as a ledger that comes in again."""

import io

import pytest
from django.urls import reverse

from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.actions import (
    add_contact,
    change_customer,
    record_mileage,
    transfer_ownership,
)
from zhangdian.people.customers.exports import ledger as leaving
from zhangdian.people.customers.exports.actions import export_customers, take_export
from zhangdian.people.customers.imports import files, jobs
from zhangdian.people.customers.imports.actions import Chosen, open_import, start_import, try_import
from zhangdian.people.customers.models import Contact, Customer, CustomerExport
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, a_model, vin

ID = "11010519491231002X"


def signed(shop, **more):
    asked = export_customers(shop.aftersales_care, why="邮寄会员卡", **more)
    assert asked.waits_for_signature
    sign_request(shop.customer_relations_manager, asked.subject)
    if more.get("with_identity"):
        sign_request(shop.general_manager, asked.subject)
    return CustomerExport.objects.latest("pk")


def sheet(ctx, export):
    stream = io.BytesIO()
    leaving.write_ledger(ctx, export, stream, "陆玉洁 11-23 08:00")
    return stream.getvalue()


def cells(content):
    with open_ledger(content) as opened:
        table = opened.table()
        return [dict(zip(table.headings, row.cells, strict=False)) for row in table.rows]


@pytest.fixture
def full(shop):
    """A store with every kind of customer and car."""
    model = a_model(shop)
    owner = a_customer(shop, id_number=ID, address="宁州市望澜区天河路 1 号", called="段女士", member=True)
    change_customer(
        shop.service_advisor, owner, reminder=Customer.Reminder.SMS_AND_CALL, remark="=1+1 爱喝茶"
    )
    car = a_car(shop, vin=VIN, owner=owner, model=model, colour="白", engine_no="G4-1", sold_on=shop.today)
    record_mileage(shop.service_advisor, car, km=186_131)
    a_car(shop, plate="宁ZD12345", owner=owner, model_words="别家的车")
    a_car(shop, plate="", vin=vin(3))
    company = a_customer(
        shop,
        name="望澜建设有限公司",
        kind=Customer.Kind.COMPANY,
        phone="0571-88888888-801",
        credit_code="91110000600037341L",
    )
    fleet = a_car(shop, plate="宁Z20001", advisor=shop.person("second_advisor"))
    transfer_ownership(shop.service_advisor, fleet, to=company)
    for name, phone in (("廖守成", "16110000001"), ("阮清秋", "16110000002")):
        add_contact(shop.service_advisor, company, kind=Contact.Kind.DRIVER, name=name, phone=phone)
    a_customer(shop, name="廖守成", phone="16110000003")


def test_export_and_import_give_the_same_data(shop, full, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = sheet(shop.aftersales_care, signed(shop, with_identity=True))
    there = shop.other_store_manager
    kept = files.store_ledger(there, io.BytesIO(content), "客户与车辆.xlsx")
    found = files.sheet_of(kept, "")
    chosen = [Chosen(key, at) for key, at in found.proposal().items()]
    assert len(chosen) == len(found.headings)
    run = open_import(there, file=kept.pk, sheet=found.name, columns=chosen).subject
    try_import(there, run)
    start_import(there, jobs.go_on(run))
    run = jobs.go_on(run)
    assert (run.bad, run.state) == (0, "done")
    export_customers(there, why="对一遍数据", with_identity=True)
    mirrored = CustomerExport(
        store=shop.other_store, with_identity=True, upto_customer=10**9, upto_vehicle=10**9
    )
    both = [cells(content), cells(sheet(there, mirrored))]
    for rows in both:
        for row in rows:
            row.pop("服务顾问")  # his people do not work there
    assert both[0] == both[1]


def test_the_same_file_into_the_same_store_changes_nothing(shop, full, bring):
    run = bring(sheet(shop.aftersales_care, signed(shop)), "客户与车辆.xlsx")
    assert (run.added, run.changed, run.bad) == (0, 0, 0)


def test_id_numbers_stay_unless_the_general_manager_signs_too(shop, full):
    assert "身份证号" not in cells(sheet(shop.aftersales_care, signed(shop)))[0]
    assert cells(sheet(shop.aftersales_care, signed(shop, with_identity=True)))[0]["身份证号"] == ID


def test_exactly_the_rows_that_were_signed(shop, full):
    export = signed(shop)
    before = len(cells(sheet(shop.aftersales_care, export)))
    a_car(shop, plate="宁Z33333")
    a_customer(shop, name="后来的", phone="16110000009")
    assert len(cells(sheet(shop.aftersales_care, export))) == before


def test_only_one_advisors_cars(shop, full):
    export = signed(shop, advisor=shop.person("second_advisor"))
    rows = cells(sheet(shop.aftersales_care, export))
    assert (export.rows, {row["车牌号"] for row in rows}) == (1, {"宁Z20001"})


def test_nobody_signs_for_himself(shop, full):
    asked = export_customers(shop.customer_relations_manager, why="邮寄会员卡").subject
    with pytest.raises(Refusal, match="自己提的申请"):
        sign_request(shop.customer_relations_manager, asked)
    sign_request(shop.general_manager, asked)
    assert CustomerExport.objects.get().asked_by_id == shop.customer_relations_manager.person_id


def test_it_says_for_what(shop, full):
    with pytest.raises(Refusal, match="用途"):
        export_customers(shop.aftersales_care, why="看看")


def test_who_asked_takes_it_within_a_day_and_for_ten_minutes(shop, full, browser):
    export = signed(shop)
    address = reverse("customers:export_file", args=[export.pk])
    client = browser(shop.aftersales_care)
    assert client.get(address).status_code == 404
    with pytest.raises(Refusal, match="申请人自己"):
        take_export(shop.customer_care, export)
    take_export(shop.aftersales_care, export)
    content = b"".join(client.get(address).streaming_content)
    assert "16110000000" in {row["手机"] for row in cells(content)}
    assert browser(shop.customer_care).get(address).status_code == 404
    client = browser(shop.aftersales_care)
    assert client.get(reverse("customers:customerexport", args=[export.pk])).status_code == 200
    assert client.get(reverse("customers:exports")).status_code == 200
    shop.later(minutes=11)
    assert client.get(address).status_code == 404


def test_after_a_day_it_is_dead(shop, full):
    export = signed(shop)
    shop.later(hours=25)
    with pytest.raises(Refusal, match="作废"):
        take_export(shop.aftersales_care, export)


def test_a_technician_asks_for_none(shop, full):
    with pytest.raises(Refusal, match="来做"):
        export_customers(shop.technician, why="邮寄会员卡")
