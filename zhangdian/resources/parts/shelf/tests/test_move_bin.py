"""A part that lies somewhere else."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import move_bin
from zhangdian.resources.parts.tests.arranging import a_part, card_of


def test_the_card_says_the_new_place(shop):
    part = a_part(shop, bin="A-01-1-1")
    move_bin(shop.storekeeper, card_of(shop, part), bin=" b-02-1-1 ")
    assert card_of(shop, part).bin == "B-02-1-1"


def test_a_place_has_a_name(shop):
    with refused("货位"):
        move_bin(shop.storekeeper, card_of(shop, a_part(shop)), bin="")
