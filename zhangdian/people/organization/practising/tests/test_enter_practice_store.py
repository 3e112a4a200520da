"""Whoever learns goes there through his own account, with the posts that he holds himself (RNW-27)."""

import pytest
from django.contrib.auth.hashers import is_password_usable

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import queries
from zhangdian.people.organization.access.queries import person_called
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.practising import actions
from zhangdian.people.organization.practising.tests.arranging import furnished, himself, practising
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import (
    appoint,
    disable_person,
    employ_person,
    end_tenure,
    name_deputy,
)
from zhangdian.people.organization.stores.actions import change_store_details, set_store_rate


@pytest.mark.duty("RNW-27")
def test_he_is_made_once_and_journaled_in_the_real_store(shop):
    store = furnished(shop)
    there = practising(shop, "renewal_clerk")
    assert practising(shop, "renewal_clerk") == there
    assert there.store_id == store.pk
    assert there.roles == shop.renewal_clerk.roles
    entry = Entry.objects.filter(action="organization.enter_practice_store").latest("pk")
    assert (entry.store_id, entry.person_id) == (shop.store_id, shop.renewal_clerk.person_id)


def test_he_has_no_key_of_his_own(shop):
    furnished(shop)
    practising(shop, "renewal_clerk")
    there = Person.objects.get(practice_of=shop.person("renewal_clerk"))
    assert not is_password_usable(there.password)
    assert (there.kiosk_pin, there.card_digest, str(there.phone)) == ("", "", "")
    assert person_called(there.employee_no) == there
    assert not there.check_password("")


def test_he_never_has_more_posts_there_than_here(shop):
    furnished(shop)
    there = practising(shop, "renewal_clerk")
    clerk = shop.person("renewal_clerk")
    appoint(shop.office_director, clerk, role=Role.ADMINISTRATION_CLERK)
    assert Context(there.store_id, there.person_id).roles == {Role.RENEWAL_SPECIALIST}
    assert Role.ADMINISTRATION_CLERK in practising(shop, "renewal_clerk").roles


def test_a_post_that_ended_here_has_ended_there_without_coming_again(shop):
    furnished(shop)
    there = practising(shop, "second_advisor")
    (tenure,) = queries.tenures_of(shop.office_director, shop.person("second_advisor"))
    end_tenure(shop.office_director, tenure, because={"organization.post_is_handed_over": "接手的人已安排"})
    shop.later(days=1)
    with pytest.raises(Refusal):
        there.read_standing(shop.now)


def test_whoever_is_disabled_has_no_way_in_and_does_nothing_more_there(shop):
    furnished(shop)
    there = practising(shop, "second_advisor")
    disable_person(shop.office_director, shop.person("second_advisor"), reason="离职")
    with pytest.raises(Refusal):
        there.read_standing(shop.now)
    with refused("停用"):
        actions.enter_practice_store(shop.second_advisor)


def test_on_a_shared_device_nobody_goes_there(shop):
    furnished(shop)
    with refused("共用机"):
        actions.enter_practice_store(shop.technician.on("kiosk:1"))


def test_who_only_stands_in_for_somebody_has_nothing_to_practise(shop):
    furnished(shop)
    newcomer = employ_person(shop.office_director, employee_no="NEU1", name="新来的").subject
    name_deputy(
        shop.renewal_clerk,
        shop.person("renewal_clerk"),
        deputy=shop.person("second_advisor"),
        since=shop.today,
        until=shop.today,
    )
    assert Role.RENEWAL_SPECIALIST in shop.second_advisor.roles
    assert Role.RENEWAL_SPECIALIST not in practising(shop, "second_advisor").roles
    assert newcomer.pk


def test_there_nobody_is_employed_and_no_rule_is_set(shop):
    furnished(shop)
    boss = practising(shop, "general_manager")
    with refused("这里是练习店"):
        employ_person(boss, employee_no="NEU2", name="练习的人")
    with refused("这里是练习店"):
        change_store_details(boss, name="正式的店")
    with refused("这里是练习店"):
        set_store_rate(boss, key="练习看看", value=1)
    with refused("这里是练习店"):
        actions.enter_practice_store(boss)


def test_nobody_of_the_other_store_comes_in(shop):
    furnished(shop)
    with refused("没有练习店"):
        actions.enter_practice_store(shop.other_store_advisor)


def test_the_lists_of_the_real_store_do_not_know_him(shop):
    furnished(shop)
    before = {each.pk for each in queries.holders(shop.general_manager, Role.RENEWAL_SPECIALIST)}
    practising(shop, "renewal_clerk")
    _, key = himself(shop, "renewal_clerk")
    assert key not in before
    assert {each.pk for each in queries.holders(shop.general_manager, Role.RENEWAL_SPECIALIST)} == before
    assert not Person.objects.of(shop.general_manager).filter(pk=key).exists()
