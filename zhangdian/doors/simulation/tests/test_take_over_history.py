"""The history of a store in a box: cars with owners, readings and last visits, chunk by chunk."""

from tests.support.saying_no import refused
from zhangdian.doors.simulation import history
from zhangdian.doors.simulation.actions import take_over_history
from zhangdian.frontline.service.models import Advice, RepairOrder
from zhangdian.people.customers.models import Vehicle


def test_each_car_has_owner_plate_and_reading_of_its_last_visit(shop):
    take_over_history(shop.clock, seed="seed", first=0, count=30)
    made = {car.vin: car for car in history.cars("seed", 0, 30, shop.today)}
    cars = Vehicle.objects.of(shop.clock).select_related("owner")
    assert set(cars.values_list("vin", flat=True)) == set(made)
    for car in cars:
        past = made[car.vin]
        assert (car.owner.name.open(), car.plate, car.last_mileage) == (
            past.owner,
            past.plate,
            past.visited_km,
        )
        assert car.plates.get().plate == past.plate
        assert car.readings.filter(km=past.visited_km, read_on=past.visited_on).exists()


def test_what_was_left_undone_stands_as_advice_on_a_visit_that_is_over(shop):
    take_over_history(shop.clock, seed="seed", first=0, count=120)
    advised = [car for car in history.cars("seed", 0, 120, shop.today) if car.advice]
    assert advised
    assert Advice.objects.count() == len(advised)
    assert set(RepairOrder.objects.values_list("state", flat=True)) == {RepairOrder.State.LEFT}
    assert not Advice.objects.filter(safety=True, own_words="").exists()


def test_the_next_chunk_goes_on_where_this_one_ended(shop):
    take_over_history(shop.clock, seed="seed", first=0, count=10)
    take_over_history(shop.clock, seed="seed", first=10, count=10)
    assert Vehicle.objects.of(shop.clock).count() == 20


def test_nobody_but_the_clock_makes_up_a_past(shop):
    with refused("系统来做"):
        take_over_history(shop.general_manager, seed="seed", first=0, count=1)
