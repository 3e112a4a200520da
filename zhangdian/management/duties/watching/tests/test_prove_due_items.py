"""Evidence closes an item by itself; nothing else does."""

from decimal import Decimal

import pytest

from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk, with_duties
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import CashDay, CashierShift, Means
from zhangdian.resources.cashier.tests import arranging as till

Standing = DueItem.Standing


@pytest.fixture
def day(shop):
    with_duties(shop)
    the_clock_looks(shop)
    return shop


@pytest.mark.duty("WSM-05", "WSM-06", "WSM-07", "WSM-08")
def test_one_round_in_time_proves_every_duty_that_it_serves(day):
    walk(day)
    the_clock_looks(day)
    for code in ("WSM-05", "WSM-06", "WSM-07", "WSM-08"):
        found = item(day, code)
        assert found.standing_at(day.now) is Standing.IN_TIME
        assert found.proof.action == "duties.make_round"
        assert found.proof.role == Role.WORKSHOP_SUPERVISOR
    assert item(day, "HOST-02").standing_at(day.now) is Standing.DUE


def test_a_round_after_its_hour_is_late(day):
    day.at("11:20")
    walk(day)
    the_clock_looks(day)
    assert item(day, "WSM-05").standing_at(day.now) is Standing.LATE


def test_what_nobody_did_is_overdue_and_after_its_last_day_not_done(day):
    day.at("12:00")
    the_clock_looks(day)
    due = item(day, "WSM-05")
    assert due.standing_at(day.now) is Standing.OVERDUE
    day.later(days=1)
    assert due.standing_at(day.now) is Standing.NOT_DONE
    walk(day)
    the_clock_looks(day)
    due.refresh_from_db()
    assert due.standing_at(day.now) is Standing.NOT_DONE
    assert item(day, "WSM-05").standing_at(day.now) is Standing.LATE


def test_the_first_proof_counts_not_the_last(day):
    walk(day)
    first = day.now
    day.at("15:00")
    walk(day)
    the_clock_looks(day)
    assert item(day, "WSM-05").done_at == first


def test_the_round_of_another_post_proves_nothing(day):
    walk(day, Role.LOUNGE_HOST)
    the_clock_looks(day)
    assert item(day, "WSM-05").standing_at(day.now) is Standing.DUE
    assert item(day, "HOST-02").standing_at(day.now) is Standing.IN_TIME


@pytest.mark.duty("CAS-03")
def test_the_day_s_close_proves_the_till_s_reckoning(day):
    day.at("18:10")
    till.at_the_till(day)
    drawer = cashier.Counted(Means.CASH, Decimal(500))
    cashier.close_shift(day.cashier, CashierShift.objects.get(), counted=[drawer])
    cashier.close_day(day.front_desk_supervisor, CashDay.objects.get(), deposited=Decimal(0))
    the_clock_looks(day)
    assert item(day, "CAS-03").standing_at(day.now) is Standing.IN_TIME


def test_a_clock_that_was_down_finds_the_proof_of_the_day_itself(day):
    walk(day)
    done = day.now
    day.later(days=5)
    the_clock_looks(day)
    walk(day)
    the_clock_looks(day)
    first, *between, last = DueItem.objects.filter(code="WSM-05").order_by("day")
    assert (first.done_at, first.standing_at(day.now)) == (done, Standing.IN_TIME)
    assert {each.standing_at(day.now) for each in between} == {Standing.NOT_DONE}
    assert last.standing_at(day.now) is Standing.IN_TIME


def test_days_that_are_opened_afterwards_find_their_proof_run_by_run(day):
    day.later(days=90)
    day.at("09:00")
    walk(day)
    done = day.now
    day.later(days=2)
    for _ in range(3):
        the_clock_looks(day)
    assert [each.done_at for each in DueItem.objects.filter(code="WSM-05").exclude(done_at=None)] == [done]
