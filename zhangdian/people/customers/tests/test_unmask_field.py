"""A look at what one's post does not see: with a reason, journaled, counted."""

import pytest

from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import UNMASK_A_DAY, PersonalField, unmask_field
from zhangdian.people.customers.tests.arrange import a_customer

ID = PersonalField.ID_NUMBER


def look(ctx, customer, reason="寄送发票"):
    return unmask_field(ctx, customer, field=ID, reason=reason)


@pytest.fixture
def customer(shop):
    return a_customer(shop, id_number="11010519491231002X")


def test_it_is_open_to_him_for_ten_minutes(shop, customer):
    look(shop.service_advisor, customer)
    assert queries.unmasked(shop.service_advisor, customer) == {"id_number"}
    assert queries.unmasked(shop.second_advisor, customer) == set()
    shop.later(minutes=11)
    assert queries.unmasked(shop.service_advisor, customer) == set()


def test_the_journal_says_who_looked_and_why_but_not_what(shop, customer):
    entry = look(shop.service_advisor, customer).entry
    assert (entry.inputs["reason"], entry.inputs["field"]) == ("寄送发票", "id_number")
    assert "11010519491231002X" not in entry.inputs_text + entry.changes_text


def test_without_a_reason_it_stays_masked(shop, customer):
    with pytest.raises(Refusal, match="原因"):
        look(shop.service_advisor, customer, " ")


def test_after_thirty_a_day_the_supervisor_signs(shop, customer):
    for _ in range(UNMASK_A_DAY):
        look(shop.service_advisor, customer)
    done = look(shop.service_advisor, customer)
    assert done.waits_for_signature
    sign_request(shop.front_desk_supervisor, done.subject)
    assert queries.unmaskings_today(shop.service_advisor) == UNMASK_A_DAY + 1
    shop.later(days=1)
    assert not look(shop.service_advisor, customer).waits_for_signature


def test_technicians_may_not(shop, customer):
    with pytest.raises(Refusal, match="来做"):
        look(shop.technician, customer)
