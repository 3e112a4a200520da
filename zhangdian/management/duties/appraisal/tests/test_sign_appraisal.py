"""The person signs what he has read; what he says stands beside."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here, refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, objected, opened, released
from zhangdian.management.duties.models import Appraisal


@pytest.mark.duty("STF-08")
def test_his_words_are_kept_beside(shop):
    appraisal = released(shop)
    actions.sign_appraisal(shop.service_advisor, appraisal, words="下月注意")
    found = again(appraisal)
    assert (found.state, found.answer, found.signed_at) == (Appraisal.State.SIGNED, "下月注意", shop.now)


def test_not_with_an_objection_that_waits(shop):
    objection = objected(shop)
    with refused("异议还没答复"):
        actions.sign_appraisal(shop.service_advisor, again(objection.appraisal))


def test_nobody_signs_for_him_and_not_before_it_lies_before_him(shop):
    appraisal = opened(shop)
    with refused("待本人签"):
        actions.sign_appraisal(shop.service_advisor, appraisal)
    actions.score_line(shop.front_desk_supervisor, appraisal.lines.get(order=2), score=3)
    actions.release_appraisal(shop.front_desk_supervisor, again(appraisal))
    with refused("本人来做"):
        actions.sign_appraisal(shop.front_desk_supervisor, again(appraisal))
    with not_here():
        actions.sign_appraisal(shop.second_advisor, again(appraisal))


def test_in_the_browser_and_on_paper(shop):
    appraisal = released(shop)
    mine = browser_of(shop.service_advisor)
    assert mine.post(f"/act/duties.sign_appraisal/{appraisal.pk}", {"words": "同意"}).status_code == 302
    paper = mine.get(f"/duties/appraisals/{appraisal.pk}/paper").content.decode()
    assert "本人的话：同意" in paper
    assert "系统签" in paper
