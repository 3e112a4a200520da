"""Coming in with number and password: the same answer for everybody, five tries, a new key each time."""

import statistics
import time
from datetime import timedelta

import pytest
from django.test import Client

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.access.actions import (
    change_password,
    reset_password,
    unlock_login,
)
from zhangdian.people.organization.models import LoginSession
from zhangdian.people.organization.tests.doors import HASH, PASSWORD, log_in


def said(answer):
    return answer.content.decode()


def test_number_and_password_open_the_house(client, advisor):
    answer = log_in(client, advisor.employee_no)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert advisor.name in said(client.get("/account"))


def test_the_telephone_names_a_person_too(client, advisor):
    assert log_in(client, advisor.phone.open()).status_code == 302


def test_nobody_and_somebody_get_the_same_answer(client, advisor):
    nobody = log_in(client, "X999", "wrong-word-0")
    somebody = log_in(client, advisor.employee_no, "wrong-word-0")
    assert nobody.status_code == somebody.status_code == 422
    one = said(nobody).replace("X999", "#")
    other = said(somebody).replace(advisor.employee_no, "#")
    without_seal = [
        [line for line in page.splitlines() if "csrf" not in line and "zd-clock" not in line]
        for page in (one, other)
    ]
    assert without_seal[0] == without_seal[1]


def test_a_disabled_person_is_nobody(shop, client, advisor):
    from zhangdian.people.organization.staff.actions import disable_person  # noqa: PLC0415

    disable_person(shop.office_director, advisor, reason="离职")
    assert "工号或密码不对" in said(log_in(client, advisor.employee_no))


def test_the_fifth_wrong_try_locks_for_a_quarter_of_an_hour(shop, client, advisor):
    for left in (4, 3, 2, 1):
        assert f"还能试 {left} 次" in said(log_in(client, advisor.employee_no, "wrong-word-0"))
    assert "已锁 15 分钟" in said(log_in(client, advisor.employee_no, "wrong-word-0"))
    assert log_in(client, advisor.employee_no).status_code == 429
    shop.later(minutes=14)
    assert log_in(client, advisor.employee_no).status_code == 429
    shop.later(minutes=1)
    assert log_in(client, advisor.employee_no).status_code == 302


def test_the_office_frees_a_locked_account(shop, client, advisor):
    for _ in range(6):
        log_in(client, advisor.employee_no, "wrong-word-0")
    unlock_login(shop.office_director, advisor)
    assert log_in(client, advisor.employee_no).status_code == 302


def test_the_right_password_lets_the_count_begin_anew(client, advisor):
    for _ in range(4):
        log_in(client, advisor.employee_no, "wrong-word-0")
    log_in(client, advisor.employee_no)
    assert "还能试 4 次" in said(log_in(Client(), advisor.employee_no, "wrong-word-0"))


def test_another_address_is_not_locked_with_it(client, advisor):
    for _ in range(6):
        log_in(client, advisor.employee_no, "wrong-word-0")
    assert log_in(client, advisor.employee_no, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_many_addresses_slow_one_account_but_not_its_owner(client, advisor):
    log_in(client, advisor.employee_no)
    for number in range(30):
        log_in(Client(), advisor.employee_no, "wrong-word-0", REMOTE_ADDR=f"198.51.100.{number}")
    assert log_in(Client(), advisor.employee_no, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert log_in(client, advisor.employee_no).status_code == 302


def test_one_address_that_tries_everybody_is_blocked(client, advisor):
    for number in range(100):
        log_in(Client(), f"X{number}", "wrong-word-0", REMOTE_ADDR="198.51.100.1")
    assert log_in(Client(), advisor.employee_no, REMOTE_ADDR="198.51.100.1").status_code == 429
    assert log_in(client, advisor.employee_no).status_code == 302


def test_a_login_goes_back_to_the_page_that_was_asked(client, advisor):
    answer = client.get("/staff?role=SA")
    assert answer["Location"] == "/login/?next=%2Fstaff%3Frole%3DSA"
    given = {"account": advisor.employee_no, "password": PASSWORD, "next": "/staff?role=SA"}
    assert client.post("/login/enter", given)["Location"] == "/staff?role=SA"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\t//e"],
)
def test_a_login_leads_nowhere_else(client, advisor, elsewhere):
    given = {"account": advisor.employee_no, "password": PASSWORD, "next": elsewhere}
    assert client.post("/login/enter", given)["Location"] == "/"


def test_every_login_has_a_new_key_and_the_old_one_is_dead(client, advisor):
    log_in(client, advisor.employee_no)
    old = client.cookies["zhangdian"].value
    log_in(client, advisor.employee_no)
    assert client.cookies["zhangdian"].value != old
    other = Client()
    other.cookies["zhangdian"] = old
    assert other.get("/account").status_code == 302


def test_a_planted_key_is_not_taken_over(client, advisor):
    client.cookies["zhangdian"] = "a" * 32
    log_in(client, advisor.employee_no)
    assert client.cookies["zhangdian"].value != "a" * 32
    assert not LoginSession.objects.filter(session_key="a" * 32).exists()


def test_a_login_without_the_forms_seal_is_refused(advisor):
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict, advisor.employee_no).status_code == 403
    assert strict.post("/logout").status_code == 403


@pytest.mark.parametrize("where", ["/login/enter", "/login/pin", "/login/card"])
def test_a_reload_of_an_answer_leads_back_to_the_login(client, shop, where):
    assert client.get(where)["Location"] == "/login/"
    assert client.put(where).status_code == 405


def test_the_cookie_stays_out_of_scripts_and_foreign_pages(client, advisor):
    cookie = log_in(client, advisor.employee_no).cookies["zhangdian"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("typed", ["", "\0", "é" * 500, "٣" * 11, "1" * 11, "%"])
def test_nonsense_is_only_wrong(client, advisor, typed):
    answer = client.post("/login/enter", {"account": typed, "password": "\0x"})
    assert answer.status_code == 422


def test_a_one_time_password_opens_only_the_page_to_choose_an_own_one(shop, client, advisor):
    reset_password(shop.office_director, advisor, password_hash=HASH)
    log_in(client, advisor.employee_no)
    assert client.get("/staff")["Location"] == "/account/password"
    assert client.get("/account/password").status_code == 200
    given = {"old": PASSWORD, "new": "ein-neues-wort-7", "again": "ein-neues-wort-7"}
    assert client.post("/account/password/choose", given)["Location"] == "/account"
    assert client.get("/staff").status_code == 200


def test_a_one_time_password_dies_after_three_days(shop, client, advisor):
    reset_password(shop.office_director, advisor, password_hash=HASH)
    shop.later(days=3)
    assert "一次性密码已过期" in said(log_in(client, advisor.employee_no))


def test_who_has_no_post_does_not_get_in(shop, client):
    from zhangdian.people.organization.staff.actions import employ_person  # noqa: PLC0415

    novice = employ_person(shop.office_director, employee_no="N7", name="新人").subject
    reset_password(shop.office_director, novice, password_hash=HASH)
    log_in(client, "N7")
    assert client.get("/account").status_code == 302


@pytest.mark.long
def test_the_answer_takes_as_long_for_nobody_as_for_somebody(shop, advisor):
    times: dict[str, list[float]] = {"X999": [], advisor.employee_no: []}
    for number in range(100):
        shop.later(minutes=20)
        for account, taken in times.items():  # in turn: what else the machine does weighs on both alike
            began = time.perf_counter()
            log_in(Client(), account, f"wrong-word-{number}")
            taken.append(time.perf_counter() - began)
    nobody, somebody = (statistics.median(taken) for taken in times.values())
    assert abs(nobody / somebody - 1) < 0.2


def test_the_clock_of_the_house_decides(shop, advisor):
    change_password(shop.service_advisor, advisor, password_hash=HASH)
    assert clock.now() - shop.now == timedelta(0)
