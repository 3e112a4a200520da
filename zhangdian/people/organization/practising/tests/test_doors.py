"""The way there and back is posted and asks no second password; it ends with the account it began with."""

import pytest
from django.db.models import QuerySet
from django.test import Client

from zhangdian.foundation.kernel.records import writing
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.access.queries import only_store
from zhangdian.people.organization.models import LoginSession, Store
from zhangdian.people.organization.practising.actions import close_practice_store
from zhangdian.people.organization.practising.tests.arranging import furnished, himself, opened
from zhangdian.people.organization.staff.actions import disable_person
from zhangdian.people.organization.tests.doors import HASH, log_in

BANNER = "练习店：这里的一切都不算数"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def there(shop, inside):
    """The advisor's browser, in the practice store."""
    furnished(shop)
    assert inside.post("/practice/enter").status_code == 302
    return inside


@pytest.mark.duty("RNW-27")
def test_every_page_there_says_that_nothing_counts_and_leads_back(shop, there):
    page = text(there.get("/account"))
    assert BANNER in page
    assert shop.store.name + "（练习）" in page
    assert there.post("/practice/leave").status_code == 302
    assert BANNER not in text(there.get("/account"))


def test_there_he_has_no_password_to_change(there):
    assert "改密码" not in text(there.get("/account"))
    there.post("/practice/leave")
    assert "改密码" in text(there.get("/account"))


def test_a_house_of_one_store_bears_its_name_over_the_login_with_a_practice_store_too(shop):
    with writing():
        QuerySet(Store).filter(pk=shop.other_store.pk).update(practises=shop.store)
    assert only_store() == shop.store


def test_without_a_practice_store_the_page_says_who_opens_one(shop, inside):
    assert "由总经理来开" in text(inside.get("/practice"))
    answer = inside.post("/practice/enter")
    assert answer.status_code == 422
    assert "本店没有练习店" in text(answer)


def test_one_that_is_being_furnished_is_told(shop, inside):
    opened(shop)
    assert "正在布置" in text(inside.get("/practice"))
    assert inside.post("/practice/enter").status_code == 422


def test_a_look_changes_nobody(shop, inside):
    furnished(shop)
    assert inside.get("/practice/enter").status_code == 405
    assert BANNER not in text(inside.get("/practice"))


def test_nobody_comes_in_there_by_its_number(shop, there):
    number = LoginSession.objects.get(person__practice_of=shop.person("service_advisor")).person.employee_no
    stranger = Client()
    assert log_in(stranger, number).status_code == 422


def test_the_twelve_hours_began_when_he_came_in(shop, inside):
    furnished(shop)
    for at in range(36):
        assert inside.get("/account").status_code == 200
        if at == 12:
            inside.post("/practice/enter")
        if at == 24:
            inside.post("/practice/leave")
        shop.later(minutes=20)
    assert inside.get("/account").status_code == 302


def test_whoever_is_disabled_is_out_of_it_at_once(shop, there, advisor):
    disable_person(shop.office_director, advisor, reason="离职")
    assert there.get("/account").status_code == 302
    assert not LoginSession.objects.filter(person__practice_of=advisor).exists()


def test_a_new_password_of_his_ends_it_though_the_session_was_kept(shop, there, advisor):
    rows = list(LoginSession.objects.filter(person__practice_of=advisor))
    change_password(shop.service_advisor, advisor, password_hash=HASH)
    assert not LoginSession.objects.filter(person__practice_of=advisor).exists()
    LoginSession.objects.bulk_create(rows)  # as out of a backup
    assert there.get("/account").status_code == 302


def test_when_the_store_is_closed_he_is_out(shop, there):
    close_practice_store(shop.general_manager)
    assert there.get("/account").status_code == 302


def test_his_account_shows_the_session_and_ends_it(shop, there, advisor):
    own = Client()
    log_in(own, advisor.employee_no)
    assert text(own.get("/account")).count("退出那里") == 1
    own.post("/account/sessions/others/end")
    assert there.get("/account").status_code == 302


def test_on_a_shared_device_there_is_no_way(shop, kiosk):
    furnished(shop)
    technician = shop.person("technician")
    kiosk.post("/login/pin", {"person": technician.pk, "pin": "4071"})
    assert "共用机上不能去练习店" in text(kiosk.get("/practice"))
    assert kiosk.post("/practice/enter").status_code == 422
    with pytest.raises(Exception, match="does not exist"):
        himself(shop, "technician")


def test_who_is_not_there_is_not_changed_by_going_back(shop, inside, advisor):
    assert inside.post("/practice/leave").status_code == 302
    assert advisor.name in text(inside.get("/account"))
