"""A long list is compared by the clock, batch by batch; killed, it goes on where it stopped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyList, PolicyListLine
from zhangdian.aftercare.insurance.reconciling import actions, jobs, taking
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    a_draft,
    a_row,
    again,
    number,
    row_of,
    some_policies,
)


@pytest.fixture
def long_list(shop, monkeypatch):
    """Five rows, two a batch."""
    monkeypatch.setattr(taking, "BATCH", 2)
    [policy] = some_policies(shop, 1)
    draft = a_draft(shop, *(a_row(shop, at) for at in range(1, 5)), row_of(shop, policy))
    actions.accept_policy_list(shop.renewal_clerk, draft)
    return again(draft)


def test_the_clock_goes_on_until_every_row_is_compared(shop, long_list):
    assert (long_list.state, long_list.rows_done) == (PolicyList.State.READING, 0)
    jobs.compare_lists()
    done = again(long_list)
    assert (done.state, done.rows_done, done.left) == (PolicyList.State.OPEN, 5, 4)
    assert done.lines.get(number=number(1)).match == PolicyListLine.Match.SAME
    assert done.brought.body == "[]"


def test_a_batch_is_taken_in_once(shop, long_list):
    actions.compare_batch(shop.clock, long_list, first=0)
    with refused("已经核对过"):
        actions.compare_batch(shop.clock, again(long_list), first=0)
    assert again(long_list).lines.count() == 2
    jobs.compare_lists()
    assert again(long_list).lines.count() == 5


def test_a_list_on_its_way_is_not_replaced_under_it(shop, long_list):
    draft = a_draft(shop, a_row(shop), digest="b")
    with refused("正在核对"):
        actions.accept_policy_list(shop.renewal_clerk, draft)


def test_every_batch_asks_as_often(shop, long_list):
    asked = []
    for first in (0, 2):
        with CaptureQueriesContext(connection) as found:
            actions.compare_batch(shop.clock, again(long_list), first=first)
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_cells_that_nobody_confirmed_are_forgotten(shop):
    draft = a_draft(shop, a_row(shop))
    jobs.forget_sheets()
    assert again(draft).brought.body != "[]"
    shop.later(days=31)
    jobs.forget_sheets()
    assert again(draft).brought.body == "[]"
    with refused("已按期清除"):
        actions.accept_policy_list(shop.renewal_clerk, again(draft))
