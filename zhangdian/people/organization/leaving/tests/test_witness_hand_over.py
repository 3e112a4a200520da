"""The superior signs last, and only when nothing stands in his name any more."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.people.organization.leaving.actions import give_things, receive_things, witness_hand_over
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver


@pytest.fixture
def received(shop):
    sheet = arranging.begun(shop)
    give_things(shop.service_advisor, sheet)
    receive_things(shop.front_desk_supervisor, sheet)
    return sheet


def test_with_him_it_is_done(shop, received):
    witness_hand_over(shop.service_manager, received)
    received.refresh_from_db()
    assert (received.state, received.witness) == (HandOver.State.DONE, shop.person("service_manager"))


def test_not_while_a_car_is_in_his_name(shop, received):
    visits.a_visit_received(shop)
    with refused("在店的车 1 台"):
        witness_hand_over(shop.office_director, received)
    arranging.give(shop, "service.orders")
    witness_hand_over(shop.office_director, received)


def test_the_receiver_does_not_witness_himself(shop, received):
    with refused("监交人不能是"):
        witness_hand_over(shop.front_desk_supervisor, received)


def test_nobody_from_beside_witnesses(shop, received):
    with refused("上级"):
        witness_hand_over(shop.workshop_supervisor, received)
