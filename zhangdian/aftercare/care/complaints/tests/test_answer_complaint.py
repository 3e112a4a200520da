"""The customer is told what is done."""

from decimal import Decimal

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.care import desks
from zhangdian.aftercare.care.models import Complaint
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import set_authority_limit

CHOICE = "care.customer_could_choose"
REST = ("labour_percent", "parts_percent", "order_discount", "refund", "vehicle_discount", "write_off")


@pytest.mark.duty("CSR-03", "CSR-32", "CSR-30")
def test_cause_remedy_and_what_he_was_told_are_kept(shop):
    complaint = arranging.a_complaint_taken(shop)
    shop.later(minutes=40)
    arranging.answer(shop, complaint)
    complaint = arranging.fresh(complaint)
    assert (complaint.state, complaint.cause, complaint.remedy) == ("answered", "waiting", "下次预约优先")
    assert complaint.first_answered_at == complaint.answered_at == shop.now
    assert "前台主管致歉" in complaint.steps.last().what


@pytest.mark.duty("CSR-12", "CSS-02")
def test_then_the_care_desk_asks_him_whether_it_is_well(shop):
    arranging.a_complaint_answered(shop)
    [task] = desks.complaints_of_mine(shop.aftersales_care)
    assert (task.title, task.verb) == ("投诉已答复，回访客户满意吗", "回访")
    assert desks.complaints_of_mine(shop.front_desk_supervisor) == []


@pytest.mark.duty("CSR-33")
def test_one_way_only_is_asked_about_and_two_are_a_choice(shop):
    complaint = arranging.a_complaint_taken(shop)
    with asked(CHOICE, "只给了一个办法"):
        arranging.answer(shop, complaint, also_offered="")
    arranging.answer(shop, complaint, also_offered="重洗一次，或退洗车费")


@pytest.mark.duty("CSR-34", "FDS-04")
def test_compensation_above_his_limit_waits_for_a_signature(shop):
    complaint = arranging.a_complaint_taken(shop)
    done = arranging.answer(shop, complaint, goodwill=Decimal(1000))
    assert done.waits_for_signature
    assert arranging.fresh(complaint).state == "taken"
    sign_request(shop.service_manager, done.subject)
    complaint = arranging.fresh(complaint)
    assert (complaint.state, complaint.goodwill) == ("answered", Decimal(1000))


@pytest.mark.duty("CSR-34")
def test_within_his_limit_he_gives_it_himself(shop):
    complaint = arranging.a_complaint_taken(shop)
    assert not arranging.answer(shop, complaint, goodwill=Decimal(300)).waits_for_signature


def test_what_he_gave_this_month_counts(shop):
    set_authority_limit(
        shop.general_manager,
        role=Role.FRONT_DESK_SUPERVISOR,
        goodwill=Decimal(300),
        monthly_budget=Decimal(500),
        since=shop.today,
        **dict.fromkeys(REST, Decimal(0)),
    )
    first, second = arranging.a_complaint_taken(shop), arranging.a_complaint_taken(shop)
    assert not arranging.answer(shop, first, goodwill=Decimal(300)).waits_for_signature
    asked_for = arranging.answer(shop, second, goodwill=Decimal(250))
    assert asked_for.waits_for_signature
    assert "本月额度只剩 200.00 元" in asked_for.subject.effect


@pytest.mark.parametrize("left_out", ["remedy", "told"])
@pytest.mark.duty("CSR-03")
def test_a_remedy_that_nobody_told_him_is_no_answer(shop, left_out):
    with refused("怎么处理"):
        arranging.answer(shop, arranging.a_complaint_taken(shop), **{left_out: " "})


@pytest.mark.duty("CSR-30")
def test_what_nobody_has_taken_is_not_answered(shop):
    with refused("待受理"):
        arranging.answer(shop, arranging.a_complaint(shop))


def test_compensation_is_not_negative(shop):
    with refused("不能是负数"):
        arranging.answer(shop, arranging.a_complaint_taken(shop), goodwill=Decimal(-5))
    assert Complaint.objects.get().state == "taken"
