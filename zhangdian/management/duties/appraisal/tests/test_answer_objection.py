"""An objection is answered: upheld, or other points; never alone by who gave the score."""

from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here, refused
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.management.duties.appraisal import actions, check
from zhangdian.management.duties.appraisal.tests.arranging import again, answer, line_of, objected
from zhangdian.management.duties.models import DueItem, Objection
from zhangdian.management.duties.tests import arranging as duties


@pytest.mark.duty("STF-08")
def test_corrected_the_old_points_stay_beside_the_new(shop):
    objection = objected(shop)
    answer(shop.service_manager, objection, "24.5", "两次里有一次在抢修")
    line, found = again(objection.line), again(objection)
    assert (line.points, line.corrected, line.stands) == (16, Decimal("24.5"), Decimal("24.5"))
    assert again(objection.appraisal).total == Decimal("61.3")
    assert found.outcome == Objection.Outcome.CORRECTED
    assert found.item.standing_at(shop.now) == DueItem.Standing.IN_TIME
    assert list(check.points_are_those_of_their_events(shop.store)) == []
    page = browser_of(shop.service_advisor).get(f"/duties/appraisals/{objection.appraisal_id}")
    assert '<del class="lbl">16.0</del> <b>24.5</b>' in page.content.decode()


def test_upheld_nothing_moves(shop):
    objection = objected(shop)
    answer(shop.service_manager, objection)
    assert again(objection.line).corrected is None
    assert again(objection).answer == "核对过记录"


def test_who_scored_the_line_needs_the_next_above_to_see_it(shop):
    objection = objected(shop)
    asked = answer(shop.front_desk_supervisor, objection, "20")
    assert asked.waits_for_signature
    assert again(objection).is_open
    assert asked.subject.needed == "SVM"
    assert "16.0 改为 20 分" in asked.subject.effect
    sign_request(shop.service_manager, asked.subject)
    assert again(objection.line).corrected == 20
    assert again(objection).answered_by == shop.person("front_desk_supervisor")


def test_the_next_above_may_refuse_and_answer_himself(shop):
    objection = objected(shop)
    asked = answer(shop.front_desk_supervisor, objection)
    refuse_request(shop.service_manager, asked.subject, reason="要改")
    answer(shop.service_manager, again(objection), "24")
    assert again(objection.line).corrected == 24


def test_of_what_is_reckoned_the_superior_answers_alone(shop):
    duties.with_duties(shop)
    objection = objected(shop, order=1)
    assert not answer(shop.front_desk_supervisor, objection, "30").waits_for_signature


@pytest.mark.parametrize(
    ("new", "says"), [("40.1", "0 到 40"), ("16", "现在就是"), ("1.25", "一位小数"), ("-1", "0 到 40")]
)
def test_points_make_sense(shop, new, says):
    objection = objected(shop)
    with refused(says):
        answer(shop.service_manager, objection, new)


def test_upheld_has_no_points_and_nobody_withdraws_for_him(shop):
    objection = objected(shop)
    with refused("维持就不填分"):
        actions.answer_objection(
            shop.service_manager,
            objection,
            outcome=Objection.Outcome.UPHELD,
            reason="不变",
            points=Decimal(20),
        )
    with refused("撤回由本人"):
        actions.answer_objection(
            shop.service_manager, objection, outcome=Objection.Outcome.WITHDRAWN, reason="撤"
        )


def test_answered_once_and_only_from_above(shop):
    objection = objected(shop)
    with refused("由前台主管"):
        answer(shop.office_director, objection)
    with not_here():
        answer(shop.parts_manager, objection)
    answer(shop.service_manager, objection)
    with refused("已经答复"):
        answer(shop.general_manager, again(objection))


def test_in_the_browser_what_the_records_say_now_stands_beside(shop):
    objection = objected(shop)
    head = browser_of(shop.service_manager)
    page = head.get(f"/duties/appraisals/{objection.appraisal_id}").content.decode()
    assert "/act/duties.answer_objection/" in page
    given = {"outcome": "corrected", "points": "20", "reason": "有理"}
    assert head.post(f"/act/duties.answer_objection/{objection.pk}", given).status_code == 302
    assert line_of(objection.appraisal).corrected == 20
