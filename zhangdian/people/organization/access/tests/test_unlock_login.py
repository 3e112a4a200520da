"""The office frees who mistyped too often, before the quarter of an hour is over."""

from tests.support.saying_no import refused
from zhangdian.people.organization import lockout
from zhangdian.people.organization.access.actions import unlock_login


def test_the_count_begins_anew(shop):
    guide = shop.person("guide")
    for _ in range(6):
        attempt = lockout.begin(str(guide.pk), "192.0.2.1")
    assert not attempt.allowed
    unlock_login(shop.administration_clerk, guide)
    assert lockout.begin(str(guide.pk), "192.0.2.1").allowed


def test_nobody_frees_from_outside_the_office(shop):
    with refused("办公室主任"):
        unlock_login(shop.technician, shop.person("guide"))
