"""The superior signs what its person has signed."""

from tests.support.saying_no import not_here, refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import again, released, signed
from zhangdian.management.duties.models import Appraisal


def test_it_waits_for_the_post_above_and_is_then_signed(shop):
    appraisal = signed(shop)
    [task] = desks.appraisals_to_agree(shop.front_desk_supervisor)
    assert task.url == f"/duties/appraisals/{appraisal.pk}"
    actions.agree_appraisal(shop.front_desk_supervisor, appraisal)
    found = again(appraisal)
    assert (found.state, found.agreed_by) == (Appraisal.State.AGREED, shop.person("front_desk_supervisor"))
    assert desks.appraisals_to_agree(shop.front_desk_supervisor) == []


def test_not_before_the_person_and_not_by_another(shop):
    appraisal = released(shop)
    with refused("待上级签"):
        actions.agree_appraisal(shop.front_desk_supervisor, appraisal)
    actions.sign_appraisal(shop.service_advisor, again(appraisal))
    with refused("由前台主管"):
        actions.agree_appraisal(shop.office_director, again(appraisal))
    with not_here():
        actions.agree_appraisal(shop.customer_relations_manager, again(appraisal))
