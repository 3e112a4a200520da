"""Somebody else than its owner looks whether a decision is carried out."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided


def test_who_led_or_stands_above_its_owner_looks_whether_it_is_so(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("还没办结"):
        actions.confirm_decision(shop.front_desk_supervisor, mine)
    actions.carry_out_decision(shop.service_advisor, mine, how="做了")
    [task] = desks.decisions_to_confirm(shop.front_desk_supervisor)
    assert "做了" in task.remark
    with refused("由主持人"):
        actions.confirm_decision(shop.workshop_supervisor, again(mine))
    actions.confirm_decision(shop.service_manager, again(mine))
    assert desks.decisions_to_confirm(shop.front_desk_supervisor) == []
    with refused("已经确认"):
        actions.confirm_decision(shop.front_desk_supervisor, again(mine))


def test_what_the_leader_owes_himself_another_confirms(shop):
    mine = decided(shop, a_meeting(shop), owner=shop.person("front_desk_supervisor"))
    actions.carry_out_decision(shop.front_desk_supervisor, mine, how="做了")
    with refused("自己办的请别人确认"):
        actions.confirm_decision(shop.front_desk_supervisor, again(mine))
    actions.confirm_decision(shop.service_manager, again(mine))
