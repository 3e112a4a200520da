"""A session ends: idle, after twelve hours, at once when a person is disabled or his rights change."""

import pytest
from django.test import Client

from zhangdian.people.organization.access.actions import change_password, reset_password
from zhangdian.people.organization.models import LoginSession, Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import (
    appoint,
    disable_person,
    end_tenure,
    transfer_person,
)
from zhangdian.people.organization.tests.doors import HASH, log_in
from zhangdian.people.organization.visitors import POLL


def is_in(client):
    return client.get("/account").status_code == 200


def test_half_an_hour_without_a_request_ends_it(shop, inside):
    shop.later(minutes=29)
    assert is_in(inside)
    shop.later(minutes=29)
    assert is_in(inside)
    shop.later(minutes=30)
    assert not is_in(inside)


def test_what_a_page_asks_by_itself_keeps_nobody_logged_in(shop, inside):
    for _ in range(6):
        shop.later(minutes=6)
        inside.get("/account", headers=POLL)
    assert not is_in(inside)


def test_twelve_hours_end_it_in_any_case(shop, inside):
    for _ in range(35):
        shop.later(minutes=20)
        assert is_in(inside)
    shop.later(minutes=20)
    assert not is_in(inside)


def test_a_disabled_persons_sessions_end_at_once(shop, inside, advisor):
    second = Client()
    log_in(second, advisor.employee_no)
    disable_person(shop.office_director, advisor, reason="离职")
    assert not is_in(inside)
    assert not is_in(second)
    assert not LoginSession.objects.filter(person=advisor).exists()


def test_the_epoch_alone_ends_a_session_that_was_kept_elsewhere(shop, inside, advisor):
    rows = list(LoginSession.objects.filter(person=advisor))
    change_password(shop.service_advisor, advisor, password_hash=HASH)
    LoginSession.objects.bulk_create(rows)  # as out of a backup
    assert not is_in(inside)


def test_a_reset_password_ends_his_sessions(shop, inside, advisor):
    reset_password(shop.office_director, advisor, password_hash=HASH)
    assert not is_in(inside)


def test_a_new_password_ends_all_other_sessions(inside, advisor):
    second = Client()
    log_in(second, advisor.employee_no)
    given = {"old": "muster-wort-9", "new": "ein-neues-wort-7", "again": "ein-neues-wort-7"}
    inside.post("/account/password/choose", given)
    assert is_in(inside)
    assert not is_in(second)


def test_a_removed_post_is_obeyed_by_the_next_request(shop, inside, advisor):
    appoint(shop.office_director, advisor, role=Role.OFFICE_DIRECTOR)
    assert "入职" in inside.get("/staff").content.decode()
    extra = Tenure.objects.get(person=advisor, role=Role.OFFICE_DIRECTOR)
    end_tenure(shop.office_director, extra)
    shop.at("18:00")
    shop.later(hours=6, minutes=1)  # the post's last day is over
    log_in(inside, advisor.employee_no)
    assert "organization.employ_person" not in inside.get("/staff").content.decode()


def test_who_moves_to_another_store_is_out_of_this_one(shop, inside, advisor):
    transfer_person(shop.general_manager, advisor, store=shop.other_store)
    assert not is_in(inside)


def test_leaving_kills_the_key(inside):
    key = inside.cookies["zhangdian"].value
    assert inside.post("/logout")["Location"] == "/login/"
    thief = Client()
    thief.cookies["zhangdian"] = key
    assert not is_in(thief)


def test_leaving_is_posted(inside):
    assert inside.get("/logout").status_code == 405
    assert is_in(inside)


def test_one_sees_and_ends_ones_own_sessions(inside, advisor):
    second = Client(headers={"User-Agent": "车间平板"})
    log_in(second, advisor.employee_no)
    page = inside.get("/account").content.decode()
    assert "车间平板" in page
    assert second.cookies["zhangdian"].value not in page
    inside.post("/account/sessions/others/end")
    assert is_in(inside)
    assert not is_in(second)


def test_nobody_ends_anothers_session(shop, inside, director):
    second = Client()
    log_in(second, director.employee_no)
    inside.post("/account/sessions/others/end")
    assert is_in(second)


def test_htmx_is_sent_to_the_login_and_back_to_its_page(client, shop):
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/staff?role=SA"}
    answer = client.get("/staff", headers=asked)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/login/?next=%2Fstaff%3Frole%3DSA"


def test_a_program_is_told_in_its_own_words(client, shop):
    answer = client.get("/staff", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json() == {"detail": "请先登录"}


@pytest.mark.parametrize("page", ["http://[::1/", "http://house/" + "x" * 20_000, ""])
def test_a_page_that_cannot_be_returned_to_leads_to_the_bare_login(client, page):
    answer = client.get("/account", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/login/")
