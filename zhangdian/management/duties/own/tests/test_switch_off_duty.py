"""A store switches a duty off, with the general manager's signature; from that day it is due nowhere."""

from tests.support.saying_no import refused
from zhangdian.management.duties import walks
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.own.actions import switch_off_duty
from zhangdian.management.duties.own.tests.arranging import hung, switch_off, tomorrow
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.people.organization.roles import Role

SUPERVISOR = Role.WORKSHOP_SUPERVISOR


def test_it_stands_until_the_general_manager_has_signed(shop):
    asked = switch_off_duty(shop.office_director, code="WSM-08", since=tomorrow(shop), reason="外包了")
    assert asked.waits_for_signature
    assert "WSM-08" in asked.subject.effect
    assert hung(shop, "WSM-08", days=1).stands


def test_from_the_day_on_it_is_neither_due_nor_walked(shop):
    with_duties(shop)
    the_clock_looks(shop)
    switch_off(shop, "WSM-08")
    assert len(walks.points_of(shop.workshop_supervisor, SUPERVISOR)) == 5
    shop.later(days=1)
    the_clock_looks(shop)
    assert item(shop, "WSM-08").day < shop.today
    assert DueItem.objects.filter(code="WSM-05", day=shop.today).exists()
    assert "WSM-08" not in {
        code
        for point in walks.points_of(shop.workshop_supervisor, SUPERVISOR)
        for code in point.codes.split()
    }


def test_what_is_off_is_not_switched_off_again(shop):
    switch_off(shop, "WSM-08")
    with refused("已经停用"):
        switch_off_duty(shop.general_manager, code="WSM-08", since=tomorrow(shop), reason="外包了")
