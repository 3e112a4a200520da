"""What lies before in insurance: policies in force, covers elsewhere, and the lists of three months."""

from datetime import date, timedelta

from zhangdian.aftercare.insurance.models import Policy, Renewal, RenewalMonth
from zhangdian.doors.simulation import history, insured
from zhangdian.doors.simulation.actions import take_over_history, take_over_renewals
from zhangdian.people.customers.models import Vehicle

CARS = 60


def test_what_lies_before_is_in_force_today_checked_and_filed_and_stands_on_the_lists(shop, soon):
    take_over_history(shop.clock, seed="desk", first=0, count=CARS)
    take_over_renewals(shop.clock, seed="desk")
    covers = Policy.objects.of(shop.clock).filter(starts_at__lte=shop.now)
    assert covers.count() == 2 * CARS
    assert not covers.exclude(ends_at__gt=shop.now, state="checked").exists()
    assert not covers.filter(filed_at=None).exists()
    listed = Renewal.objects.of(shop.clock)
    assert listed.count() == CARS
    assert {each.state for each in RenewalMonth.objects.of(shop.clock)} == {"confirmed"}
    assert listed.filter(told_at=None).exclude(customer=None).count() < CARS


def test_the_nearest_have_decided_each_with_next_year_s_policies_or_a_reason(shop, soon):
    take_over_history(shop.clock, seed="desk", first=0, count=CARS)
    take_over_renewals(shop.clock, seed="desk")
    listed = Renewal.objects.of(shop.clock).select_related("policy", "won_policy")
    won, lost = listed.filter(state="won"), listed.filter(state="lost")
    assert min(won.count(), lost.count(), listed.open().count()) > CARS / 10
    for each in won:
        assert each.won_policy.starts_at == each.policy.ends_at
        assert Policy.objects.filter(vehicle=each.vehicle_id, starts_at=each.policy.ends_at).count() == 2
    assert not lost.filter(lost_detail="").exists()
    assert all(renewal.derive_state() == renewal.state for renewal in listed)


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
