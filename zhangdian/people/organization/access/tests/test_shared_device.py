"""On an enrolled device, and only there, a card or four digits change the person; never for money."""

import pytest
from django.test import Client

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import gates, limits, secrets
from zhangdian.people.organization.access.actions import (
    change_password,
    retire_device,
    set_card,
    set_kiosk_pin,
)
from zhangdian.people.organization.roles import FLOOR, MANAGERS, REPORTS_TO, Role
from zhangdian.people.organization.staff.actions import appoint, disable_person, name_deputy
from zhangdian.people.organization.tests.doors import HASH, KEY, PIN, log_in
from zhangdian.people.organization.visitors import DEVICE_COOKIE


def by_pin(browser, person, pin=PIN):
    return browser.post("/login/pin", {"person": person.pk, "pin": pin})


def test_a_name_and_four_digits_change_the_person(shop, kiosk):
    technician = shop.person("technician")
    assert technician.name in kiosk.get("/login/").content.decode()
    assert by_pin(kiosk, technician).status_code == 302
    assert technician.name in kiosk.get("/account").content.decode()


def test_elsewhere_four_digits_open_nothing(shop, kiosk):
    anywhere = Client()
    assert by_pin(anywhere, shop.person("technician")).status_code == 404
    assert anywhere.post("/login/card", {"card": "00112233"}).status_code == 404
    assert shop.person("technician").name not in anywhere.get("/login/").content.decode()


def test_a_guessed_device_key_is_no_device(shop, kiosk):
    thief = Client()
    thief.cookies[DEVICE_COOKIE] = "x" * 40
    assert by_pin(thief, shop.person("technician")).status_code == 404


def test_a_session_of_the_device_dies_on_another_one(shop, kiosk):
    by_pin(kiosk, shop.person("technician"))
    thief = Client()
    thief.cookies["zhangdian"] = kiosk.cookies["zhangdian"].value
    assert thief.get("/account").status_code == 302


def test_a_retired_device_is_out_at_once(shop, kiosk):
    by_pin(kiosk, shop.person("technician"))
    retire_device(shop.office_director, kiosk.device)
    assert kiosk.get("/account").status_code == 302
    assert by_pin(kiosk, shop.person("technician")).status_code == 404


def test_a_card_says_who_it_is(shop, kiosk):
    set_card(shop.storekeeper, shop.person("storekeeper"), card_digest=secrets.card_digest("0012345678"))
    assert kiosk.post("/login/card", {"card": "0012345678"}).status_code == 302
    assert shop.person("storekeeper").name in kiosk.get("/account").content.decode()


def test_an_unknown_card_is_refused_and_counted(shop, kiosk):
    for _ in range(5):
        assert "没有登记" in kiosk.post("/login/card", {"card": "9999999999"}).content.decode()
    assert "已锁 15 分钟" in kiosk.post("/login/card", {"card": "9999999999"}).content.decode()


def test_the_fifth_wrong_four_digits_lock_this_person_only(shop, kiosk):
    second = shop.person("second_technician")
    set_kiosk_pin(shop.second_technician, second, pin_digest=secrets.pin_digest(second.employee_no, "2468"))
    for _ in range(5):
        by_pin(kiosk, shop.person("technician"), "0000")
    assert "已锁" in by_pin(kiosk, shop.person("technician")).content.decode()
    assert by_pin(kiosk, second, "2468").status_code == 302


def test_changing_the_person_begins_a_new_session(shop, kiosk):
    by_pin(kiosk, shop.person("technician"))
    first = kiosk.cookies["zhangdian"].value
    kiosk.post("/logout")
    by_pin(kiosk, shop.person("technician"))
    assert kiosk.cookies["zhangdian"].value != first


def test_an_unused_device_goes_back_to_the_names(shop, kiosk):
    by_pin(kiosk, shop.person("technician"))
    shop.later(minutes=1)
    assert kiosk.get("/account").status_code == 200
    shop.later(minutes=2)
    assert kiosk.get("/account").status_code == 302


def test_a_disabled_person_has_no_digits_any_more(shop, kiosk):
    disable_person(shop.office_director, shop.person("technician"), reason="离职")
    assert by_pin(kiosk, shop.person("technician")).status_code == 422


def test_another_stores_person_has_no_name_here(shop, kiosk):
    other = shop.person("other_store_advisor")
    set_kiosk_pin(shop.other_store_advisor, other, pin_digest=secrets.pin_digest(other.employee_no, PIN))
    assert by_pin(kiosk, other).status_code == 422


def test_digits_open_the_floor_and_nothing_above_it(shop, kiosk):
    appoint(shop.office_director, shop.person("technician"), role=Role.OFFICE_DIRECTOR)
    here = shop.technician.on(f"kiosk:{kiosk.device.pk}")
    assert here.roles == {Role.TECHNICIAN}
    assert shop.technician.roles == {Role.TECHNICIAN, Role.OFFICE_DIRECTOR}


def test_no_post_of_the_floor_takes_money_signs_or_manages():
    assert not FLOOR.intersection(
        {Role.CASHIER, Role.SALES_CASHIER, Role.ACCOUNTANT, Role.FINANCE_MANAGER, Role.SERVICE_ADVISOR}
    )
    assert not FLOOR.intersection(MANAGERS)
    assert not FLOOR.intersection(REPORTS_TO.values())
    assert not FLOOR.intersection(limits.HOUSE)


def test_who_has_no_post_of_the_floor_is_told_to_use_his_own_device(shop, kiosk):
    with refused("共用机", "自己的设备"):
        name_deputy(
            shop.service_manager.on(f"kiosk:{kiosk.device.pk}"),
            shop.person("service_manager"),
            deputy=shop.person("technical_director"),
            since=shop.today,
            until=shop.today,
        )


def test_money_is_refused_on_a_shared_device(shop, kiosk):
    here = shop.technician.on(f"kiosk:{kiosk.device.pk}")
    assert gates.acts_on_own_device.missing(here, None)
    assert not gates.acts_on_own_device.missing(shop.technician, None)


def test_keys_are_not_changed_on_a_shared_device(shop, kiosk):
    here = shop.technician.on(f"kiosk:{kiosk.device.pk}")
    with pytest.raises(Refusal, match="自己的设备"):
        set_kiosk_pin(here, shop.person("technician"), pin_digest="0" * 64)
    with pytest.raises(Refusal, match="自己的设备"):
        change_password(here, shop.person("technician"), password_hash=HASH)


def test_the_office_makes_a_browser_a_shared_device(shop, director, client):
    log_in(client, director.employee_no)
    answer = client.post("/devices/enrol", {"name": "配件窗口", "department": ""})
    assert answer["Location"] == "/login/"
    assert len(client.cookies[DEVICE_COOKIE].value) >= 40
    assert "配件窗口" in client.get("/login/").content.decode()
    assert client.get("/account").status_code == 302


def test_nobody_else_enrols(inside):
    assert inside.post("/devices/enrol", {"name": "我的", "department": ""}).status_code == 422
    assert DEVICE_COOKIE not in inside.cookies


def test_a_password_still_opens_an_own_session_there(shop, kiosk, director):
    assert "密码" in kiosk.get("/login/?own").content.decode()
    log_in(kiosk, director.employee_no)
    assert kiosk.get("/devices").status_code == 200
    assert KEY not in kiosk.get("/devices").content.decode()


def test_its_pages_go_back_to_the_names_by_themselves(shop, kiosk, inside):
    by_pin(kiosk, shop.person("technician"))
    page = kiosk.get("/account").content.decode()
    assert '<zd-idle seconds="60">' in page
    assert "换人" in page
    assert "<zd-idle" not in inside.get("/account").content.decode()
