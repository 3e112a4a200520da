"""Words that were written down wrongly."""

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import correct_words


def test_the_right_words_stand_and_the_journal_keeps_the_old(shop):
    order = visits.a_visit_arrived(shop)
    [concern] = order.concerns.all()
    done = correct_words(shop.service_advisor, concern, words="倒车时吱吱响")
    concern.refresh_from_db()
    assert concern.words == "倒车时吱吱响"
    assert "刹车吱吱响" in done.entry.changes_text


def test_words_cannot_be_emptied(shop):
    order = visits.a_visit_arrived(shop)
    with refused("原话"):
        correct_words(shop.service_advisor, order.concerns.get(), words=" ")
