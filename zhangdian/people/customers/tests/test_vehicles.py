"""Nouns for rooms above: a car by its plate, its mileage, its visit."""

import pytest

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers import readings, vehicles
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, again
from zhangdian.people.organization.roles import Role


def drive_in(ctx: Act, *, plate: str, vin: str, km: int | None) -> Vehicle:
    car = vehicles.find_or_register(ctx, plate=plate, vin=vin)
    vehicles.note_visit(ctx, car, ctx.today)
    if km is not None:
        readings.read_mileage(ctx, car, km)
    return car


@pytest.fixture
def gate(monkeypatch):
    """An action of a room above that uses our nouns."""
    monkeypatch.setattr(registry, "ACTIONS", dict(registry.ACTIONS))
    drive_in.__module__ = "zhangdian.frontline.service.tests"
    declared = action("到店", by=[Role.GUIDE], opens=Vehicle)(drive_in)

    def arrive(ctx, plate="宁Z62966", vin="", km=None, **more):
        return declared(ctx, plate=plate, vin=vin, km=km, **more).subject

    return arrive


def test_an_unknown_car_opens_with_just_its_plate(shop, gate):
    car = again(gate(shop.guide))
    assert (car.plate, car.is_bare, car.last_visit_on) == ("宁Z62966", True, shop.today)


def test_a_known_one_is_the_same(shop, gate):
    car = a_car(shop, vin=VIN)
    assert gate(shop.guide) == gate(shop.guide, plate="", vin=VIN) == car
    assert Vehicle.objects.of(shop.guide).count() == 1


def test_no_plate_at_all_is_refused(shop, gate):
    with pytest.raises(Refusal, match="至少要有一样"):
        gate(shop.guide, plate=" ")


def test_its_mileage_is_judged_in_the_act_of_the_room_above(shop, gate):
    gate(shop.guide, km=20_000)
    with pytest.raises(Question) as asked:
        gate(shop.guide, km=19_000)
    assert asked.value.key == "service.mileage_is_not_lower"
    car = gate(shop.guide, km=19_000, because={"service.mileage_is_not_lower": "上次录错"})
    assert again(car).last_mileage == 19_000
