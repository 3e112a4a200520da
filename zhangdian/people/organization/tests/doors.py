"""What the tests of this room share: somebody with a password, a shared device, a browser."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import (
    change_password,
    enrol_device,
    set_kiosk_pin,
)
from zhangdian.people.organization.visitors import DEVICE_COOKIE

PASSWORD = "muster-wort-9"
PIN = "4071"
KEY = "k" * 40


class Quick(Argon2PasswordHasher):
    """The same kind of hash, without the work that makes guessing slow: tests log in a thousand times."""

    time_cost, memory_cost, parallelism = 1, 8, 1


HASH = Quick().encode(PASSWORD, "notsosaltysalt")


class Kiosk(Client):
    """A browser that is a shared device."""

    def __init__(self, device):
        super().__init__()
        self.device = device


def log_in(client, employee_no, password=PASSWORD, **extra):
    return client.post("/login/enter", {"account": employee_no, "password": password}, **extra)


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "zhangdian.people.organization.tests.urls"
    settings.PASSWORD_HASHERS = [f"{Quick.__module__}.{Quick.__name__}"]


@pytest.fixture
def advisor(shop):
    """The advisor has chosen a password."""
    change_password(shop.service_advisor, shop.person("service_advisor"), password_hash=HASH)
    return shop.person("service_advisor")


@pytest.fixture
def director(shop):
    """The office director has chosen a password."""
    change_password(shop.office_director, shop.person("office_director"), password_hash=HASH)
    return shop.person("office_director")


@pytest.fixture
def inside(client, advisor):
    """A browser in which the advisor has logged in."""
    assert log_in(client, advisor.employee_no).status_code == 302
    return client


@pytest.fixture
def kiosk(shop):
    """A browser that is an enrolled device of the workshop; the technician has four digits."""
    device = enrol_device(
        shop.office_director, name="车间公用机 3 号", key_digest=secrets.device_digest(KEY)
    ).subject
    technician = shop.person("technician")
    set_kiosk_pin(shop.technician, technician, pin_digest=secrets.pin_digest(technician.employee_no, PIN))
    browser = Kiosk(device)
    browser.cookies[DEVICE_COOKIE] = KEY
    return browser
