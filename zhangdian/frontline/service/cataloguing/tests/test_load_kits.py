"""Kits: the parts that an operation takes, known before the car is on the lift."""

from tests.support.saying_no import refused
from zhangdian.doors.simulation.stocking import SINCE
from zhangdian.frontline.service.cataloguing.actions import KitRow, load_kits
from zhangdian.frontline.service.models import KitPart
from zhangdian.resources.parts.tests.arranging import a_part


def test_an_operation_takes_its_part_on_the_cars_it_fits(shop):
    part = a_part(shop)
    rows = [KitRow("A005", part.part_no, 2, fits="BEV,PHEV")]
    load_kits(shop.parts_manager, rows=rows, since=SINCE)
    kept = KitPart.objects.get(part=part)
    assert (kept.operation.code, kept.quantity, kept.fits) == ("A005", 2, "BEV,PHEV")


def test_all_fits_all(shop):
    part = a_part(shop)
    load_kits(shop.parts_manager, rows=[KitRow("A005", part.part_no, 1, fits="ALL")], since=SINCE)
    assert KitPart.objects.get(part=part).fits == ""


def test_an_unknown_part_or_operation_stops_the_whole_table(shop):
    part, before = a_part(shop), KitPart.objects.count()
    good = KitRow("A005", part.part_no, 1)
    for wrong in (KitRow("A005", "没有-1", 1), KitRow("X999", part.part_no, 1)):
        with refused("找不到", wrong.part_no):
            load_kits(shop.parts_manager, rows=[good, wrong], since=SINCE)
    assert KitPart.objects.count() == before


def test_loaded_twice_no_kit_asks_for_double(shop):
    part = a_part(shop)
    rows = [KitRow("A005", part.part_no, 1)]
    load_kits(shop.parts_manager, rows=rows, since=SINCE)
    with refused(part.part_no, "已经载入过"):
        load_kits(shop.parts_manager, rows=rows, since=SINCE)
    assert KitPart.objects.filter(part=part).count() == 1


def test_one_part_stands_once_for_the_same_cars(shop):
    part = a_part(shop)
    twice = [KitRow("A005", part.part_no, 1), KitRow("A005", part.part_no, 2, fits="ALL")]
    with refused(part.part_no, "合成一行"):
        load_kits(shop.parts_manager, rows=twice, since=SINCE)
    apart = [KitRow("A005", part.part_no, 4, fits="BEV"), KitRow("A005", part.part_no, 5, fits="PHEV")]
    load_kits(shop.parts_manager, rows=apart, since=SINCE)
    assert KitPart.objects.filter(part=part).count() == 2
