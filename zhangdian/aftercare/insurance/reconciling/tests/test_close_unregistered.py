"""What the list tells and nobody entered ends when the policy is entered, or with a reason (RNW-29)."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyList, PolicyListLine
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests import arranging
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    UNKNOWN,
    a_list,
    a_row,
    again,
    line_of,
    task_of,
)

NUMBER = f"{UNKNOWN}1"
Match = PolicyListLine.Match
Settled = PolicyListLine.Settled


def a_told_car(shop):
    """One that the list names and nobody insured here."""
    car = arranging.a_car(shop, 1)
    return car, a_list(shop, a_row(shop, vin=car.vin, plate=car.plate, holder=""))


@pytest.mark.duty("RNW-29")
def test_it_ends_when_the_policy_is_entered(shop):
    car, found = a_told_car(shop)
    policy = arranging.a_policy(shop, car=car, number=NUMBER)
    task, line = task_of(NUMBER), line_of(found, NUMBER)
    assert (task.state, task.policy) == ("entered", policy)
    assert (line.match, line.settled, line.policy) == (Match.MISSING, Settled.REGISTERED, policy)
    assert again(found).state == PolicyList.State.DONE


def test_what_is_entered_otherwise_than_the_list_tells_differs(shop):
    car, found = a_told_car(shop)
    arranging.a_policy(shop, car=car, number=NUMBER, premium=Decimal(2999))
    line = line_of(found, NUMBER)
    assert (task_of(NUMBER).state, line.match, line.settled) == ("entered", Match.DIFFERS, "")
    assert again(found).left == 1


def test_a_number_that_was_typed_wrongly_ends_it_when_it_is_corrected(shop):
    car, found = a_told_car(shop)
    policy = arranging.a_policy(shop, car=car, number="PDZZ00000000")
    assert task_of(NUMBER).state == "open"
    policies.correct_policy(shop.fi_manager, policy, cause="typed", number=NUMBER)
    assert task_of(NUMBER).state == "entered"
    assert again(found).left == 0


def test_it_is_open_again_when_the_policy_is_voided(shop):
    car, found = a_told_car(shop)
    policy = arranging.a_policy(shop, car=car, number=NUMBER)
    policies.void_policy(shop.renewal_clerk, policy, why="录错了车")
    assert task_of(NUMBER).state == "open"
    assert (line_of(found, NUMBER).match, again(found).left) == (Match.MISSING, 1)


def test_or_with_a_reason(shop):
    _, found = a_told_car(shop)
    with refused("为什么不用登记"):
        actions.close_unregistered(shop.renewal_clerk, task_of(NUMBER), why=" ")
    actions.close_unregistered(shop.renewal_clerk, task_of(NUMBER), why="签单机构不是本店")
    line = line_of(found, NUMBER)
    assert (line.settled, line.because) == (Settled.CLOSED, "签单机构不是本店")
    assert again(found).state == PolicyList.State.DONE


def test_a_newer_list_does_not_ask_again_what_somebody_has_closed(shop):
    a_told_car(shop)
    actions.close_unregistered(shop.renewal_clerk, task_of(NUMBER), why="签单机构不是本店")
    newer = a_list(shop, a_row(shop), digest="b")
    assert (task_of(NUMBER).state, newer.left) == ("closed", 0)
