"""Appraisal in the play: the month before the demo began is appraised while it is played."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.support.copies import private_copy
from zhangdian.doors.simulation import demo
from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.play import appraising
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties.models import Appraisal, AppraisalMonth, Objection

NOW = datetime(2026, 11, 27, 2, tzinfo=UTC)
BEGAN = datetime(2026, 11, 13, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The people of the demo, entered in October, and nothing but their sheets of it in a fortnight."""
    with django_db_blocker.unblock(), private_copy():
        clock.set_to(demo.month_before(NOW))
        ctx = founding.enter_people("20261124", code="K2")
        played = World(ctx.store_id, "20261124", BEGAN)
        for number in range(1, demo.DAYS):
            day = clock.day(BEGAN) + timedelta(days=number)
            played.begin(appraising.day_of_sheets(played, day), clock.instant(day, time(7, 30)))
        played.engine.run(NOW)
        yield played
        clock.set_to(None)


def test_people_are_entered_in_the_month_before_and_long_enough_in_it():
    assert clock.day(demo.month_before(NOW)).isoformat() == "2026-10-22"


def test_a_closed_month_has_sheets_in_every_step(world, db):
    assert world.engine.refused == []
    assert AppraisalMonth.objects.get(store=world.store_id).first.isoformat() == "2026-10-01"
    states = Counter(Appraisal.objects.filter(store=world.store_id).values_list("state", flat=True))
    assert states.total() > 40
    assert states[Appraisal.State.AGREED] > 20
    assert states[Appraisal.State.RELEASED]


def test_somebody_objected_and_one_objection_is_open(world, db):
    objected = Objection.objects.filter(appraisal__store=world.store_id)
    assert objected.filter(outcome="").exists()
    assert objected.exclude(outcome="").exists()
