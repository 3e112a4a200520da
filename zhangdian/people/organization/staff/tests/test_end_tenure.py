"""A post is given up, today or later; never the last general manager's."""

from datetime import timedelta

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, end_tenure


def post_of(shop, name):
    return Tenure.objects.get(person=shop.person(name), until=None)


def test_the_post_holds_until_its_last_day_is_over(shop):
    end_tenure(shop.office_director, post_of(shop, "guide"), until=shop.today + timedelta(days=1))
    shop.later(days=1)
    assert Role.GUIDE in shop.guide.roles
    shop.later(days=1)
    with refused("不在本店任职"):
        _ = shop.guide.roles


def test_it_does_not_end_in_the_past(shop):
    with refused("早于今天"):
        end_tenure(shop.office_director, post_of(shop, "guide"), until=shop.today - timedelta(days=1))


def test_it_ends_once(shop):
    tenure = post_of(shop, "guide")
    end_tenure(shop.office_director, tenure)
    with refused("已经定了"):
        end_tenure(shop.office_director, tenure)


def test_the_only_general_manager_stays_until_there_is_another(shop):
    tenure = post_of(shop, "general_manager")
    with refused("唯一的总经理"):
        end_tenure(shop.office_director, tenure)
    appoint(shop.office_director, shop.person("service_manager"), role=Role.GENERAL_MANAGER)
    end_tenure(shop.office_director, tenure)


def test_a_post_given_up_may_be_given_again(shop):
    end_tenure(shop.office_director, post_of(shop, "guide"))
    shop.later(days=1)
    appoint(shop.office_director, shop.person("guide"), role=Role.GUIDE)
    assert Role.GUIDE in shop.guide.roles


def test_what_hangs_on_the_post_is_asked_about(shop):
    visits.a_visit_received(shop)
    with asked("organization.post_is_handed_over", "在店的车 1 台"):
        end_tenure(shop.office_director, post_of(shop, "service_advisor"))
    because = {"organization.post_is_handed_over": "接手的人已安排"}
    end_tenure(shop.office_director, post_of(shop, "service_advisor"), because=because)


def test_what_he_goes_on_with_in_another_post_is_not_asked_about(shop):
    visits.a_visit_received(shop)
    advisor, until = shop.person("service_advisor"), shop.today + timedelta(days=30)
    done = appoint(
        shop.office_director,
        advisor,
        role=Role.FRONT_DESK_SUPERVISOR,
        exception_until=until,
        exception_reason="升主管",
    )
    sign_request(shop.general_manager, done.subject)
    end_tenure(shop.office_director, Tenure.objects.get(person=advisor, role=Role.SERVICE_ADVISOR))
