"""Who comes into a post while a notice stands reads it too, with time of his own."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.management.notices import desks, jobs, queries
from zhangdian.management.notices.actions import confirm_notice, withdraw_notice
from zhangdian.management.notices.models import ReadReceipt
from zhangdian.management.notices.tests.arranging import more_consultants, receipt, told


def test_a_new_consultant_is_asked_once_and_has_his_own_hour(shop):
    notice = told(shop)
    shop.later(days=3)
    [new] = more_consultants(shop, 1)
    for _ in range(2):
        jobs.address_all_newcomers()
    mine = receipt(notice, new)
    assert mine.why == ReadReceipt.Why.NEWCOMER
    assert mine.read_by > shop.now > notice.read_by
    assert len(desks.notices_to_read(new)) == 1


def test_he_does_not_hold_up_that_the_others_were_told(shop):
    notice = told(shop)
    mine = receipt(notice, shop.sales_consultant)
    assert queries.read_by_all(shop.clock, [notice.pk]) == {}
    confirm_notice(shop.sales_consultant, mine)
    more_consultants(shop, 1)
    jobs.address_all_newcomers()
    assert list(queries.read_by_all(shop.clock, [notice.pk])) == [notice.pk]


def test_nobody_is_asked_to_read_what_is_over_or_withdrawn(shop):
    withdrawn = told(shop)
    withdraw_notice(shop.new_car_insurance, withdrawn, why="发错人")
    told(shop, ends_on=shop.today + timedelta(days=1))
    shop.later(days=2)
    more_consultants(shop, 1)
    assert queries.newcomers(shop.clock) == []


def test_the_clock_asks_the_same_for_one_as_for_many(shop):
    def asked():
        with CaptureQueriesContext(connection) as some:
            queries.newcomers(shop.clock)
        return len(some)

    told(shop)
    one = asked()
    for _ in range(4):
        told(shop)
    more_consultants(shop, 3)
    assert asked() == one
    assert len(queries.newcomers(shop.clock)) == 15
