"""A post that is appraised no more, from a month on."""

from datetime import date

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions, schemes
from zhangdian.management.duties.appraisal.tests.arranging import a_scheme
from zhangdian.people.organization.roles import Role

DECEMBER = date(2026, 12, 1)


def drop(shop, role=Role.SERVICE_ADVISOR):
    return actions.drop_scheme(shop.office_director, role=role, since=DECEMBER, reason="并到别的岗位").subject


def test_from_its_month_on_it_holds_no_more_and_may_begin_again(shop):
    a_scheme(shop)
    drop(shop)
    assert Role.SERVICE_ADVISOR in schemes.in_force(shop.clock, date(2026, 11, 1))
    assert Role.SERVICE_ADVISOR not in schemes.in_force(shop.clock, DECEMBER)
    a_scheme(shop, since=DECEMBER)
    assert schemes.in_force(shop.clock, DECEMBER)[Role.SERVICE_ADVISOR].number == 3


def test_what_nobody_set_cannot_be_dropped(shop):
    with refused("没有在用的方案"):
        drop(shop)
    a_scheme(shop)
    drop(shop)
    with refused("没有在用的方案"):
        drop(shop)
