"""Leave that is not taken after all."""

from tests.support.saying_no import refused
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.shifts.actions import take_back_leave
from zhangdian.people.organization.shifts.tests.arranging import away, in_days


def test_then_he_works_and_nobody_stands_in(shop):
    clerk = shop.person("warranty_clerk")
    leave = away(shop, clerk, deputy=shop.person("front_desk_supervisor"))
    take_back_leave(shop.office_director, leave, reason="改了主意")
    assert LeaveSlip.objects.get().state == LeaveSlip.State.TAKEN_BACK
    assert clerk in queries.at_work(shop.office_director, in_days(shop, 1))
    shop.later(days=1)
    assert Role.WARRANTY_CLERK not in shop.front_desk_supervisor.roles


def test_the_days_may_be_asked_again(shop):
    leave = away(shop, shop.person("service_advisor"))
    take_back_leave(shop.service_advisor, leave, reason="改期")
    away(shop, shop.person("service_advisor"), until=in_days(shop, 1))
    assert LeaveSlip.objects.count() == 2


def test_what_has_begun_is_ended_not_taken_back(shop):
    leave = away(shop, shop.person("service_advisor"))
    shop.later(days=2)
    with refused("提前回来请销假"):
        take_back_leave(shop.service_advisor, leave, reason="回来了")


def test_not_without_a_reason_nor_by_a_colleague(shop):
    leave = away(shop, shop.person("service_advisor"))
    with refused("撤回要写原因"):
        take_back_leave(shop.service_advisor, leave, reason=" ")
    with refused("撤回请假由本人、上级或办公室主任来做"):
        take_back_leave(shop.second_advisor, leave, reason="x")
