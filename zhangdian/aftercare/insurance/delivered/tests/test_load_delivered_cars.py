"""导入交车清单: a month's list goes in whole, by the page and by the command line."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.delivered.actions import MOST_ROWS, DeliveredRow, load_delivered_cars
from zhangdian.aftercare.insurance.delivered.ledgers import DELIVERED
from zhangdian.aftercare.insurance.delivered.tests.arranging import a_list, delivered
from zhangdian.aftercare.insurance.models import DeliveredCar
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet
from zhangdian.people.customers.tests.arrange import vin

HEADINGS = ("VIN", "交付日期", "牌照", "顾问")


def sheet(*rows, headings=HEADINGS):
    stream = BytesIO()
    write_sheet(stream, "交车", [Column(each, ColumnKind.TEXT, 20) for each in headings], rows)
    return stream.getvalue()


def bring(shop, *rows, who="new_car_insurance", content=b""):
    file = SimpleUploadedFile("十一月交车.xlsx", content or sheet(*rows))
    return browser_of(getattr(shop, who)).post(reverse("insurance:upload_delivered"), {"file": file})


@pytest.mark.duty("NBI-01")
def test_a_list_goes_in_and_stands_there_with_whether_each_is_insured(shop):
    day = f"{shop.today:%Y-%m-%d}"
    content = sheet((vin(1), day, "无", "祝小曼"), (vin(2), day, "宁Z50002", ""))
    answer = bring(shop, content=content)
    assert answer.status_code == 302
    first, second = DeliveredCar.objects.order_by("pk")
    assert (first.vin, first.plate, first.consultant, first.from_list) == (vin(1), "", "祝小曼", True)
    assert second.plate == "宁Z50002"
    page = said(look(shop.fi_manager, answer["Location"]))
    for text in (vin(1), "没在本店投保", "清单", "新车投保渗透率"):
        assert text in page
    assert bring(shop, content=content).status_code == 302
    assert DeliveredCar.objects.count() == 2


def test_what_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(shop):
    answer = bring(shop, (vin(1), f"{shop.today:%Y-%m-%d}", "", ""), ("LSV", "很多", "", ""))
    assert answer.status_code == 422
    assert "第 3 行" in answer.content.decode()
    assert not DeliveredCar.objects.exists()


def test_cars_that_stand_there_are_left_as_they_are(shop):
    kept = delivered(shop, 1, consultant="老记录")
    a_list(shop, 1, 2)
    assert DeliveredCar.objects.count() == 2
    kept.refresh_from_db()
    assert kept.consultant == "老记录"
    with refused("都在清单里了"):
        a_list(shop, 2)


def test_a_list_without_cars_twice_the_same_or_of_days_to_come_is_refused(shop):
    who = shop.new_car_insurance
    with refused("一台车也没有"):
        load_delivered_cars(who, rows=[])
    with refused("一次最多导入"):
        load_delivered_cars(who, rows=[DeliveredRow(vin(1), shop.today)] * (MOST_ROWS + 1))
    with refused("出现两次"):
        a_list(shop, 1, 1)
    with refused("还没到"):
        load_delivered_cars(who, rows=[DeliveredRow(vin(1), shop.today + timedelta(days=1))])


def test_the_command_line_takes_the_same_sheet(shop, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(sheet((vin(1), f"{shop.today:%Y-%m-%d}", "", "")))
    told = DELIVERED.bring(shop.clock, path, False, lambda *_: None)
    assert (told.bad, DeliveredCar.objects.get().noted_by) == (0, None)


def test_only_the_desk_brings_it(shop):
    assert bring(shop, (vin(1), f"{shop.today:%Y-%m-%d}", "", ""), who="sales_consultant").status_code == 404
