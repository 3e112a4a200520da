"""An own password: good enough, known to nobody else, and in no journal."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.tests.doors import HASH, PASSWORD, log_in


def choose(client, old=PASSWORD, new="ein-neues-wort-7", again=None):
    given = {"old": old, "new": new, "again": new if again is None else again}
    return client.post("/account/password/choose", given)


def test_the_old_one_is_asked(inside):
    assert "现在的密码不对" in choose(inside, old="wrong-word-0").content.decode()
    assert choose(inside).status_code == 302


def test_guessing_the_old_one_is_counted(inside):
    for _ in range(5):
        choose(inside, old="wrong-word-0")
    assert "已锁" in choose(inside).content.decode()


@pytest.mark.parametrize(
    ("new", "why"),
    [("kurz", "10"), ("1234567890", "数字"), ("password123456"[:11], "常见"), (PASSWORD, "一样")],
)
def test_a_poor_one_is_refused_with_the_reason(inside, new, why):
    answer = choose(inside, new=new)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_both_must_be_alike(inside):
    assert "不一样" in choose(inside, again="etwas-anderes").content.decode()


def test_the_old_one_opens_nothing_any_more(inside, client, advisor):
    choose(inside)
    inside.post("/logout")
    assert log_in(inside, advisor.employee_no).status_code == 422
    assert log_in(inside, advisor.employee_no, "ein-neues-wort-7").status_code == 302


def test_nobody_changes_anothers(shop, advisor):
    with refused("本人"):
        change_password(shop.office_director, advisor, password_hash=HASH)


def test_neither_word_nor_hash_stands_in_the_journal(shop):
    entry = change_password(shop.guide, shop.person("guide"), password_hash=HASH).entry
    kept = entry.inputs_text + entry.changes_text + entry.notes_text + entry.personal_text
    assert HASH not in kept
    assert PASSWORD not in kept
    assert "password" in entry.changes_text


def test_pressing_twice_changes_once(shop):
    guide = shop.person("guide")
    first = change_password(shop.guide, guide, password_hash=secrets.hashed("ein-neues-wort-7"), token="t")
    second = change_password(shop.guide, guide, password_hash=secrets.hashed("ein-neues-wort-7"), token="t")
    assert first.entry == second.entry
