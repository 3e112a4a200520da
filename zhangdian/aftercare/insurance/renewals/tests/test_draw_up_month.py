"""The month's list: who is in it, whose each is, and that it costs the same for few and for many."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyLine, Renewal, RenewalMonth
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again, checked
from zhangdian.aftercare.insurance.renewals import actions, pool
from zhangdian.aftercare.insurance.renewals.jobs import draw_up_for
from zhangdian.aftercare.insurance.renewals.plan import UNTIL_SET
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_second_specialist,
    drawn_up,
    ending,
    in_two_months,
    the_car,
    the_only,
)
from zhangdian.foundation.kernel import clock


@pytest.mark.duty("RNW-04")
def test_a_policy_that_ends_in_two_months_comes_into_the_list_once(shop):
    policy = ending(shop, in_two_months(shop, 20))
    drawn = drawn_up(shop)
    renewal = the_only(shop)
    assert (renewal.policy_id, renewal.expires_on) == (policy.pk, in_two_months(shop, 20))
    assert (renewal.owner_id, renewal.state) == (shop.renewal_clerk.person_id, Renewal.State.WAITING)
    assert drawn.cars == 1
    actions.top_up_month(shop.renewal_clerk, drawn)
    assert the_only(shop).pk == renewal.pk
    with refused("已经排出来"):
        drawn_up(shop)


def test_neither_the_day_before_nor_the_day_after_the_month_is_in_it(shop):
    month = in_two_months(shop, 1)
    for number, last in enumerate((month - timedelta(days=1), month, clock.month_end(month)), 1):
        ending(shop, last, number)
    ending(shop, clock.month_end(month) + timedelta(days=1), 4)
    drawn_up(shop)
    found = set(Renewal.objects.of(shop.clock).values_list("expires_on", flat=True))
    assert found == {month, clock.month_end(month)}


def test_commercial_leads_where_both_end_in_the_month(shop):
    ending(shop, in_two_months(shop, 3), line=PolicyLine.COMPULSORY, premium=Decimal(665))
    commercial = ending(shop, in_two_months(shop, 9))
    drawn_up(shop)
    assert the_only(shop).policy_id == commercial.pk


def test_compulsory_is_in_the_list_where_the_commercial_one_is_renewed_already(shop):
    compulsory = ending(shop, in_two_months(shop, 3), line=PolicyLine.COMPULSORY, premium=Decimal(665))
    ending(shop, in_two_months(shop, 9))
    a_policy(shop, car=the_car(shop), number="PDAA999999", starts_on=in_two_months(shop, 10))
    drawn_up(shop)
    assert the_only(shop).policy_id == compulsory.pk


def test_renewed_cancelled_and_voided_ones_are_not_in_it(shop):
    ending(shop, in_two_months(shop, 9))
    a_policy(shop, car=the_car(shop), number="PDAA999999", starts_on=in_two_months(shop, 10))
    gone = checked(shop, ending(shop, in_two_months(shop, 9), 2))
    given_back = {"number": "PD000001", "effective_on": shop.today, "given_back": Decimal(1)}
    policies.cancel_policy(shop.renewal_clerk, gone, why="卖车", **given_back)
    policies.void_policy(shop.renewal_clerk, ending(shop, in_two_months(shop, 9), 3), why="录重了")
    drawn_up(shop)
    assert not Renewal.objects.of(shop.clock).exists()


def test_a_car_that_left_and_a_customer_who_wants_to_be_forgotten_are_not_in_it(shop):
    policy = ending(shop, in_two_months(shop, 9))
    rows = pool.ending(shop.clock, pool.days_of(shop.clock, in_two_months(shop, 1), UNTIL_SET))
    assert rows.get() == again(policy)
    car = policy.vehicle
    for name, value in (("gone_on", shop.today), ("voided_at", shop.now)):
        assert not rows.filter(**{f"vehicle__{name}": value}).exists()
    assert car.owner_id is None


def test_known_to_be_insured_elsewhere_it_comes_in_later_and_the_last_word_holds(shop):
    drawn = drawn_up(shop)
    car = the_car(shop)
    actions.note_insured_elsewhere(shop.service_advisor, car, last_day=shop.today)
    actions.note_insured_elsewhere(shop.service_advisor, car, last_day=in_two_months(shop, 12))
    actions.top_up_month(shop.renewal_clerk, drawn)
    renewal = the_only(shop)
    assert (renewal.source, renewal.expires_on) == (Renewal.Source.ELSEWHERE, in_two_months(shop, 12))
    assert RenewalMonth.objects.get(pk=drawn.pk).cars == 1


def test_shared_evenly_but_whose_it_was_last_year_keeps_it(shop):
    second = a_second_specialist(shop)
    for number in range(1, 6):
        ending(shop, in_two_months(shop, number), number, who=shop.fi_manager)
    ending(shop, in_two_months(shop, 8), 6)  # entered by the renewal clerk himself: his
    drawn_up(shop)
    people = (shop.renewal_clerk.person_id, second.pk)
    counted = [Renewal.objects.filter(owner=each).count() for each in people]
    assert counted == [3, 3]
    assert Renewal.objects.get(vehicle=the_car(shop, 6)).owner_id == shop.renewal_clerk.person_id


@given(some.dictionaries(some.sampled_from([None, 1, 2, 3]), some.integers(0, 60)), some.integers(0, 3))
def test_shares_use_up_all_and_fill_the_lowest_first(found, desks):
    people = [1, 2, 3][:desks]
    given_out = dict(pool.shares(found, people))
    assert sum(given_out.values()) == (found.get(None, 0) if people else 0)
    after = {each: found.get(each, 0) + given_out.get(each, 0) for each in people}
    topped = [after[each] for each in given_out]
    assert not topped or max(topped) - min(after.values()) <= 1


def test_called_first_on_the_planned_day_or_at_once_where_it_is_past(shop):
    ending(shop, in_two_months(shop, 1), 1)
    last = clock.month_end(in_two_months(shop, 1))
    ending(shop, last, 2)
    drawn_up(shop)
    zone = shop.clock.standing.zone
    for renewal in Renewal.objects.of(shop.clock):
        ahead = renewal.expires_on - timedelta(days=60)
        day = ahead if ahead >= shop.today else None
        assert day is None or clock.local(renewal.next_at, zone).date() == day
        assert clock.local(renewal.next_at, zone).hour == 9


def test_only_this_month_and_the_two_to_come(shop):
    with refused("不在这时候排"):
        actions.draw_up_month(shop.renewal_clerk, month=in_two_months(shop, 1) + timedelta(days=40))
    with refused("不在这时候排"):
        actions.draw_up_month(shop.renewal_clerk, month=date(2020, 1, 1))


def test_the_clock_draws_up_what_is_due_and_nothing_twice(shop):
    ending(shop, in_two_months(shop, 9))
    ending(shop, shop.today + timedelta(days=2), 2)
    for _ in range(3):
        draw_up_for(shop.clock)
    assert Renewal.objects.of(shop.clock).count() == 2
    months = set(RenewalMonth.objects.of(shop.clock).values_list("month", flat=True))
    assert in_two_months(shop, 1) in months
    ending(shop, in_two_months(shop, 10), 3)
    draw_up_for(shop.clock)
    assert Renewal.objects.of(shop.clock).count() == 3


def test_as_many_statements_for_one_car_as_for_twenty(shop):
    drawn = drawn_up(shop)
    counts = []
    for cars in (range(1, 2), range(2, 22)):
        for number in cars:
            ending(shop, in_two_months(shop, number), number)
        with CaptureQueriesContext(connection) as asked:
            actions.top_up_month(shop.renewal_clerk, drawn)
        counts.append(len(asked))
    assert Renewal.objects.of(shop.clock).count() == 21
    assert counts[0] == counts[1]


@pytest.mark.only_on("sqlite")
def test_a_later_cover_is_looked_for_among_those_of_the_car(shop):
    """Also in a database that knows nothing of its tables yet: else each look costs as many as the square."""
    days = pool.days_of(shop.clock, in_two_months(shop, 1), UNTIL_SET)
    with connection.cursor() as cursor:
        statement, given = pool.ending(shop.clock, days).query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given)
        steps = [row[3] for row in cursor.fetchall()]
    others = [step for step in steps if "U0" in step or "V0" in step]
    policies_of_others = [step for step in others if "policy" in step and "renewal" not in step]
    assert len(policies_of_others) == 3
    assert all("policy_by_vehicle (vehicle_id=? AND store_id=?" in step for step in policies_of_others)
