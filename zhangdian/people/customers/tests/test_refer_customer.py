"""A customer's wish reaches the desk upstairs."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import answer_referral, refer_customer
from zhangdian.people.customers.models import Referral
from zhangdian.people.customers.tests.arrange import a_car, a_customer
from zhangdian.people.customers.waiting import referrals_to_answer
from zhangdian.people.organization.roles import Role


def test_it_stands_in_the_desks_queue(shop):
    owner = a_customer(shop)
    refer_customer(
        shop.service_advisor,
        desk=Role.RENEWAL_SPECIALIST,
        wish="问续保报价",
        vehicle=a_car(shop, owner=owner),
    )
    referral = Referral.objects.of(shop.renewal_clerk).get(desk=Role.RENEWAL_SPECIALIST, state="open")
    assert (referral.customer, referral.asked_by_id) == (owner, shop.service_advisor.person_id)
    [task] = referrals_to_answer(shop.renewal_clerk)
    assert (task.title, task.plate) == ("转办：问续保报价", referral.vehicle.plate)
    assert referrals_to_answer(shop.service_advisor) == []
    answer_referral(shop.renewal_clerk, referral, reply="已报价")
    assert referrals_to_answer(shop.renewal_clerk) == []


def test_what_is_about_a_car_waits_for_its_own_advisor(shop):
    desks = (shop.service_advisor, shop.second_advisor)
    for plate, own in (("宁Z62966", None), ("宁Z62967", shop.person("second_advisor"))):
        car = a_car(shop, plate, advisor=own)
        refer_customer(shop.customer_care, desk=Role.SERVICE_ADVISOR, wish="号码有误", vehicle=car)
    seen = [[task.plate for task in referrals_to_answer(each)] for each in desks]
    assert seen == [["宁Z62966"], ["宁Z62966", "宁Z62967"]]


def test_it_says_what_he_wants(shop):
    with pytest.raises(Refusal, match="要什么"):
        refer_customer(shop.service_advisor, desk=Role.RENEWAL_SPECIALIST, wish=" ")
