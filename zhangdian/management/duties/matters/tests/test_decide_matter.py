"""What one may decide oneself may be decided after it was reported."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import decide_matter
from zhangdian.management.duties.matters.tests.arranging import again, reported
from zhangdian.management.duties.models import Matter


@pytest.mark.duty("WSM-20")
def test_the_supervisor_settles_it_himself_and_nobody_owes_an_answer(shop):
    matter = reported(shop, "workshop_supervisor", of="车间事务", what="三号工位漏油")
    with refused("怎么定"):
        decide_matter(shop.workshop_supervisor, matter, decision=" ")
    decide_matter(shop.workshop_supervisor, matter, decision="已清，换密封圈")
    after = again(matter)
    assert (after.state, after.answer) == (Matter.State.DECIDED, "已清，换密封圈")
    assert after.item.excused_because == "本人自己定了"
    assert desks.matters_to_answer(shop.service_manager) == []


def test_not_another_and_not_what_must_be_reported(shop):
    matter = reported(shop, "workshop_supervisor", of="车间事务")
    with refused("他来做"):
        decide_matter(shop.service_manager, matter, decision="我来定")
    with refused("不能自己定"):
        decide_matter(shop.new_car_insurance, reported(shop), decision="就这样")
