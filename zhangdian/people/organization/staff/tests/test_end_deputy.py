"""The principal is back early: the deputy's rights end with the act."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.people.organization.models import Deputy
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_deputy
from zhangdian.people.organization.staff.tests.test_name_deputy import stand_in


def test_the_rights_end_at_once(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", last=9)
    end_deputy(shop.warranty_clerk, Deputy.objects.get())
    assert Role.WARRANTY_CLERK not in shop.front_desk_supervisor.roles


def test_a_colleague_does_not_end_it(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", last=9)
    with refused("本人、上级或办公室主任"):
        end_deputy(shop.technician, Deputy.objects.get())


def test_it_ends_once(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", last=1)
    shop.later(days=2)
    with refused("已经结束"):
        end_deputy(shop.warranty_clerk, Deputy.objects.get())


def test_a_new_one_may_follow(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", last=9)
    end_deputy(shop.warranty_clerk, Deputy.objects.get())
    stand_in(shop, "warranty_clerk", "service_manager", first=0, last=timedelta(days=9).days)
    assert Role.WARRANTY_CLERK in shop.service_manager.roles
