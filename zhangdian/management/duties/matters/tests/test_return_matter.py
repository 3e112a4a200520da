"""What cannot be answered as it stands goes back for more."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.matters.actions import return_matter
from zhangdian.management.duties.matters.tests.arranging import again, reported, sent_back, titles
from zhangdian.management.duties.models import Matter


def test_it_waits_for_its_reporter_and_nobody_owes_an_answer_meanwhile(shop):
    matter = reported(shop)
    with refused("补充什么"):
        return_matter(shop.fi_manager, matter, wanted="")
    with refused("自己报的"):
        return_matter(shop.new_car_insurance, matter, wanted="更多")
    matter = sent_back(shop, matter)
    assert matter.state == Matter.State.RETURNED
    [task] = desks.matters_to_complete(shop.new_car_insurance)
    assert (task.verb, task.remark) == ("补充", "陈守信：哪家公司，几点到几点")
    assert titles(desks.matters_to_answer(shop.fi_manager)) == []
    assert again(matter).item.done_at is not None
