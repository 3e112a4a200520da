"""What was found or done, added and never edited."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.complaints.actions import note_step
from zhangdian.aftercare.care.models import Complaint
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel import registry


@pytest.mark.duty("CSR-32", "CRM-03")
def test_who_did_what_stands_in_the_file(shop):
    complaint = arranging.a_complaint_taken(shop)
    note_step(shop.workshop_supervisor, complaint, what="查打卡：10:40 才有工位")
    steps = [(step.by, step.what) for step in complaint.steps.all()]
    assert steps[-1] == (shop.person("workshop_supervisor"), "查打卡：10:40 才有工位")


@pytest.mark.duty("CSR-14")
def test_a_closed_one_takes_an_addendum_and_its_text_stays(shop):
    complaint = arranging.a_complaint_answered(shop)
    arranging.close(shop, complaint)
    before = arranging.fresh(complaint).words
    note_step(shop.customer_relations_manager, complaint, what="月会已讨论")
    assert complaint.steps.last().what == "结案后补充：月会已讨论"
    assert arranging.fresh(complaint).words == before


@pytest.mark.duty("CSR-14")
def test_no_act_of_the_house_changes_the_customer_s_words(shop):
    for action in registry.actions_on(Complaint):
        assert "words" not in action.inputs, action.name


def test_an_empty_step_is_none(shop):
    with refused("做了什么"):
        note_step(shop.service_advisor, arranging.a_complaint_taken(shop), what=" ")
