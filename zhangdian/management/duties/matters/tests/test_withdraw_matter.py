"""What has settled itself is taken back; nobody owes an answer."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import withdraw_matter
from zhangdian.management.duties.matters.tests.arranging import again, answered, reported, sent_back
from zhangdian.management.duties.models import Matter


def test_its_reporter_takes_it_back_with_a_reason(shop):
    matter = reported(shop)
    with refused("为什么"):
        withdraw_matter(shop.new_car_insurance, matter, why="")
    with refused("由他撤回"):
        withdraw_matter(shop.fi_manager, matter, why="报重了")
    withdraw_matter(shop.new_car_insurance, matter, why="已经解决了")
    after = again(matter)
    assert (after.state, after.answer) == (Matter.State.WITHDRAWN, "已经解决了")
    assert after.item.excused_because == "报的人撤回了"
    assert desks.matters_to_answer(shop.fi_manager) == []


def test_where_more_was_asked_and_nobody_says_more_who_asked_may_end_it(shop):
    matter = sent_back(shop, reported(shop))
    with refused("由他撤回"):
        withdraw_matter(shop.service_manager, matter, why="没下文")
    withdraw_matter(shop.fi_manager, matter, why="没下文")
    assert again(matter).state == Matter.State.WITHDRAWN


def test_what_is_answered_stands(shop):
    matter = answered(shop, reported(shop))
    with refused("已答复"):
        withdraw_matter(shop.new_car_insurance, matter, why="算了")
