"""A car is gone for good."""

from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import retire_vehicle
from zhangdian.people.customers.tests.arrange import a_car, again


def test_it_is_found_after_all_others(shop):
    gone, here = a_car(shop), a_car(shop, plate="宁B62966")
    retire_vehicle(shop.service_advisor, gone, why="报废")
    assert again(gone).gone_why == "报废"
    assert [hit.vehicle for hit in queries.find(shop.guide, "2966")] == [here, gone]
