"""Two acts that lock the same two records the other way round: one is tried again, nobody sees an error."""

import pytest
from django.db import OperationalError, connection

from tests.support.copies import at_once, raised
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import carrying, contention
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import merge_vehicles
from zhangdian.people.customers.models import Vehicle


@pytest.fixture
def two_files(own_shop, linger):
    """Two files of one car, which two people merge into each other at the same moment."""
    owner = visits.a_customer(own_shop)
    one, other = visits.a_car(own_shop, owner=owner), visits.a_car(own_shop, "宁Z62967", owner=owner)
    linger(carrying, "lock_subject", 0.2)
    supervisor = own_shop.front_desk_supervisor
    return [
        lambda: merge_vehicles(supervisor, one, into=other, reason="同一车架号"),
        lambda: merge_vehicles(supervisor, other, into=one, reason="同一车架号"),
    ]


@pytest.fixture
def tries(monkeypatch):
    """How often an act was begun."""
    perform, begun = carrying.perform, []

    def count(*args, **kwargs):
        begun.append(args[0].name)
        return perform(*args, **kwargs)

    monkeypatch.setattr(carrying, "perform", count)
    return begun


def test_a_deadlock_is_tried_again_as_a_whole(two_files, tries):
    done = at_once(*two_files)
    assert len(raised(done)) == 1, done
    [loser] = raised(done)
    assert isinstance(loser, Refusal)
    assert "并入" in loser.sentence
    assert Vehicle.objects.exclude(merged_into=None).count() == 1
    assert len(tries) == (3 if connection.vendor == "postgresql" else 2)


@pytest.mark.only_on("postgres")
def test_without_trying_again_the_deadlock_would_be_an_error(two_files, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(contention, "is_contention", lambda _error: False)
    assert raised(at_once(*two_files), OperationalError)
