"""The reporter says more: it waits anew, with its whole time."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import add_to_matter
from zhangdian.management.duties.matters.tests.arranging import again, reported, sent_back, titles
from zhangdian.management.duties.models import Matter


def test_it_goes_up_again_with_a_new_hour(shop):
    first = reported(shop)
    matter = sent_back(shop, first)
    shop.later(hours=3)
    with refused("补充了什么"):
        add_to_matter(shop.new_car_insurance, matter, more=" ")
    with refused("他来做"):
        add_to_matter(shop.fi_manager, matter, more="我来写")
    add_to_matter(shop.new_car_insurance, matter, more="人保，九点到十点")
    after = again(matter)
    assert (after.state, after.answered_at) == (Matter.State.OPEN, None)
    assert after.what == "系统报价慢\n补充：人保，九点到十点"
    assert after.item_id != first.item_id
    assert after.item.due_at > first.item.due_at
    assert titles(desks.matters_to_answer(shop.fi_manager)) == [after.what]
    assert desks.matters_to_complete(shop.new_car_insurance) == []


def test_it_stays_readable(shop):
    matter = sent_back(shop, reported(shop, what="长" * 400))
    with refused("最多 500 字"):
        add_to_matter(shop.new_car_insurance, matter, more="长" * 200)
