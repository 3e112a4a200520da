"""Another specialist takes a customer over; the journal keeps why."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.renewals.actions import reassign_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_second_specialist,
    drawn_up,
    ending,
    in_two_months,
    the_only,
)
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.organization.leaving.actions import hand_over_kind, open_hand_over
from zhangdian.people.organization.models import HandOver


@pytest.fixture
def renewal(shop):
    ending(shop, in_two_months(shop, 2))
    drawn_up(shop)
    return the_only(shop)


def test_he_has_it_from_now_on_and_why_is_kept(shop, renewal):
    second = a_second_specialist(shop)
    reassign_renewal(shop.fi_manager, renewal, to=second, why="台数不匀")
    assert the_only(shop).owner_id == second.pk
    entry = Entry.objects.filter(action="insurance.reassign_renewal").get()
    assert entry.inputs["why"] == "台数不匀"


@pytest.mark.parametrize(
    ("to", "why", "says"),
    [
        ("renewal_clerk", "换人", "请选另一位"),
        ("technician", "换人", "不做续保"),
        ("fi_manager", " ", "为什么换人"),
    ],
)
def test_not_to_himself_not_to_another_post_not_without_a_reason(shop, renewal, to, why, says):
    with refused(says):
        reassign_renewal(shop.fi_manager, renewal, to=shop.person(to), why=why)


def test_a_leavers_renewals_are_taken_over_by_another(shop, renewal):
    second = a_second_specialist(shop)
    leaver = shop.person("renewal_clerk")
    open_hand_over(shop.fi_manager, leaver, why=HandOver.Why.LEAVES, receiver=second)
    leaving = HandOver.objects.get(person=leaver)
    hand_over_kind(shop.fi_manager, leaving, kind="insurance.renewals", to=second)
    assert the_only(shop).owner_id == second.pk
