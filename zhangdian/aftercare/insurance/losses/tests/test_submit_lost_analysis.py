"""Submitted with words and at least one measure: for which reason, what, who, until when."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import desks
from zhangdian.aftercare.insurance.losses.tests.arranging import a_measure, drafted, submitted
from zhangdian.aftercare.insurance.models import DeskWord, LostAnalysis


@pytest.mark.duty("RNW-22")
def test_it_goes_to_the_manager_with_its_measures(shop):
    analysis = submitted(shop)
    assert (analysis.state, analysis.written_by_id) == (
        LostAnalysis.State.SUBMITTED,
        shop.renewal_clerk.person_id,
    )
    assert analysis.improvements.get().owner_id == shop.renewal_clerk.person_id
    (task,) = desks.analyses_to_approve(shop.fi_manager)
    assert task.verb == "批"


@pytest.mark.duty("RNW-22")
def test_without_a_measure_without_words_or_with_one_that_makes_no_sense_it_is_refused(shop):
    analysis = drafted(shop)
    concern = DeskWord.objects.filter(kind=DeskWord.Kind.CONCERN).first()
    for wrong, says in (
        ({"measures": []}, "至少要有一条改善措施"),
        ({"text": "太贵"}, "写几句分析"),
        ({"measures": [a_measure(shop, text=" ")]}, "要写做什么"),
        ({"measures": [a_measure(shop, due_on=shop.today - timedelta(days=1))]}, "已经过了"),
        ({"measures": [a_measure(shop, reason=concern)]}, "不是战败原因"),
    ):
        with refused(says):
            submitted(shop, analysis, **wrong)
    assert not analysis.improvements.exists()


def test_its_form_takes_a_line_for_each_measure(shop):
    analysis, one = drafted(shop), a_measure(shop)
    sent = {
        "text": "电销比上月多，客户嫌差价三百多",
        "measures-rows": "0",
        "measures-0-reason": one.reason.pk,
        "measures-0-text": one.text,
        "measures-0-owner": one.owner.pk,
        "measures-0-due_on": one.due_on.isoformat(),
    }
    browser_of(shop.renewal_clerk).post(f"/act/insurance.submit_lost_analysis/{analysis.pk}", sent)
    assert analysis.improvements.get().text == one.text
