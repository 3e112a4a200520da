"""The superior scores what no record tells; off the middle he says for what."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here, refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, line_of, opened
from zhangdian.people.organization.staff import actions as staff


def score(who, line, points, ground=""):
    return actions.score_line(who, line, score=points, ground=ground)


@pytest.mark.duty("STF-08", "FDS-02")
def test_the_middle_needs_no_words_and_moves_the_sum(shop):
    appraisal = opened(shop)
    assert appraisal.total is None
    score(shop.front_desk_supervisor, line_of(appraisal), 3)
    line = line_of(appraisal)
    assert line.value == 3
    assert line.points == 24
    assert line.scored_by == shop.person("front_desk_supervisor")
    assert again(appraisal).total == 60


@pytest.mark.parametrize("points", [1, 2, 4, 5])
def test_off_the_middle_says_for_what(shop, points):
    line = line_of(opened(shop))
    with refused("依据"):
        score(shop.front_desk_supervisor, line, points)
    score(shop.front_desk_supervisor, line, points, "三位客户点名表扬")
    assert again(line).because == "三位客户点名表扬"


def test_as_long_as_it_is_not_released_it_may_be_scored_again(shop):
    line = line_of(opened(shop))
    score(shop.front_desk_supervisor, line, 5, "很好")
    score(shop.front_desk_supervisor, again(line), 4, "还好")
    assert again(line).points == 32


def test_what_is_reckoned_is_not_scored_and_no_other_score_is_one(shop):
    appraisal = opened(shop)
    with refused("不用打分"):
        score(shop.front_desk_supervisor, line_of(appraisal, 1), 3)
    with refused("1 到 5"):
        score(shop.front_desk_supervisor, line_of(appraisal), 6, "太好了")


def test_nobody_scores_himself_and_nobody_who_does_not_stand_above(shop):
    line = line_of(opened(shop))
    with refused("由前台主管"):
        score(shop.office_director, line, 3)
    with not_here():
        score(shop.workshop_supervisor, line, 3)
    score(shop.service_manager, line, 3)


def test_a_deputy_of_his_superior_does_not_score_himself(shop):
    line = line_of(opened(shop))
    staff.name_deputy(
        shop.front_desk_supervisor,
        shop.person("front_desk_supervisor"),
        deputy=shop.person("service_advisor"),
        since=shop.today,
        until=shop.today,
    )
    with refused("自己的考核单"):
        score(shop.service_advisor, line, 3)


def test_in_the_browser_one_tap(shop):
    appraisal = opened(shop)
    head = browser_of(shop.front_desk_supervisor)
    page = head.get(f"/duties/appraisals/{appraisal.pk}").content.decode()
    assert "/act/duties.score_line/" in page
    line = line_of(appraisal)
    assert head.post(f"/act/duties.score_line/{line.pk}", {"score": "3"}).status_code == 302
    assert again(line).points == 24
