"""The car bears another plate."""

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import change_plate
from zhangdian.people.customers.tests.arrange import VIN, a_car, again, vin


def test_the_plate_before_stays_in_the_history(shop):
    car = a_car(shop)
    shop.later(days=3)
    change_plate(shop.service_advisor, car, plate="宁ZD12345")
    assert (again(car).plate, again(car).plate_kind) == ("宁ZD12345", "small_new_energy")
    assert [(p.plate, p.until) for p in car.plates.all()] == [("宁ZD12345", None), ("宁Z62966", shop.today)]


def test_a_plate_that_its_owner_kept_leaves_the_other_car(shop):
    old, new = a_car(shop, vin=VIN), a_car(shop, plate="", vin=vin(2))
    with pytest.raises(Question, match="已经换到这辆车"):
        change_plate(shop.service_advisor, new, plate="宁Z62966")
    chip = {"customers.plate_left_the_other_car": "车主换车保留号牌"}
    change_plate(shop.service_advisor, new, plate="宁Z62966", because=chip)
    assert (again(new).plate, again(old).plate) == ("宁Z62966", "")
    assert old.plates.get().until == shop.today


def test_a_plate_with_a_bare_file_of_its_own_leads_to_merging(shop):
    a_car(shop)
    with pytest.raises(Refusal, match="合并车辆"):
        change_plate(shop.service_advisor, a_car(shop, plate="", vin=VIN), plate="宁Z62966")


def test_the_same_plate_is_no_change(shop):
    with pytest.raises(Refusal, match="没有要改的"):
        change_plate(shop.service_advisor, a_car(shop), plate="宁Z-62966")
