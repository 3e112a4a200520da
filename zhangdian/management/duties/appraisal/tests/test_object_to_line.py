"""The person may object to a line, with a reason, within some days; the answer is owed by a day."""

from datetime import date

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here, refused
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties import desks
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, line_of, objected, opened, released
from zhangdian.management.duties.models import Objection


@pytest.mark.duty("STF-08")
def test_the_answer_is_the_superiors_due_item(shop):
    objection = objected(shop)
    assert objection.asked == "FDS"
    assert clock.local(objection.due_at).date() == date(2026, 12, 4)
    [task] = [each for each in desks.duties_of_mine(shop.front_desk_supervisor) if each.verb == "答复"]
    assert task.url == f"/duties/appraisals/{objection.appraisal_id}"
    assert "态度" in task.title
    assert desks.appraisals_to_sign(shop.service_advisor) == []


def test_within_its_days_and_once_for_each_line(shop):
    objection = objected(shop)
    with refused("已经提过异议"):
        actions.object_to_line(shop.service_advisor, objection.line, reason="再说一次")
    shop.later(days=4)
    with refused("日子过了"):
        actions.object_to_line(shop.service_advisor, line_of(objection.appraisal, 1), reason="晚了")
    assert Objection.objects.count() == 1


def test_with_a_reason_and_on_a_sheet_that_lies_before_him(shop):
    appraisal = opened(shop)
    with refused("待本人签"):
        actions.object_to_line(shop.service_advisor, line_of(appraisal), reason="还没发")
    actions.score_line(shop.front_desk_supervisor, line_of(appraisal), score=3)
    actions.release_appraisal(shop.front_desk_supervisor, again(appraisal))
    with refused("为什么不同意"):
        actions.object_to_line(shop.service_advisor, line_of(appraisal), reason="  ")


def test_nobody_objects_for_him(shop):
    line = line_of(released(shop))
    with refused("本人来做"):
        actions.object_to_line(shop.front_desk_supervisor, line, reason="替他说")
    with not_here():
        actions.object_to_line(shop.second_advisor, line, reason="替他说")


def test_in_the_browser(shop):
    appraisal = released(shop)
    mine = browser_of(shop.service_advisor)
    line = line_of(appraisal, 1)
    assert mine.post(f"/act/duties.object_to_line/{line.pk}", {"reason": "有一次被挡"}).status_code == 302
    page = mine.get(f"/duties/appraisals/{appraisal.pk}").content.decode()
    assert "有一次被挡" in page
    assert "撤回异议" in page
