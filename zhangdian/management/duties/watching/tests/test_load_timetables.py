"""A store begins with the house's times."""

from tests.support.saying_no import refused
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import RoundPoint, Timetable
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.watching.actions import load_timetables


def test_a_store_begins_with_what_the_house_ships(shop):
    with_duties(shop)
    assert Timetable.objects.of(shop.clock).count() == len(timetables.shipped())
    assert RoundPoint.objects.of(shop.clock).count() == len(timetables.shipped_points())
    assert not Timetable.objects.of(shop.other_store_manager).exists()


def test_what_it_has_already_is_not_loaded_over(shop):
    with_duties(shop)
    with refused("门店都有了"):
        load_timetables(shop.office_director, rows=list(timetables.shipped()), points=[])


def test_only_what_is_new_comes_in(shop):
    load_timetables(shop.office_director, rows=list(timetables.shipped())[:2], points=[])
    load_timetables(shop.office_director, rows=list(timetables.shipped())[:3], points=[])
    assert Timetable.objects.of(shop.clock).count() == 3
