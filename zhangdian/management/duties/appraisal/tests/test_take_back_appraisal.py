"""What was released by mistake is taken back, as long as nobody has objected."""

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, objected, released
from zhangdian.management.duties.models import Appraisal, DueItem


def take_back(who, appraisal):
    return actions.take_back_appraisal(who, appraisal, why="分打错了")


def test_it_is_scored_again_and_owed_again(shop):
    appraisal = released(shop)
    take_back(shop.front_desk_supervisor, appraisal)
    found = again(appraisal)
    assert (found.state, found.released_at, found.object_until) == (Appraisal.State.SCORING, None, None)
    assert found.item.standing_at(shop.now) == DueItem.Standing.DUE
    actions.release_appraisal(shop.front_desk_supervisor, found)
    assert again(appraisal).state == Appraisal.State.RELEASED


def test_after_an_objection_it_stays(shop):
    objection = objected(shop)
    with refused("已经提了异议"):
        take_back(shop.front_desk_supervisor, objection.appraisal)


def test_only_whoever_stands_above(shop):
    with refused("由前台主管"):
        take_back(shop.office_director, released(shop))
