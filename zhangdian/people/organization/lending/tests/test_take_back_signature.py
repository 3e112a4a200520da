"""Taken back, nobody signs by it any more."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.lending.actions import take_back_signature
from zhangdian.people.organization.lending.tests import arranging
from zhangdian.people.organization.models import SigningPower


def test_from_this_act_on(shop):
    arranging.anybody_may_be_supervisor(shop)
    power, request = arranging.lent(shop), arranging.asked(shop)
    with refused("本人、上级"):
        take_back_signature(shop.second_advisor, power)
    take_back_signature(shop.front_desk_supervisor, power)
    with refused("不由您签"):
        sign_request(shop.second_advisor, request)
    assert SigningPower.objects.get().state == SigningPower.State.TAKEN_BACK
    with refused("已收回"):
        take_back_signature(shop.front_desk_supervisor, power)


def test_his_superior_takes_it_back_too(shop):
    arranging.anybody_may_be_supervisor(shop)
    take_back_signature(shop.service_manager, arranging.lent(shop))


def test_what_has_ended_is_not_taken_back(shop):
    arranging.anybody_may_be_supervisor(shop)
    power = arranging.lent(shop)
    shop.later(days=3)
    with refused("到期"):
        take_back_signature(shop.front_desk_supervisor, power)
