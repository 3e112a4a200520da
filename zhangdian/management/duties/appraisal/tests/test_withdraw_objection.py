"""He does agree after all: nobody owes an answer."""

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, answer, objected
from zhangdian.management.duties.models import Appraisal, DueItem, Objection


def test_nobody_owes_an_answer_and_he_may_sign(shop):
    objection = objected(shop)
    actions.withdraw_objection(shop.service_advisor, objection)
    found = again(objection)
    assert found.outcome == Objection.Outcome.WITHDRAWN
    assert found.item.standing_at(shop.now) == DueItem.Standing.NOT_APPLICABLE
    actions.sign_appraisal(shop.service_advisor, again(objection.appraisal))
    assert again(objection.appraisal).state == Appraisal.State.SIGNED


def test_only_he_himself_and_only_before_the_answer(shop):
    objection = objected(shop)
    with refused("本人来做"):
        actions.withdraw_objection(shop.front_desk_supervisor, objection)
    answer(shop.service_manager, objection)
    with refused("已经答复"):
        actions.withdraw_objection(shop.service_advisor, again(objection))
