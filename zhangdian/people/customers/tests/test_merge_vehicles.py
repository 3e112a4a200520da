"""Two files of one car become one."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import merge_vehicles, record_mileage, register_vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, again, vin


def test_a_bare_file_goes_into_the_full_one(shop):
    full = a_car(shop, plate="", vin=VIN, owner=a_customer(shop))
    bare = a_car(shop)
    record_mileage(shop.service_advisor, bare, km=20_000)
    merge_vehicles(shop.front_desk_supervisor, bare, into=full, reason="照行驶证核对")
    one = again(full)
    assert (one.plate, one.vin, one.last_mileage) == ("宁Z62966", VIN, 20_000)
    assert again(bare).merged_into == full
    assert queries.same_car(shop.service_advisor, one) == [full.pk, bare.pk]
    assert [hit.vehicle for hit in queries.find(shop.guide, "966")] == [full]


def test_the_plate_is_free_for_no_third_file(shop):
    full, bare = a_car(shop, plate="", vin=VIN), a_car(shop)
    merge_vehicles(shop.front_desk_supervisor, bare, into=full, reason="照行驶证核对")
    with pytest.raises(Refusal, match="已有档案"):
        register_vehicle(shop.guide, plate="宁Z62966")


def test_two_vins_are_two_cars(shop):
    with pytest.raises(Refusal, match="不是同一辆车"):
        merge_vehicles(
            shop.front_desk_supervisor,
            a_car(shop, vin=VIN),
            into=a_car(shop, plate="宁Z62967", vin=vin(2)),
            reason="看着像",
        )
