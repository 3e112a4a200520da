"""Arrival takes a key tag, exit gives it back."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import tag_key


@pytest.mark.duty("PROC-D-33")
def test_the_key_is_on_the_list_of_what_is_given_back(shop):
    order = visits.a_visit_arrived(shop)
    tag_key(shop.guide, order, key_tag=17)
    order = visits.again(order)
    assert order.key_tag == 17
    assert [thing.thing for thing in order.things.filter(given_back_at=None)] == ["key"]


def test_one_tag_hangs_on_one_car(shop):
    first, second = visits.a_visit_arrived(shop), visits.a_visit_arrived(shop, "宁Z88K88")
    tag_key(shop.guide, first, key_tag=17)
    with refused("已经挂在另一台车上"):
        tag_key(shop.guide, second, key_tag=17)


@pytest.mark.parametrize("number", [0, -1, 201])
def test_there_are_two_hundred_tags(shop, number):
    order = visits.a_visit_arrived(shop)
    with refused("1 到 200"):
        tag_key(shop.guide, order, key_tag=number)


def test_a_tag_is_free_again_when_its_car_has_left(shop):
    first = visits.a_visit_arrived(shop)
    tag_key(shop.guide, first, key_tag=17)
    visits.walk_around(shop, first)
    visits.write_up(shop, visits.again(first))
    visits.sign(shop, first)
    visits.take_home(shop, first)
    tag_key(shop.guide, visits.a_visit_arrived(shop, "宁Z88K88"), key_tag=17)
