"""Somebody joins the store: a file, no post, no password."""

import json

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.staff.actions import employ_person


def employ(shop, **facts):
    given = {"employee_no": "N1", "name": "新人", "phone": "16100009999", **facts}
    return employ_person(shop.office_director, **given)


@pytest.mark.duty("OFD-04")
def test_a_new_file_belongs_to_the_store_and_opens_nothing(shop):
    person = employ(shop).subject
    assert person.store_id == shop.store_id
    assert not person.has_usable_password()
    with refused("不在本店任职"):
        _ = shop.context_of(person).roles


def test_a_number_is_given_once(shop):
    employ(shop)
    with refused("工号"):
        employ(shop, name="另一个")


def test_a_number_of_another_store_is_taken_too(shop):
    taken = shop.person("other_store_advisor").employee_no
    with refused("工号"):
        employ(shop, employee_no=taken)


def test_name_and_number_are_needed(shop):
    with refused("工号和姓名"):
        employ(shop, name=" ")


def test_a_week_has_seven_days(shop):
    with refused("休息日"):
        employ(shop, rest_weekday=7)


def test_personal_things_stand_where_erasure_reaches_them(shop):
    entry = employ(shop).entry
    assert "16100009999" not in entry.inputs_text + entry.changes_text
    assert json.loads(entry.personal_text)["inputs"] == {"name": "新人", "phone": "16100009999"}


def test_a_colleagues_telephone_is_masked_for_those_who_need_it_not(shop):
    person = employ(shop).subject
    person.refresh_from_db()
    assert person.phone.seen_by(shop.technician) == "161****9999"
    assert person.phone.seen_by(shop.office_director) == "16100009999"
