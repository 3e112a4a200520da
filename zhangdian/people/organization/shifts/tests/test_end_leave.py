"""Back before the last day: he works, and nobody stands in any more."""

from tests.support.saying_no import refused
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.shifts.actions import end_leave
from zhangdian.people.organization.shifts.tests.arranging import away, in_days


def test_from_that_day_on_he_works_and_his_posts_are_his_own(shop):
    clerk = shop.person("warranty_clerk")
    leave = away(shop, clerk, until=in_days(shop, 5), deputy=shop.person("front_desk_supervisor"))
    shop.later(days=3)
    assert Role.WARRANTY_CLERK in shop.front_desk_supervisor.roles
    end_leave(shop.office_director, leave, back_on=shop.today)
    assert LeaveSlip.objects.get().state == LeaveSlip.State.ENDED
    assert clerk in queries.at_work(shop.office_director)
    assert Role.WARRANTY_CLERK not in shop.front_desk_supervisor.roles


def test_only_within_the_leave_and_from_today_on(shop):
    leave = away(shop, shop.person("service_advisor"), until=in_days(shop, 5))
    with refused("第一天之后"):
        end_leave(shop.service_advisor, leave, back_on=in_days(shop, 1))
    shop.later(days=4)
    with refused("只能从今天或以后"):
        end_leave(shop.service_advisor, leave, back_on=in_days(shop, -1))


def test_not_by_a_colleague(shop):
    leave = away(shop, shop.person("service_advisor"), until=in_days(shop, 5))
    with refused("销假由本人、上级或办公室主任来做"):
        end_leave(shop.second_advisor, leave, back_on=in_days(shop, 2))
