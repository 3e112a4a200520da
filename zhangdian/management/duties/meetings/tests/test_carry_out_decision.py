"""Its owner carries a decision out, and that act is the proof."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties


def test_its_owner_carries_it_out_and_the_act_is_the_proof(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("由林承志来办"):
        actions.carry_out_decision(shop.second_advisor, mine, how="做了")
    actions.carry_out_decision(shop.service_advisor, mine, how="三件套放到接待台")
    item = again(mine.item)
    assert item.standing_at(shop.now) == DueItem.Standing.IN_TIME
    assert Entry.objects.get(pk=item.proof_id).action == "duties.carry_out_decision"
    with refused("已经办结"):
        actions.carry_out_decision(shop.service_advisor, again(mine), how="再做")


def test_another_decision_that_was_carried_out_proves_it_not(shop):
    with_duties(shop)
    meeting = a_meeting(shop)
    one, two = decided(shop, meeting, "第一件"), decided(shop, meeting, "第二件")
    actions.carry_out_decision(shop.service_advisor, one, how="做了")
    the_clock_looks(shop)
    assert again(two.item).done_at is None
