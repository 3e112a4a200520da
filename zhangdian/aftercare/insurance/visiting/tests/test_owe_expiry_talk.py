"""The clock calls up whom to ask: once a visit, for three days, of cars whose end of cover is known."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import ExpiryTalk
from zhangdian.aftercare.insurance.visiting import desks
from zhangdian.aftercare.insurance.visiting.actions import owe_expiry_talk
from zhangdian.aftercare.insurance.visiting.jobs import owe_expiry_talks
from zhangdian.aftercare.insurance.visiting.tests.arranging import here, insured_until


def test_once_a_visit_and_for_three_days(shop):
    order = here(shop)
    insured_until(shop, order, shop.today + timedelta(days=40))
    for _ in range(2):
        owe_expiry_talks()
        shop.later(minutes=10)
    assert ExpiryTalk.objects.get().expires_on == shop.today + timedelta(days=40)
    assert len(desks.visits_to_remind(shop.service_advisor)) == 1
    shop.later(days=3)
    assert desks.visits_to_remind(shop.service_advisor) == []


def test_of_a_car_whose_end_nobody_knows_nobody_is_asked(shop):
    order = here(shop)
    owe_expiry_talks()
    assert not ExpiryTalk.objects.exists()
    with refused("不知道这台车保到哪天"):
        owe_expiry_talk(shop.clock, order)
