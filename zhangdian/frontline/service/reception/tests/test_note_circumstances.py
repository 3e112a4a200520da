"""When and where it happens, beside the customer's own words."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import note_circumstances


@pytest.mark.duty("PROC-R-12")
def test_the_chips_stand_beside_his_words_each_once(shop):
    order = visits.a_visit_received(shop)
    words = order.concerns.get()
    note_circumstances(shop.service_advisor, words, circumstances=["冷车", " 下雨 ", "冷车", ""])
    words.refresh_from_db()
    assert (words.words, words.circumstances) == ("刹车吱吱响", "冷车、下雨")
    assert visits.again(order).revision == order.revision + 1


def test_after_signing_they_stand(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        note_circumstances(shop.service_advisor, order.concerns.get(), circumstances=["冷车"])
