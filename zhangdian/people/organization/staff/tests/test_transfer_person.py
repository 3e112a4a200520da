"""Somebody goes to another store: here he is nobody from this moment, there he needs a post."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, change_person_details, transfer_person


def test_he_is_nobody_here_and_needs_a_post_there(shop):
    guide = shop.person("guide")
    transfer_person(shop.general_manager, guide, store=shop.other_store)
    with refused("不在本店任职"):
        _ = Context(shop.other_store.pk, guide.pk).roles
    with pytest.raises(NotHere):
        change_person_details(shop.office_director, guide, team="门口")
    appoint(shop.other_store_manager, guide, role=Role.GUIDE)
    assert Context(shop.other_store.pk, guide.pk).roles == {Role.GUIDE}


def test_he_does_not_go_where_he_is(shop):
    with refused("已经在"):
        transfer_person(shop.general_manager, shop.person("guide"), store=shop.store)
