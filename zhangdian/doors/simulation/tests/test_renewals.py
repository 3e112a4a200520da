"""The insurance desk in the play: last year's covers, the day's calls, what is won and lost, new cars."""

from collections import Counter
from datetime import time, timedelta

import pytest

from zhangdian.aftercare.insurance.models import (
    Policy,
    PolicyLine,
    PreparedDay,
    QuoteSent,
    Renewal,
    RenewalCall,
)
from zhangdian.doors.simulation import insured
from zhangdian.doors.simulation.actions import take_over_history, take_over_renewals
from zhangdian.doors.simulation.people import OPENING
from zhangdian.doors.simulation.play import policies, renewals
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role

CARS, DAYS = 60, 8
FOLLOWED = timedelta(days=4)
"""Until the end of the third day."""


@pytest.fixture
def world(shop, soon, monkeypatch):
    """Eight days of the desk alone, whose customers have all still to be asked."""
    monkeypatch.setattr(insured, "decided_before", lambda luck, left: None)
    take_over_history(shop.clock, seed="desk", first=0, count=CARS)
    take_over_renewals(shop.clock, seed="desk")
    played = World(shop.store_id, "desk", OPENING)
    first = clock.day(OPENING)
    for number in range(DAYS):
        day = first + timedelta(days=number)
        for course in (renewals.day_of_renewals, policies.day_of_new_cars):
            played.begin(course(played, day), clock.instant(day, time(7, 30)))
    played.engine.run(clock.instant(first + timedelta(days=DAYS - 1), time(20)))
    yield played
    clock.set_to(None)


@pytest.mark.long_on("postgres")
@pytest.mark.duty("RNW-37", "RNW-09", "RNW-35", "NBI-15")
def test_eight_days_of_the_desk(world):
    decided_has_its_policies_or_its_reason(world)
    prepared_before_nine_and_so_many_calls(world)
    who_was_sent_a_price_hears_within_three_days(world)
    new_cars_are_insured_by_their_desk(world)
    assert not world.engine.refused


def decided_has_its_policies_or_its_reason(world):
    rows = Renewal.objects.of(world.clock)
    won = rows.filter(state="won").select_related("won_policy", "policy")
    assert len(won) >= 10
    for each in won:
        assert each.won_policy.line == PolicyLine.COMMERCIAL
        assert each.won_policy.starts_at >= each.policy.ends_at
        other = Policy.objects.get(vehicle=each.vehicle_id, line="TCI", starts_at=each.won_policy.starts_at)
        assert (other.state, each.won_policy.state) == ("checked", "checked")
        assert each.won_policy.filed_at is not None
    lost = rows.filter(state="lost")
    assert lost.exists()
    assert not lost.filter(lost_because=None).exists()


def prepared_before_nine_and_so_many_calls(world):
    desk = {each.pk for each in holders(world.clock, Role.RENEWAL_SPECIALIST)}
    prepared = PreparedDay.objects.of(world.clock)
    assert prepared.count() >= 5
    assert {clock.local(each.at).hour for each in prepared} == {8}
    calls = RenewalCall.objects.of(world.clock)
    a_day = Counter((call.by_id, clock.day(call.at)) for call in calls)
    assert calls.count() >= 60
    assert max(a_day.values()) <= renewals.CALLS_A_DAY
    assert {who for who, _ in a_day} <= desk


def who_was_sent_a_price_hears_within_three_days(world):
    told = QuoteSent.objects.of(world.clock).select_related("renewal")
    due = [sent for sent in told if sent.sent_at < world.now - FOLLOWED]
    late = [
        sent
        for sent in due
        if not sent.renewal.calls.filter(at__gt=sent.sent_at, at__lt=sent.sent_at + FOLLOWED).exists()
    ]
    assert len(due) >= 10
    assert len(late) <= len(due) / 10


def new_cars_are_insured_by_their_desk(world):
    new = Policy.objects.of(world.clock).filter(desk=Policy.Desk.NEW_CAR, entered_at__gt=OPENING)
    assert new.count() >= 2 * 10
    assert not new.exclude(state="checked").filter(entered_at__lt=world.now - timedelta(days=1)).exists()
