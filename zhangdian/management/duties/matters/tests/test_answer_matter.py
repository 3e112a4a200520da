"""An answer is a measure that somebody owes by an hour; it stands in his day like every duty."""

from datetime import time, timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.confirming.actions import confirm_done, refuse_done, say_done
from zhangdian.management.duties.matters.tests.arranging import again, answered, reported, tomorrow
from zhangdian.management.duties.models import DueItem, Matter


@pytest.mark.duty("NBI-10")
def test_the_measure_is_owed_by_its_owner_and_the_reporter_hears(shop):
    matter = answered(shop, reported(shop))
    assert (matter.state, matter.answer) == (Matter.State.ANSWERED, "联系保险公司换线路")
    assert matter.item.done_at == matter.answered_at
    [task] = desks.duties_of_mine(shop.insurance_clerk)
    assert (task.title, task.verb, task.remark) == ("联系保险公司换线路", "办", "上报的事")
    [news] = desks.matters_answered(shop.new_car_insurance)
    assert "联系保险公司换线路" in news.remark
    assert desks.matters_to_answer(shop.fi_manager) == []
    page = browser_of(shop.insurance_clerk).get(task.url).content.decode()
    assert f"/duties/matters/{matter.pk}" in page


def test_its_owner_says_it_is_done_and_who_answered_looks(shop):
    matter = answered(shop, reported(shop))
    look = say_done(shop.insurance_clerk, matter.measure, words="换好了").subject
    assert desks.looks_of_mine(shop.fi_manager)
    with refused("别人复核"):
        confirm_done(shop.insurance_clerk, look)
    confirm_done(shop.fi_manager, look)
    matter.measure.refresh_from_db()
    assert matter.measure.standing_at(shop.now) == DueItem.Standing.IN_TIME
    assert "按时" in browser_of(shop.new_car_insurance).get(f"/duties/matters/{matter.pk}").content.decode()


def test_what_came_back_says_so_on_his_today(shop):
    matter = answered(shop, reported(shop))
    look = say_done(shop.insurance_clerk, matter.measure, words="换好了").subject
    refuse_done(shop.fi_manager, look, why="还是慢")
    [task] = desks.duties_of_mine(shop.insurance_clerk)
    assert task.remark == "上报的事 · 退回：还是慢"


def test_nobody_answers_his_own_and_nobody_beside_the_line(shop):
    own = reported(shop, "fi_manager", what="经理自己的")
    with refused("自己报的", "总经理"):
        answered(shop, own)
    with refused("金融保险经理", "上级"):
        answered(shop, reported(shop), "service_manager")
    assert answered(shop, reported(shop), "general_manager").state == Matter.State.ANSWERED


def test_the_measure_has_words_and_an_hour_to_come(shop):
    matter = reported(shop)
    with refused("措施"):
        answered(shop, matter, measure="  ")
    with refused("今天以后"):
        answered(shop, matter, day=shop.today - timedelta(days=1))
    with refused("期限已经过去"):
        answered(shop, matter, day=shop.today, hour=time(0, 1))
    answered(shop, matter)
    with refused("已答复"):
        answered(shop, matter)


def test_who_has_nobody_above_him_gives_the_measure_to_somebody_else(shop):
    matter = reported(shop, "general_manager", what="集团要的数")
    with refused("交给别人"):
        answered(shop, matter, "chief_executive", owner=shop.person("chief_executive"), day=tomorrow(shop))
    assert again(matter).state == Matter.State.OPEN


def test_the_form_knows_the_proposal_and_the_reporter(shop):
    matter = reported(shop, proposal="换条线路")
    page = browser_of(shop.fi_manager).get(f"/duties/matters/{matter.pk}").content.decode()
    assert "换条线路</textarea>" in page
    assert "duties.answer_matter" in page
    assert (
        "duties.answer_matter"
        not in browser_of(shop.new_car_insurance).get(f"/duties/matters/{matter.pk}").content.decode()
    )
