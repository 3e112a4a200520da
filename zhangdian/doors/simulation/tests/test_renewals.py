"""The insurance desk in the play: last year's covers, the day's calls, what is won and lost, new cars."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count

import pytest

from zhangdian.aftercare.insurance.models import (
    Policy,
    PolicyLine,
    PreparedDay,
    QuoteSent,
    Renewal,
    RenewalCall,
    RenewalMonth,
)
from zhangdian.doors.simulation import history, insured
from zhangdian.doors.simulation.actions import take_over_history, take_over_renewals
from zhangdian.doors.simulation.people import OPENING
from zhangdian.doors.simulation.play import policies, renewals
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role

CARS, DAYS, WITHIN = 60, 8, 20
FOLLOWED = timedelta(days=4)
"""Until the end of the third day."""


@pytest.fixture
def soon(monkeypatch):
    """Every car is insured here, and its cover ends within twenty days."""
    likely = insured.cover_of

    def ends_soon(seed, number, car, today):
        found = next(filter(None, (likely(seed, place, car, today) for place in count(number))))
        code = insured.shares("share_renewal_pct")[number % 5][0]
        return replace(found, ours=True, insurer=code, last_day=today + timedelta(days=number % WITHIN))

    monkeypatch.setattr(insured, "cover_of", ends_soon)


@pytest.fixture
def world(shop, soon):
    """Eight days of the desk alone."""
    take_over_history(shop.clock, seed="desk", first=0, count=CARS)
    take_over_renewals(shop.clock)
    played = World(shop.store_id, "desk", OPENING)
    first = clock.day(OPENING)
    for number in range(DAYS):
        day = first + timedelta(days=number)
        for course in (renewals.day_of_renewals, policies.day_of_new_cars):
            played.begin(course(played, day), clock.instant(day, time(7, 30)))
    played.engine.run(clock.instant(first + timedelta(days=DAYS - 1), time(20)))
    yield played
    clock.set_to(None)


def test_what_lies_before_is_in_force_today_checked_and_filed_and_stands_on_the_lists(shop, soon):
    take_over_history(shop.clock, seed="desk", first=0, count=CARS)
    take_over_renewals(shop.clock)
    covers = Policy.objects.of(shop.clock)
    assert covers.count() == 2 * CARS
    assert not covers.exclude(starts_at__lte=shop.now, ends_at__gt=shop.now, state="checked").exists()
    assert not covers.filter(filed_at=None).exists()
    listed = Renewal.objects.of(shop.clock)
    assert listed.count() == CARS
    assert {each.state for each in RenewalMonth.objects.of(shop.clock)} == {"confirmed"}
    assert listed.filter(told_at=None).exclude(customer=None).count() < CARS


def test_without_the_desk_s_people_or_insurers_nothing_is_taken_over(shop, soon, monkeypatch):
    monkeypatch.setattr("zhangdian.doors.simulation.actions.holders", lambda ctx, role: [])
    take_over_history(shop.clock, seed="desk", first=0, count=3)
    assert Vehicle.objects.of(shop.clock).count() == 3
    assert not Policy.objects.of(shop.clock).exists()


def test_the_covers_of_a_house_are_of_its_spread(shop):
    """About as many as the data say end in a month; a few are known of that others insure."""
    today = date(2026, 11, 9)
    cars = enumerate(history.cars("spread", 0, 1200, today))
    covers = [found for number, car in cars if (found := insured.cover_of("spread", number, car, today))]
    ours = [each for each in covers if each.ours]
    assert abs(len(ours) / 1200 - insured.here()) < 0.05
    assert 20 < len(covers) - len(ours) < 120
    assert all(today <= each.last_day < today + timedelta(days=366) for each in covers)
    ends = sum(each.last_day.month == 12 for each in ours)
    assert 0.04 < ends / len(ours) < 0.14


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
