"""Somebody comes back: with his file, and without his old keys."""

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, disable_person, enable_person


def test_he_needs_a_post_and_a_password_again(shop):
    guide = shop.person("guide")
    disable_person(shop.office_director, guide, reason="离职")
    shop.later(days=30)
    enable_person(shop.office_director, guide)
    with refused("不在本店任职"):
        _ = shop.guide.roles
    assert not shop.person("guide").has_usable_password()
    appoint(shop.office_director, guide, role=Role.GUIDE)
    assert shop.guide.roles == {Role.GUIDE}


def test_who_never_left_does_not_come_back(shop):
    with refused("在职", "已停用"):
        enable_person(shop.office_director, shop.person("guide"))
