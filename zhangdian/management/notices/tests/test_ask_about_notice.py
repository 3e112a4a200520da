"""What a reader does not understand goes to who published it."""

from tests.support.saying_no import refused
from zhangdian.management.notices import desks
from zhangdian.management.notices.actions import ask_about_notice, withdraw_notice
from zhangdian.management.notices.tests.arranging import again, receipt, told


def test_it_waits_for_who_published_it_and_for_nobody_else(shop):
    notice = told(shop)
    ask_about_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant), question="旧报价算不算？")
    [task] = desks.questions_to_answer(shop.new_car_insurance)
    assert "旧报价算不算？" in task.title
    assert desks.questions_to_answer(shop.fi_manager) == []


def test_one_thing_at_a_time_by_the_reader_himself_and_in_words(shop):
    notice = told(shop)
    mine = receipt(notice, shop.sales_consultant)
    with refused("各人读各人的"):
        ask_about_notice(shop.sales_manager, mine, question="？")
    with refused("请写要问什么"):
        ask_about_notice(shop.sales_consultant, mine, question=" ")
    ask_about_notice(shop.sales_consultant, mine, question="从哪天？")
    with refused("还没答复"):
        ask_about_notice(shop.sales_consultant, again(mine), question="还有呢？")


def test_nobody_asks_about_what_is_withdrawn(shop):
    notice = told(shop)
    withdraw_notice(shop.new_car_insurance, notice, why="发错人")
    with refused("已经撤回"):
        ask_about_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant), question="？")
