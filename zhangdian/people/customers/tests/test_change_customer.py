"""A customer's file is corrected; what is not given stays."""

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import change_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.tests.arrange import a_customer, again


def test_only_what_is_given_changes(shop):
    customer = a_customer(shop, address="宁州市望澜区天河路 1 号")
    change_customer(shop.service_advisor, customer, phone="161 1000 0009")
    changed = again(customer)
    assert (changed.phone.open(), changed.phone_tail) == ("16110000009", "0009")
    assert changed.address.open() == "宁州市望澜区天河路 1 号"


def test_old_and_new_stand_in_the_personal_part_of_the_journal(shop):
    customer = a_customer(shop)
    entry = change_customer(shop.service_advisor, customer, name="段素芹").entry
    assert '"name":["段素琴","段素芹"]' in entry.personal_text
    assert "段素" not in entry.changes_text


def test_a_number_of_somebody_else_is_asked_about(shop):
    a_customer(shop, name="廖守成", phone="16110000001")
    with pytest.raises(Question, match="共用"):
        change_customer(shop.service_advisor, a_customer(shop), phone="16110000001")


def test_a_technician_changes_no_customer(shop):
    with pytest.raises(Refusal, match="来做"):
        change_customer(shop.technician, a_customer(shop), remark="x")


def test_preferences_are_kept(shop):
    customer = a_customer(shop)
    change_customer(
        shop.service_advisor, customer, called="段女士", member=True, reminder=Customer.Reminder.SMS
    )
    assert (again(customer).called, again(customer).member, again(customer).title) == (
        "段女士",
        True,
        "段女士",
    )
