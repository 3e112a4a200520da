"""A contact no longer speaks for the customer."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import add_contact, end_contact
from zhangdian.people.customers.models import Contact
from zhangdian.people.customers.tests.arrange import a_customer


def test_he_is_not_found_any_more(shop):
    owner = a_customer(shop)
    add_contact(shop.service_advisor, owner, kind=Contact.Kind.FAMILY, name="廖守成", phone="16100007777")
    contact = owner.contacts.get()
    end_contact(shop.service_advisor, contact)
    assert queries.find(shop.service_advisor, "7777") == []
    with pytest.raises(Refusal, match="已停用"):
        end_contact(shop.service_advisor, contact)
