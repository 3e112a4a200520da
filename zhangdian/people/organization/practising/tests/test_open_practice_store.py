"""The general manager opens a store beside the real one in which nothing counts (RNW-27)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry, Weight
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.organization import limits, practice, rates
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.practising import actions
from zhangdian.people.organization.practising.tests.arranging import furnished, opened, practising
from zhangdian.people.organization.staff.actions import transfer_person
from zhangdian.people.organization.staff.forms import TransferPersonForm
from zhangdian.people.organization.stores.actions import set_rule_weight, set_store_rate


@pytest.mark.duty("RNW-27")
def test_it_is_a_store_of_its_own_that_says_so_in_its_names(shop):
    store = opened(shop)
    assert store.practises_id == shop.store_id
    assert store.name == f"{shop.store.name}（练习）"
    assert store.legal_name == f"{shop.store.legal_name}（练习）"
    assert (store.group_id, store.phone, store.complaint_phone) == (None, "", "")
    assert Entry.objects.latest("pk").store_id == shop.store_id


def test_rules_rates_and_limits_are_those_of_the_real_store(shop):
    set_rule_weight(shop.general_manager, rule="organization.post_is_handed_over", weight=Weight.WATCH)
    set_store_rate(shop.general_manager, key="练习看看", value=Decimal(7))
    furnished(shop)
    there, here = practising(shop, "renewal_clerk"), shop.renewal_clerk
    assert there.standing.rules == here.standing.rules
    assert rates.rate_of(there, "练习看看") == Decimal(7)
    assert [limits.as_told(each) for each in limits.limits_on(there, shop.today).values()] == [
        limits.as_told(each) for each in limits.limits_on(here, shop.today).values()
    ]


def test_there_is_one_at_a_time_and_the_general_manager_opens_it(shop):
    opened(shop)
    with refused("已经有练习店"):
        actions.open_practice_store(shop.general_manager)
    with refused("总经理"):
        actions.open_practice_store(shop.office_director)


def test_the_database_too_knows_one_at_a_time(shop):
    store = opened(shop)
    twin = Store(code="L777", practises=shop.store, entry_id=store.entry_id, acted_at=shop.now)
    with writing(), pytest.raises(IntegrityError, match="practis"):
        twin.save_base(force_insert=True)


def test_nobody_is_transferred_there(shop):
    store = opened(shop)
    form = TransferPersonForm(shop.general_manager, shop.person("washer"))
    offered = str(form["store"])
    assert shop.other_store.name in offered
    assert store.name not in offered
    with refused("练习用的"):
        transfer_person(shop.general_manager, shop.person("washer"), store=store)


def test_codes_of_those_that_ended_are_not_taken_again(shop):
    first = opened(shop)
    actions.close_practice_store(shop.general_manager)
    assert opened(shop).code > first.code
    assert practice.standing(shop.store_id) != first
