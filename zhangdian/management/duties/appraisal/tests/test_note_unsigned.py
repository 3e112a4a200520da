"""Who has left or does not want to sign holds up no month: his superior says so."""

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, objected, released
from zhangdian.management.duties.models import Appraisal


def note(who, appraisal):
    return actions.note_unsigned(who, appraisal, why="已离职")


def test_when_the_days_to_object_are_over(shop):
    appraisal = released(shop)
    with refused("还没过"):
        note(shop.front_desk_supervisor, appraisal)
    shop.later(days=4)
    note(shop.front_desk_supervisor, appraisal)
    found = again(appraisal)
    assert (found.state, found.unsigned_because) == (Appraisal.State.SIGNED, "已离职")


def test_not_over_an_objection_that_waits_and_not_by_another(shop):
    objection = objected(shop)
    shop.later(days=4)
    with refused("异议还没答复"):
        note(shop.front_desk_supervisor, again(objection.appraisal))
    with refused("由前台主管"):
        note(shop.office_director, again(objection.appraisal))
