"""The giver signs what he gives back; what is missing has words."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.leaving.actions import give_things, receive_things
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver, HandOverThing


@pytest.fixture
def sheet(shop):
    arranging.things(shop)
    return arranging.begun(shop)


def standings(sheet):
    return [(each.what, each.standing) for each in HandOverThing.objects.filter(hand_over=sheet)]


def test_all_is_given_unless_he_names_it(shop, sheet):
    badge, key = sheet.things.all()
    with refused("为什么"):
        give_things(shop.service_advisor, sheet, missing=[badge.pk])
    give_things(shop.service_advisor, sheet, missing=[badge.pk], never_had=[key.pk], words="工牌丢了，已挂失")
    assert standings(sheet) == [("工牌", "missing"), ("前台抽屉钥匙", "none")]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.given_at) == (HandOver.State.GIVEN, shop.now)


def test_only_he_himself_signs(shop, sheet):
    with refused("本人签"):
        give_things(shop.front_desk_supervisor, sheet)


def test_a_thing_is_not_missing_and_never_had(shop, sheet):
    badge = sheet.things.all()[0]
    with refused("只选一处"):
        give_things(shop.service_advisor, sheet, missing=[badge.pk], never_had=[badge.pk], words="丢了")
    with refused("不在这张单上"):
        give_things(shop.service_advisor, sheet, never_had=[badge.pk + 999])


def test_signed_again_it_is_received_again(shop, sheet):
    give_things(shop.service_advisor, sheet)
    give_things(shop.service_advisor, sheet, never_had=[sheet.things.all()[1].pk])
    receive_things(shop.front_desk_supervisor, sheet)
    with refused("待监交人签"):
        give_things(shop.service_advisor, sheet)
