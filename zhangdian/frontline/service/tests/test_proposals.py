"""Proposals by model, mileage and history; operations by words; prices with parts."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import quoting
from zhangdian.frontline.service.proposals import Proposals, pairs
from zhangdian.people.customers.actions import change_vehicle
from zhangdian.people.customers.models import VehicleModel


def of(shop, order):
    """All that is proposed for an order as it stands."""
    order = visits.again(order)
    lines = list(order.lines.filter(voided_at=None).select_related("operation"))
    return Proposals(shop.service_advisor, order, lines)


@pytest.fixture
def car(shop):
    found = visits.a_car(shop)
    change_vehicle(shop.service_advisor, found, sold_on=shop.today.replace(year=2022))
    return found


def test_the_regular_service_is_due_after_its_interval_and_not_twice(shop, car):
    first = visits.a_visit_received(shop)
    assert "小保养(机油机滤)" in [one.operation.name for one in of(shop, first).due]
    visits.write_up(shop, first, ["A001"])
    assert "小保养(机油机滤)" not in [one.operation.name for one in of(shop, first).due]


def test_what_was_done_here_lately_is_not_proposed(shop, car):
    visits.a_visit_left(shop)
    again = visits.a_visit_arrived(shop)
    assert "小保养(机油机滤)" not in [one.operation.name for one in of(shop, again).due]


def test_the_sentence_for_which_he_came_is_answered_by_it(shop, car):
    order = visits.a_visit_received(shop, words="小保养，在店等")
    assert of(shop, order).asked_for == order.concerns.get().pk


def test_an_unknown_car_gets_no_proposal(shop):
    order = visits.a_visit_received(shop, "宁ZK7788")
    assert of(shop, order).due == []


def test_such_words_led_to_such_work_before(shop, car):
    visits.a_car(shop, "宁ZK7788", owner=car.owner)
    earlier = visits.a_visit_received(shop, "宁ZK7788", words="刹车吱吱响，倒车更响")
    visits.write_up(shop, earlier, ["B001"])
    order = visits.a_visit_received(shop, words="刹车有吱吱声")
    offered = of(shop, order).for_words(order.concerns.get().pk)
    assert [quote.operation.code for quote in offered] == ["B001"]
    assert pairs("刹车，响") == {"刹车", "车响"}


def test_a_price_has_its_kit_and_is_the_one_that_the_order_will_have(shop, car):
    order = visits.a_visit_received(shop)
    operation = quoting.named(shop.service_advisor, ["B001"], order.vehicle)["B001"]
    quote = quoting.quotes(shop.service_advisor, order.vehicle, [operation])[operation.pk]
    visits.write_up(shop, order, ["B001"])
    [line] = order.lines.all()
    assert quote.total == line.labour + sum(part.amount for part in line.parts.all())


def test_operations_are_found_by_initials_name_and_code(shop, car):
    for typed in ("ghqzdp", "前制动片", "b001"):
        found = quoting.find(shop.service_advisor, typed, car)
        assert "B001" in [one.code for one in found], typed


def test_an_electric_car_is_offered_no_oil(shop):
    car = visits.a_car(shop, model=VehicleModel.objects.filter(energy="BEV").first().code)
    assert quoting.find(shop.service_advisor, "A001", car) == []


def test_prices_take_the_same_queries_for_one_and_for_many(shop, car, django_assert_num_queries):
    ctx = shop.service_advisor
    assert ctx.standing
    some = list(quoting.named(ctx, ["A001", "B001", "A008", "D004"], car).values())
    for operations in (some[:1], some):
        with django_assert_num_queries(4):
            quoting.quotes(ctx, car, operations)
