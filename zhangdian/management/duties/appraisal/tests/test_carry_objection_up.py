"""Unanswered at its day an objection goes to the next post above, and is that post's due item."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.appraisal import actions, jobs
from zhangdian.management.duties.appraisal.tests.arranging import again, answer, objected
from zhangdian.management.duties.models import DueItem
from zhangdian.people.organization.roles import Role


def to_answer(who) -> int:
    return sum(each.verb == "答复" for each in desks.duties_of_mine(who))


@pytest.mark.duty("STF-08")
def test_the_next_post_is_asked_and_the_first_has_not_done_it(shop):
    objection = objected(shop)
    shop.later(days=4)
    jobs.carry_up_for_store(shop.clock)
    found = again(objection)
    assert (found.asked, found.raised) == (Role.SERVICE_MANAGER, 1)
    assert found.due_at > shop.now
    assert objection.item.pk != found.item.pk
    assert again(objection.item).standing_at(shop.now) == DueItem.Standing.NOT_DONE
    assert [each.verb for each in desks.duties_of_mine(shop.service_manager) if each.verb == "答复"] == [
        "答复"
    ]
    assert not [each for each in desks.duties_of_mine(shop.front_desk_supervisor) if each.verb == "答复"]
    with refused("由服务经理答复"):
        answer(shop.front_desk_supervisor, found)
    answer(shop.service_manager, again(objection))
    assert again(found.item).standing_at(shop.now) == DueItem.Standing.IN_TIME


def test_the_clock_that_looks_again_carries_nothing_twice(shop):
    objection = objected(shop)
    shop.later(days=4)
    jobs.carry_up_for_store(shop.clock)
    jobs.carry_up_for_store(shop.clock)
    assert again(objection).raised == 1
    shop.later(days=4)
    jobs.carry_up_for_store(shop.clock)
    assert again(objection).asked == Role.GENERAL_MANAGER


def test_before_its_day_and_after_its_answer_it_stays(shop):
    objection = objected(shop)
    with refused("还没到期"):
        actions.carry_objection_up(shop.clock, objection)
    answer(shop.service_manager, objection)
    shop.later(days=9)
    jobs.carry_up_for_store(shop.clock)
    assert again(objection).raised == 0


def test_at_the_top_it_stays_with_who_is_there(shop):
    objection = objected(shop)
    for _ in range(6):
        shop.later(days=4)
        jobs.carry_up_for_store(shop.clock)
    found = again(objection)
    assert found.asked == Role.CHIEF_EXECUTIVE
    with refused("上面没有人"):
        actions.carry_objection_up(shop.clock, found)
