"""The office gives a password once; it opens only the page on which an own one is chosen."""

import re

from tests.support.saying_no import refused
from zhangdian.people.organization.access.actions import reset_password
from zhangdian.people.organization.staff.actions import disable_person
from zhangdian.people.organization.tests.doors import HASH, log_in


def test_it_is_shown_once_and_works(shop, client, director):
    log_in(client, director.employee_no)
    guide = shop.person("guide")
    page = client.post(f"/staff/{guide.pk}/password").content.decode()
    given = re.search(r"<b class=\"name\">(\w{12})</b>", page).group(1)
    client.post("/logout")
    assert log_in(client, guide.employee_no, given).status_code == 302
    assert client.get("/staff")["Location"] == "/account/password"


def test_a_colleague_gives_none(shop, inside):
    page = inside.post(f"/staff/{shop.person('guide').pk}/password")
    assert page.status_code == 422
    assert "办公室主任" in page.content.decode()


def test_the_clerk_gives_none_to_a_head_of_department(shop):
    with refused("部门负责人"):
        reset_password(shop.administration_clerk, shop.person("service_manager"), password_hash=HASH)
    reset_password(shop.administration_clerk, shop.person("guide"), password_hash=HASH)


def test_ones_own_is_changed_elsewhere(shop):
    with refused("我的账号"):
        reset_password(shop.office_director, shop.person("office_director"), password_hash=HASH)


def test_who_left_gets_none(shop):
    guide = shop.person("guide")
    disable_person(shop.office_director, guide, reason="离职")
    with refused("已停用", "在职"):
        reset_password(shop.office_director, guide, password_hash=HASH)
