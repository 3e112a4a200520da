"""Issuing is practised in a store of its own: freely, and nothing of it reaches the real one (RNW-27)."""

import inspect
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.explained import covers_to_explain
from zhangdian.aftercare.insurance.explaining.actions import explain_clauses
from zhangdian.aftercare.insurance.models import (
    DeskWord,
    Insurer,
    Policy,
    PolicyLine,
    RateRow,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.policies.actions import enter_policy
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.tables.actions import set_rule
from zhangdian.aftercare.insurance.taught import ISSUING
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.doors.simulation import jobs, practising, visits
from zhangdian.foundation.kernel import clockwork, figures, registry
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.models import Entry, Means, Weight
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui import exports
from zhangdian.people.customers.maker.actions import add_model
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.customers.models.catalogue import Energy
from zhangdian.people.organization import practice
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.practising import actions
from zhangdian.people.organization.practising.tests.arranging import practising as gone_there
from zhangdian.people.organization.queries import SHUT_IN_PRACTICE
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.training import asked
from zhangdian.resources.training.tests import arranging as learning


@pytest.fixture
def store(shop: Any) -> Store:
    """Opened by the general manager, furnished by the clock."""
    actions.open_practice_store(shop.general_manager)
    jobs.furnish_practice_stores()
    found = practice.standing(shop.store_id)
    assert found is not None
    return found


@pytest.fixture
def clerk(shop: Any, store: Store) -> Context:
    return gone_there(shop, "renewal_clerk")


def issued(shop: Any, who: Context, number: str = "PDAA202651010000000042") -> Policy:
    """A commercial policy of a car of his store: its clauses explained, then entered."""
    car = Vehicle.objects.of(who).exclude(vin="").first()
    covers = [each for each in covers_to_explain(who, car, None) if each.line != "RIDER"]
    explain_clauses(who, car, covers=covers, means=Means.DESK, words="都听明白了")
    made: Policy = enter_policy(
        who,
        insurer=Insurer.objects.of(who).get(code="AH"),
        line=PolicyLine.COMMERCIAL,
        number=number,
        desk=Policy.Desk.RENEWAL,
        signed_on=shop.today,
        starts_on=shop.today + timedelta(days=1),
        premium=Decimal(3000),
        vin=car.vin,
        covers=policies.COVERS,
    ).subject
    return made


def test_what_issuing_needs_stands_there_as_the_real_store_has_it(shop, store):
    here, there = shop.clock, Context(store.pk, kind=ActorKind.CLOCK)
    assert store.furnished_at is not None
    for kind, told in (
        (Insurer, ("code", "name", "partner")),
        (RateRow, ("table__kind", "table__insurer__code", "table__since", "order", "code", "value", "rate")),
        (UnderwritingRule, ("insurer__code", "code", "kind", "value")),
        (DeskWord, ("kind", "name", "text")),
    ):
        ours = set(kind.objects.of(here).values_list(*told))
        assert ours == set(kind.objects.of(there).values_list(*told))
        assert ours
    approved = set(Insurer.objects.of(here).approved_on(shop.today).values_list("code", flat=True))
    assert approved == set(Insurer.objects.of(there).approved_on(shop.today).values_list("code", flat=True))


def test_a_rule_of_one_insurer_stays_a_rule_of_that_insurer(shop):
    set_rule(
        shop.fi_manager,
        cover="THIRD_PARTY",
        kind=RuleKind.SUM_MAX,
        value="1000000",
        name="三者险只保一百万",
        insurer=Insurer.objects.of(shop.clock).get(code="AH"),
    )
    actions.open_practice_store(shop.general_manager)
    jobs.furnish_practice_stores()
    there = Context(practice.standing(shop.store_id).pk, kind=ActorKind.CLOCK)
    (rule,) = UnderwritingRule.objects.of(there).filter(name="三者险只保一百万")
    assert (rule.insurer.code, rule.insurer.store_id) == ("AH", there.store_id)


def test_customers_and_cars_are_invented_and_say_so(shop, store):
    there = Context(store.pk, kind=ActorKind.CLOCK)
    owners = list(Customer.objects.of(there))
    assert len(owners) == practising.CARS == Vehicle.objects.of(there).count()
    assert all(str(opened(each.name)).endswith("练习)") for each in owners)
    real = Customer.objects.of(shop.clock)
    assert not real.filter(phone_key__in=[each.phone_key for each in owners]).exists()


def test_furnished_twice_it_holds_everything_once(shop, store):
    there = Context(store.pk, kind=ActorKind.CLOCK)
    kinds = (Insurer, RateRow, UnderwritingRule, DeskWord, Customer, Vehicle)
    counted = [kind.objects.of(there).count() for kind in kinds]
    practising.furnish(store)
    assert counted == [kind.objects.of(there).count() for kind in kinds]


@pytest.mark.duty("RNW-27")
def test_without_the_certificate_he_is_refused_here_and_issues_freely_there(shop, clerk):
    learning.a_course(shop, place="insurance.enter_policy")
    set_rule_weight(shop.general_manager, rule="insurance.issuing_is_learnt", weight=Weight.STOP)
    assert issued(shop, clerk).store_id == clerk.store_id
    policies.a_car(shop)
    with refused("出单规程证"):
        issued(shop, shop.renewal_clerk)


def test_a_course_that_stood_there_would_ask_nothing_either(shop, store):
    learning.a_course(shop, place="insurance.enter_policy")
    assert asked.lacking(shop.renewal_clerk, ISSUING.name) is not None
    there = replace(shop.renewal_clerk.standing, practice=True)
    assert asked.lacking(replace(shop.renewal_clerk, _standing=there), ISSUING.name) is None


def seen_in_the_real_store(shop: Any) -> dict[str, Any]:
    """How many rows every list has, and what every figure says."""
    span = (shop.today - timedelta(days=60), shop.today + timedelta(days=1))
    ctx = shop.general_manager
    lists = {name: rows(ctx).count() for name, (_, rows, _) in exports.EXPORTS.items()}
    return lists | {name: each(ctx, *span) for name, each in figures.FIGURES.items()}


@pytest.mark.duty("RNW-27")
def test_no_list_figure_page_or_search_of_the_real_store_knows_of_it(shop, clerk):
    before = seen_in_the_real_store(shop)
    policy = issued(shop, clerk)
    assert seen_in_the_real_store(shop) == before
    for where, key in (("insurance:policy", policy.pk), ("customers:vehicle", policy.vehicle_id)):
        with pytest.raises((NotHere, Http404)):
            look(shop.fi_manager, reverse(where, args=[key]))
    found = said(look(shop.fi_manager, f"/search?q={policy.vehicle.plate}"))
    assert f"/vehicles/{policy.vehicle_id}" not in found
    assert Entry.objects.filter(store=shop.store_id, action="insurance.enter_policy").count() == 0


def test_what_all_stores_share_stays_as_it_is(shop, store):
    there = gone_there(shop, "service_manager")
    with refused("各店共用", "回正式店"):
        add_model(there, code="L99", series="练习", variant="1.5L", energy=Energy.ICE)
    add_model(shop.service_manager, code="L99", series="真的", variant="1.5L", energy=Energy.ICE)


def test_rooms_about_the_real_people_are_shut_there(shop, store):
    boss = gone_there(shop, "general_manager")
    named = {each.room for each in registry.ACTIONS.values()}
    assert named >= SHUT_IN_PRACTICE
    for each in registry.ACTIONS.values():
        if each.room in SHUT_IN_PRACTICE:
            assert not each.open_to(boss, boss.standing)


def test_no_job_of_a_room_about_the_real_people_goes_through_a_practice_store():
    rooms = [each for each in clockwork.JOBS.values() if each.name.partition(".")[0] in SHUT_IN_PRACTICE]
    assert len(rooms) > 5
    for each in rooms:
        source = inspect.getsource(inspect.getmodule(each.run))
        assert source.count("Store.objects") == source.count("Store.objects.real()"), each.name


def test_its_people_are_urged_to_nothing_and_reported_nowhere(shop, store, clerk):
    last = Entry.objects.latest("pk").pk
    shop.later(days=2)
    for job in clockwork.JOBS.values():
        job.run()
    acted = Entry.objects.filter(store=store.pk, pk__gt=last).values_list("action", flat=True)
    rooms = {each.partition(".")[0] for each in acted}
    assert not rooms & {"duties", "notices", "reports", "organization"}


def test_pages_papers_and_files_say_that_it_is_practice(shop, clerk):
    policy = issued(shop, clerk)
    page = said(look(clerk, reverse("insurance:policy", args=[policy.pk])))
    assert "这里的一切都不算数" in page
    taken = press(clerk, "/export/policies", {})
    assert taken["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%BB%83%E4%B9%A0")
    plain = press(shop.renewal_clerk, "/export/policies", {})
    assert "%E7%BB%83%E4%B9%A0" not in plain["Content-Disposition"]


def test_the_search_of_the_practice_store_finds_only_its_own(shop, clerk):
    real = visits.a_car(shop)
    assert f"/vehicles/{real.pk}" not in said(look(clerk, f"/search?q={real.plate}"))
    assert Person.objects.of(clerk).count() == 1
