"""The general manager signs a department's month; an answer that is missing shows."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import asked, refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again
from zhangdian.management.duties.appraisal.tests.test_answer_department import score_of
from zhangdian.management.duties.models import DepartmentScore


@pytest.mark.duty("OFD-03")
def test_a_missing_answer_shows_and_is_gone_past_only_with_a_reason(shop):
    score = score_of(shop)
    page = browser_of(shop.general_manager).get(f"/duties/appraisals/departments/{score.pk}")
    assert "还没答复" in page.content.decode()
    month = browser_of(shop.general_manager).get(f"/duties/appraisals/months/{score.month_id}")
    assert "待部门答复" in month.content.decode()
    with asked("duties.department_has_answered", "还没答复"):
        actions.sign_department(shop.general_manager, score)
    because = {"duties.department_has_answered": "当面说过了"}
    actions.sign_department(shop.general_manager, score, because=because)
    assert again(score).signed_by == shop.person("general_manager")


def test_signed_it_is_not_answered_any_more(shop):
    score = score_of(shop)
    actions.answer_department(shop.service_manager, score, words="都达到了")
    actions.sign_department(shop.general_manager, again(score))
    assert again(score).state == DepartmentScore.State.SIGNED
    with refused("已签"):
        actions.answer_department(shop.service_manager, again(score), words="再说一句")


def test_nobody_else_signs(shop):
    score = score_of(shop)
    with refused("总经理"):
        actions.sign_department(shop.office_director, score)
