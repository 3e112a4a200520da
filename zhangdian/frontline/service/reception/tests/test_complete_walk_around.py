"""Covers, four corners, mileage, fuel, marks and belongings, in one round."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.receiving import PapersOutcome
from zhangdian.frontline.service.reception.actions import complete_walk_around, void_order
from zhangdian.people.customers.models import Vehicle

SCRATCH = Mark("scr", "left", 300, 420, "左后门")


def around(shop, order, **how):
    """A complete round, but for what the test leaves out."""
    advisor = shop.service_advisor
    facts = {
        "mileage_km": 41_200,
        "fuel_eighths": 4,
        "photos": [visits.a_photo(advisor) for _ in range(4)],
        "seat_photo": visits.a_photo(advisor),
    } | how
    because = facts.pop("because", None)
    return complete_walk_around(advisor, order, because=because, **facts)


@pytest.mark.duty("PROC-R-10", "PROC-R-09")
def test_the_round_is_on_the_order_with_its_photos_and_marks(shop):
    order = visits.a_visit_arrived(shop)
    around(shop, order, marks=[SCRATCH], belongings="儿童座椅", belongings_movable="先打电话")
    order = visits.again(order)
    assert (order.mileage_km, order.fuel_eighths, order.belongings) == (41_200, 4, "儿童座椅")
    assert order.walked_around_at == order.covers_fitted_at == shop.now
    assert [mark.place for mark in order.marks.all()] == ["左后门"]
    kinds = [photo.kind for photo in Photo.objects.filter(root_id=order.pk)]
    assert sorted(kinds) == ["corner"] * 4 + ["seat"]


@pytest.mark.duty("PROC-R-08")
def test_without_the_covers_in_the_picture_the_round_is_refused(shop):
    order = visits.a_visit_arrived(shop)
    with refused("三件套还没拍到"):
        around(shop, order, seat_photo=None)
    around(shop, order)
    assert visits.again(order).covers_fitted_at


@pytest.mark.duty("PROC-R-10")
def test_a_corner_that_was_not_photographed_is_missing(shop):
    order = visits.a_visit_arrived(shop)
    with refused("还差 1 张"):
        around(shop, order, photos=[visits.a_photo(shop.service_advisor) for _ in range(3)])


def test_the_quick_lane_needs_the_seat_only(shop):
    order = visits.a_visit_arrived(shop, kind=Kind.TYRE)
    around(shop, order, photos=[])
    assert visits.again(order).walked_around_at


@pytest.mark.duty("PROC-R-09")
def test_fewer_kilometres_than_last_time_want_a_reason(shop):
    first = visits.a_visit_received(shop, words="保养")
    visits.write_up(shop, first)
    visits.sign(shop, first)
    visits.take_home(shop, first)
    shop.later(days=100)
    order = visits.a_visit_arrived(shop)
    with asked("service.mileage_is_not_lower"):
        around(shop, order, mileage_km=90_000, because={})
    around(shop, order, mileage_km=90_000, because={"service.mileage_is_not_lower": "上次录错"})
    assert Vehicle.objects.get(pk=order.vehicle_id).last_mileage == 90_000


@pytest.mark.parametrize("eighths", [-1, 9])
def test_fuel_is_what_the_needle_can_show(shop, eighths):
    order = visits.a_visit_arrived(shop)
    with refused("0 到 8 格"):
        around(shop, order, fuel_eighths=eighths)


def test_a_mark_stands_on_the_drawing(shop):
    order = visits.a_visit_arrived(shop)
    with refused("点在车身图上"):
        around(shop, order, marks=[Mark("scr", "left", 1001, 10)])


def test_a_car_is_walked_around_once(shop):
    order = visits.a_visit_received(shop)
    with refused("已经做完了"):
        around(shop, order, mileage_km=107_200)


def test_somebody_else_s_photo_key_is_refused(shop):
    order = visits.a_visit_arrived(shop)
    elsewhere = visits.a_photo(shop.other_store_advisor)
    with refused("重拍"):
        around(shop, order, seat_photo=elsewhere)


@pytest.mark.duty("PROC-R-10")
def test_what_was_known_before_stays_on_the_car_and_keeps_its_first_day(shop):
    first = visits.a_visit_arrived(shop)
    around(shop, first, marks=[SCRATCH])
    [seen] = first.marks.all()
    for _ in range(2):
        void_order(shop.service_advisor, visits.again(RepairOrder.objects.latest("pk")), reason="改天再来")
        shop.later(days=1)
        order = visits.a_visit_arrived(shop)
        around(shop, order)
        [mark] = order.marks.all()
        assert (mark.known_from, mark.place) == (seen, "左后门")


@pytest.mark.duty("PROC-R-17")
def test_papers_are_compared_in_the_same_step(shop):
    order = visits.a_visit_arrived(shop)
    around(
        shop,
        order,
        papers=PapersOutcome.SENDER_ONLY,
        sender_name="邹国栋",
        sender_phone="16110000444",
        taken=["licence"],
    )
    order = visits.again(order)
    assert (order.papers_checked, order.sender_name, order.sender_is_owner) == (
        "sender_only",
        "邹国栋",
        False,
    )
    assert [thing.thing for thing in order.things.all()] == ["licence"]


def test_the_fuel_may_be_read_from_the_photo_later(shop):
    order = visits.a_visit_arrived(shop)
    around(shop, order, fuel_eighths=None)
    assert visits.again(order).fuel_eighths is None
