"""The reporter has seen what was answered: it leaves his Today."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import read_answer
from zhangdian.management.duties.matters.tests.arranging import again, answered, reported


def test_it_leaves_his_today_and_the_page_says_when(shop):
    matter = answered(shop, reported(shop))
    with refused("他来做"):
        read_answer(shop.fi_manager, matter)
    read_answer(shop.new_car_insurance, matter)
    assert desks.matters_answered(shop.new_car_insurance) == []
    assert again(matter).read_at == shop.now
    with refused("已经看过"):
        read_answer(shop.new_car_insurance, matter)


def test_what_waits_has_no_answer_to_read(shop):
    with refused("待答复"):
        read_answer(shop.new_car_insurance, reported(shop))
