"""A lost or sold device is shared no more."""

from tests.support.saying_no import refused
from zhangdian.people.organization.access.actions import enrol_device, retire_device


def test_it_is_retired_once(shop):
    device = enrol_device(shop.office_director, name="配件窗口", key_digest="0" * 64).subject
    retire_device(shop.office_director, device)
    with refused("已经停用"):
        retire_device(shop.office_director, device)
