"""Thirty-two people act while four seal: one chain, no fork (reliability R13)."""

import pytest
from django.db import connection

from tests.support.copies import at_once, raised, timed
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.models import Entry, Seal
from zhangdian.people.customers.actions import change_customer

WRITERS, SEALERS = 32, 4


@pytest.fixture
def writers(own_shop):
    customer = visits.a_customer(own_shop)
    return [
        lambda at=at: change_customer(own_shop.service_advisor, customer, remark=f"第 {at} 句")
        for at in range(WRITERS)
    ]


def test_the_chain_has_one_end_and_every_entry(writers):
    with timed(f"{WRITERS} writers and {SEALERS} sealers on {connection.vendor}"):
        done = at_once(*writers, *[journal.seal_new_entries] * SEALERS)
    journal.seal_new_entries()
    assert raised(done) == []
    assert journal.verify() is None
    assert Seal.objects.count() == Entry.objects.count() == journal.last_position()


def test_without_waiting_for_one_another_two_sealers_write_one_place(writers, linger, monkeypatch, unguarded):
    """The negative control."""
    monkeypatch.setattr(journal, "wait_for_other_sealers", lambda: None)
    linger(journal, "link", 0.002)
    assert raised(at_once(*[journal.seal_new_entries] * SEALERS))
