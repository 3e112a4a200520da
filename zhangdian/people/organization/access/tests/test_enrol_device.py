"""A shared device is enrolled by the office and known by a secret that only it holds."""

from tests.support.saying_no import refused
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import enrol_device


def test_only_the_digest_of_its_secret_is_kept(shop):
    key = secrets.new_device_key()
    done = enrol_device(shop.office_director, name="配件窗口", key_digest=secrets.device_digest(key))
    assert done.subject.key_digest == secrets.device_digest(key)
    assert key not in done.entry.inputs_text + done.entry.changes_text


def test_it_has_a_name(shop):
    with refused("名字"):
        enrol_device(shop.office_director, name=" ", key_digest="0" * 64)


def test_the_office_enrols(shop):
    with refused("办公室主任"):
        enrol_device(shop.technician, name="我的", key_digest="0" * 64)
