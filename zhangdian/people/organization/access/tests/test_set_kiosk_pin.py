"""Four digits: one's own or from the office, in no journal, and useless without the house's key."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import set_kiosk_pin


def test_oneself_or_the_office(shop):
    digest = secrets.pin_digest(shop.person("washer").employee_no, "1357")
    set_kiosk_pin(shop.washer, shop.person("washer"), pin_digest=digest)
    set_kiosk_pin(shop.administration_clerk, shop.person("washer"), pin_digest=digest)
    with refused("本人或办公室"):
        set_kiosk_pin(shop.technician, shop.person("washer"), pin_digest=digest)


def test_it_is_in_no_journal(shop):
    digest = secrets.pin_digest(shop.person("washer").employee_no, "1357")
    entry = set_kiosk_pin(shop.washer, shop.person("washer"), pin_digest=digest).entry
    assert digest not in entry.inputs_text + entry.changes_text + entry.personal_text


@pytest.mark.parametrize("typed", ["", "123", "12345", "12a4", "１２３４", "٣٣٣٣"])
def test_four_digits_and_nothing_else(typed):
    with refused("四位数字"):
        secrets.pin_digest("E1", typed)


def test_equal_digits_of_two_people_look_different(shop):
    assert secrets.pin_digest("E1", "1357") != secrets.pin_digest("E2", "1357")


def test_an_older_key_of_the_house_still_opens(shop, settings):
    washer = shop.person("washer")
    digest = secrets.pin_digest(washer.employee_no, "1357")
    set_kiosk_pin(shop.washer, washer, pin_digest=digest)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "n" * 60
    assert secrets.is_pin_of(shop.person("washer"), "1357")
    assert not secrets.is_pin_of(shop.person("washer"), "1358")


def test_the_form_lets_only_the_digest_through(shop, inside, advisor):
    answer = inside.post(
        f"/act/organization.set_kiosk_pin/{advisor.pk}", {"pin_digest": "2468", "token": "t"}
    )
    assert answer.status_code == 302
    advisor.refresh_from_db()
    assert secrets.is_pin_of(advisor, "2468")
    bad = inside.post(f"/act/organization.set_kiosk_pin/{advisor.pk}", {"pin_digest": "24", "token": "u"})
    assert "四位数字" in bad.content.decode()
