"""What is scored goes to the person; that it was in time is the superior's own duty."""

from datetime import date, datetime

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here, refused
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties import desks
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, line_of, opened, released
from zhangdian.management.duties.models import Appraisal, DueItem

LATE = datetime(2026, 12, 6, 9, 0, tzinfo=clock.CHINA)


@pytest.mark.duty("STF-08", "WSM-12", "SVM-14")
def test_in_time_it_is_the_superiors_duty_done_and_lies_before_the_person(shop):
    appraisal = released(shop)
    assert appraisal.state == Appraisal.State.RELEASED
    assert appraisal.item.standing_at(shop.now) == DueItem.Standing.IN_TIME
    assert clock.local(appraisal.object_until).date() == date(2026, 12, 4)
    [task] = desks.appraisals_to_sign(shop.service_advisor)
    assert task.url == f"/duties/appraisals/{appraisal.pk}"
    assert desks.appraisals_to_sign(shop.second_advisor) == []


@pytest.mark.duty("STF-08", "SVM-14")
def test_unsent_by_the_day_its_superior_is_late_with_the_name(shop):
    appraisal = opened(shop)
    shop.at(LATE)
    tasks = desks.duties_of_mine(shop.front_desk_supervisor)
    mine = [task for task in tasks if task.url == f"/duties/appraisals/{appraisal.pk}"]
    assert [task.verb for task in mine] == ["评分"]
    assert shop.person("service_advisor").name in mine[0].title
    assert mine[0].due < shop.now


def test_what_is_not_scored_is_not_released(shop):
    appraisal = opened(shop)
    with refused("还没评：态度"):
        actions.release_appraisal(shop.front_desk_supervisor, appraisal)


def test_nobody_releases_his_own_or_anothers(shop):
    appraisal = opened(shop)
    actions.score_line(shop.front_desk_supervisor, line_of(appraisal), score=3)
    with refused("由前台主管"):
        actions.release_appraisal(shop.office_director, again(appraisal))
    with not_here():
        actions.release_appraisal(shop.parts_manager, again(appraisal))
    with refused("发出考核单由"):
        actions.release_appraisal(shop.service_advisor, again(appraisal))


def test_in_the_browser(shop):
    appraisal = opened(shop)
    actions.score_line(shop.front_desk_supervisor, line_of(appraisal), score=3)
    head = browser_of(shop.front_desk_supervisor)
    assert head.post(f"/act/duties.release_appraisal/{appraisal.pk}", {}).status_code == 302
    assert again(appraisal).state == Appraisal.State.RELEASED
    page = browser_of(shop.service_advisor).get(f"/duties/appraisals/{appraisal.pk}").content.decode()
    assert "提异议" in page
    assert "看过，签字" in page
