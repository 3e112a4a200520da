"""A duty that begins with a date of a record: once for each date, moved with it, ended or proved with it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.aftercare.insurance.dossiers.tests import arranging as dossiers
from zhangdian.aftercare.insurance.models import Renewal
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewals
from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.dates import DATES
from zhangdian.management.duties.models import CaseRule, DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching import dates
from zhangdian.management.duties.watching.actions import follow_dates, set_date_rule
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import record_certificate, void_certificate

Standing = DueItem.Standing
KIND = "厂家岗位认证"


def items(shop, code="STF-15"):
    return list(DueItem.objects.of(shop.clock).filter(code=code).order_by("pk"))


def certify(shop, days, who="quality_inspector"):
    """His paper ends so many days from today."""
    record_certificate(
        shop.internal_trainer,
        shop.person(who),
        kind=KIND,
        issued_on=shop.today - timedelta(days=300),
        expires_on=shop.today + timedelta(days=days),
    )
    return Certificate.objects.latest("pk")


@pytest.fixture
def store(shop):
    """Nobody has a paper of the kind any more."""
    for paper in Certificate.objects.of(shop.clock).filter(kind=KIND):
        void_certificate(shop.internal_trainer, paper, reason="重新登记")
    with_duties(shop)
    return shop


@pytest.mark.parametrize("declared", DATES.values(), ids=lambda each: each.name)
def test_every_declared_date_is_a_field_of_a_record(declared):
    field = registry.model(declared.model)._meta.get_field(declared.column)
    assert field.get_internal_type() in {"DateField", "DateTimeField"}


@pytest.mark.duty("STF-15")
def test_sixty_days_before_its_end_a_paper_is_owed_by_whom_it_names_until_that_day(store):
    paper = certify(store, 61)
    the_clock_looks(store)
    assert items(store) == []
    store.later(days=1)
    the_clock_looks(store)
    [item] = items(store)
    assert (item.case, item.person, item.role) == (
        ("organization.certificate", paper.pk), store.person("quality_inspector"), "QCI",
    )  # fmt: skip
    assert (item.from_on, item.day, item.standing_at(store.now)) == (
        paper.expires_on, paper.expires_on, Standing.DUE,
    )  # fmt: skip


def test_nobody_owes_a_paper_for_a_post_that_the_duty_does_not_name(store):
    certify(store, 30, "technician")
    the_clock_looks(store)
    assert items(store) == []


def test_however_often_the_clock_looks_each_date_has_one(store):
    certify(store, 30)
    for _ in range(3):
        the_clock_looks(store)
        follow_dates(store.clock, since=store.now - timedelta(days=5))
    assert len(items(store)) == 1


@pytest.mark.duty("STF-15")
def test_the_paper_that_takes_its_place_proves_it_and_is_owed_in_its_own_time(store):
    certify(store, 30)
    the_clock_looks(store)
    store.later(days=3)
    certify(store, 390)
    the_clock_looks(store)
    [item] = items(store)
    assert item.standing_at(store.now) == Standing.IN_TIME
    assert item.proof.action == "organization.record_certificate"


def test_a_paper_that_is_void_is_not_owed_any_more(store):
    paper = certify(store, 30)
    the_clock_looks(store)
    void_certificate(store.internal_trainer, paper, reason="录错人")
    the_clock_looks(store)
    [item] = items(store)
    assert item.standing_at(store.now) == Standing.NOT_APPLICABLE
    assert "了结" in item.excused_because


@pytest.mark.parametrize("days", [3, 45, 400])
def test_a_clock_that_was_down_opens_what_fell_due_meanwhile_once(store, days, monkeypatch):
    monkeypatch.setattr(dates, "MOST", 1)
    the_clock_looks(store)
    certify(store, 2)
    certify(store, days - 1, "technical_director")
    store.later(days=days)
    for _ in range(4):
        the_clock_looks(store)
    assert [each.from_on for each in items(store)] == [
        store.today - timedelta(days=days - 2), store.today - timedelta(days=1),
    ]  # fmt: skip


def test_what_had_ended_before_the_store_had_the_rule_is_not_owed(shop):
    certify(shop, 1)
    shop.later(days=3)
    with_duties(shop)
    the_clock_looks(shop)
    assert items(shop) == []


@pytest.mark.duty("RNW-05")
def test_a_call_that_was_agreed_is_owed_on_its_day_and_moves_with_it(store):
    renewal = renewals.a_renewal(store)
    renewals.talked(store, renewal)
    the_clock_looks(store)
    agreed = Renewal.objects.get(pk=renewal.pk).next_at
    assert items(store, "RNW-05") == []
    store.later(days=1, minutes=1)
    the_clock_looks(store)
    [item] = items(store, "RNW-05")
    assert (item.opens_at, item.person_id) == (agreed, renewal.owner_id)
    assert item.standing_at(store.now) == Standing.DUE
    renewals.talked(store, Renewal.objects.get(pk=renewal.pk))
    the_clock_looks(store)
    [item] = items(store, "RNW-05")
    assert item.proof.action == "insurance.record_renewal_call"


@pytest.mark.duty("RNW-15")
def test_papers_of_a_policy_are_owed_by_whose_it_is_until_the_last_is_there(store):
    dossier = dossiers.a_dossier(store)
    the_clock_looks(store)
    [item] = items(store, "RNW-15")
    assert (item.person_id, item.role) == (dossier.owner_id, Role.RENEWAL_SPECIALIST)
    dossiers.collected(store, dossier)
    the_clock_looks(store)
    assert items(store, "RNW-15")[0].done_at is None
    dossiers.all_collected(store, dossiers.again(dossier))
    the_clock_looks(store)
    assert items(store, "RNW-15")[0].proof.action == "insurance.collect_document"


def asked(shop, reads):
    with CaptureQueriesContext(connection) as seen:
        reads()
    return len(seen)


def test_ten_dates_cost_as_many_questions_as_one(store):
    since = store.now

    def look():
        found = dates.to_open(store.clock, since)
        return list(dates.items_of(store.clock, found)), dates.to_change(store.clock, since)

    certify(store, 20)
    one = asked(store, look)
    for day in range(21, 30):
        certify(store, day, "technical_director" if day % 2 else "quality_inspector")
    assert asked(store, look) <= one


def test_what_stands_open_is_compared_in_as_many_questions(store):
    certify(store, 20)
    the_clock_looks(store)
    one = asked(store, lambda: dates.to_change(store.clock, store.now))
    certify(store, 20, "technical_director")
    the_clock_looks(store)
    assert len(items(store)) == 2
    assert asked(store, lambda: dates.to_change(store.clock, store.now)) == one


def talk_again_on(shop, renewal, at):
    """Its next call is agreed; the first of them is no proof of the second."""
    renewals.talked(shop, Renewal.objects.get(pk=renewal.pk), next_at=at)


def test_a_date_that_is_changed_moves_the_item(store):
    renewal = renewals.a_renewal(store)
    set_date_rule(
        store.office_director,
        code="RNW-33",
        role=Role.RENEWAL_SPECIALIST,
        dated="insurance.renewal.next_at",
        days=60,
        side=CaseRule.Side.BEFORE,
        ahead=400,
        proof="insurance.text_expiry",
        reason="看板上先见",
    )
    talk_again_on(store, renewal, store.now + timedelta(days=70))
    the_clock_looks(store)
    talk_again_on(store, renewal, store.now + timedelta(days=80))
    the_clock_looks(store)
    [item] = items(store, "RNW-33")
    assert (item.from_on, item.day) == (
        store.today + timedelta(days=80), store.today + timedelta(days=20),
    )  # fmt: skip
    assert item.standing_at(store.now) == Standing.DUE


def test_days_before_and_after_the_date_are_counted_from_it():
    rule = CaseRule(offset=-60, ahead=10, keeps=5)
    span = dates.span_of(rule, date(2027, 3, 31), clock.CHINA)
    assert (span.day, clock.day(span.opens_at), clock.day(span.due_at)) == (
        date(2027, 1, 30), date(2027, 1, 20), date(2027, 1, 31),
    )  # fmt: skip


def test_a_paper_that_nobody_owes_neither_holds_up_the_others_nor_is_looked_at_again(store, monkeypatch):
    monkeypatch.setattr(dates, "MOST", 1)
    certify(store, 20, "guide")
    paper = certify(store, 30)
    since = store.now - timedelta(minutes=5)
    assert [each.record.pk for each in dates.to_open(store.clock, since)] == [paper.pk]
    the_clock_looks(store)
    assert dates.to_open(store.clock, since) == []
