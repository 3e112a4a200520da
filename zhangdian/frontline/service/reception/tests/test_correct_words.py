"""What was written down wrongly is put right, and stays in the journal."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import correct_words


@pytest.mark.duty("PROC-R-12")
def test_the_journal_keeps_what_stood_there(shop):
    order = visits.a_visit_received(shop)
    words = order.concerns.get()
    done = correct_words(shop.service_advisor, words, words=" 刹车有异响，低速 ")
    changed = done.entry.changes[f"service.concern#{words.pk}"]["words"]
    assert changed == ["刹车吱吱响", "刹车有异响，低速"]
    assert visits.again(order).revision == order.revision + 1


def test_nothing_is_no_word(shop):
    order = visits.a_visit_received(shop)
    with refused("原话"):
        correct_words(shop.service_advisor, order.concerns.get(), words=" ")


def test_what_he_signed_is_not_rewritten(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        correct_words(shop.service_advisor, order.concerns.get(), words="别的话")
