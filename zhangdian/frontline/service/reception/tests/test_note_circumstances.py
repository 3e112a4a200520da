"""When and where it happens."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import note_circumstances


@pytest.mark.duty("PROC-R-12")
def test_chips_stand_beside_the_customers_own_words(shop):
    order = visits.a_visit_arrived(shop)
    [concern] = order.concerns.all()
    note_circumstances(shop.service_advisor, concern, circumstances=["早上冷的时候", "倒车", "倒车"])
    concern.refresh_from_db()
    assert (concern.words, concern.circumstances) == ("刹车吱吱响", "早上冷的时候、倒车")


def test_taking_all_chips_off_empties_it(shop):
    order = visits.a_visit_arrived(shop)
    [concern] = order.concerns.all()
    note_circumstances(shop.service_advisor, concern, circumstances=["低速"])
    note_circumstances(shop.service_advisor, concern, circumstances=[])
    concern.refresh_from_db()
    assert concern.circumstances == ""
