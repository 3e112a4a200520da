"""A card names its holder: one card, one person; a lost one is taken away."""

from tests.support.saying_no import refused
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import set_card

CARD = secrets.card_digest("0012345678")


def test_a_card_is_one_persons(shop):
    set_card(shop.washer, shop.person("washer"), card_digest=CARD)
    with refused("已经是别人的"):
        set_card(shop.technician, shop.person("technician"), card_digest=CARD)


def test_a_lost_card_is_taken_away(shop):
    set_card(shop.washer, shop.person("washer"), card_digest=CARD)
    set_card(shop.administration_clerk, shop.person("washer"))
    set_card(shop.technician, shop.person("technician"), card_digest=CARD)


def test_a_card_that_was_not_read_is_none():
    with refused("没读到"):
        secrets.card_digest("12")
