"""Whoever hears a question writes it down."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked as questioned
from tests.support.saying_no import not_here, refused
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import end_inquiry_topic, record_inquiry
from zhangdian.aftercare.care.inquiries.forms import RecordInquiryForm
from zhangdian.aftercare.care.inquiries.tests.arranging import (
    CARE,
    PHONE,
    SERVICE,
    asked,
    asked_by_sales,
    topic,
)
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers.actions import change_vehicle
from zhangdian.people.customers.erasing.tests.test_ask_for_erasure import erased
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.staff.actions import disable_person, end_tenure


def titles(who):
    return [task.title for task in desks.inquiries_of_mine(who)]


@pytest.mark.duty("CSR-01")
def test_a_known_number_finds_the_customer_and_it_stays_on_today_until_answered(shop):
    owner = visits.a_customer(shop, phone=PHONE)
    inquiry = asked(shop)
    assert (inquiry.customer, inquiry.state, inquiry.owner) == (owner, "open", shop.person("customer_care"))
    assert inquiry.number.startswith("ZX")
    [task] = desks.inquiries_of_mine(shop.customer_care)
    assert (task.title, task.verb) == ("咨询等您答复", "答复")
    assert titles(shop.aftersales_care) == []


@pytest.mark.duty("CSR-01")
def test_from_the_customer_s_page_he_and_his_car_are_filled_in(shop):
    car = visits.a_car(shop)
    form = RecordInquiryForm(shop.customer_care, None, initial={"customer": str(car.owner_id)})
    assert form["plate"].value() == car.plate
    assert form["customer"].value() == str(car.owner_id)
    assert "邹雪梅" in form.says


@pytest.mark.duty("CSR-01")
def test_a_plate_brings_car_and_owner(shop):
    car = visits.a_car(shop)
    inquiry = asked(shop, phone="", plate=car.plate)
    assert (inquiry.vehicle, inquiry.customer) == (car, car.owner)


def test_a_file_that_is_to_be_forgotten_takes_part_in_nothing(shop):
    owner = visits.a_customer(shop, phone=PHONE)
    asked(shop)
    erased(shop, owner)
    assert Customer.objects.get(pk=owner.pk).restricted_at
    assert asked(shop, SERVICE).customer is None
    with refused("删除"):
        asked(shop, customer=owner, question="还有一件事")


@pytest.mark.duty("CSR-03")
def test_its_hour_follows_from_the_topic_in_the_store_s_time(shop):
    inquiry = asked(shop)
    assert inquiry.due_at == shop.now + timedelta(minutes=60)
    shop.at("17:50")
    assert asked(shop, question="明天几点开门").due_at > shop.now + timedelta(hours=12)


@pytest.mark.duty("CSR-03")
def test_what_was_promised_is_the_hour(shop):
    promised = shop.now + timedelta(minutes=20)
    assert asked(shop, promised_at=promised).due_at == promised
    for wrong in (shop.now, shop.now + timedelta(days=15)):
        with refused("答应的时间"):
            asked(shop, question="再问一件事", promised_at=wrong)


@pytest.mark.duty("CSR-03")
def test_unanswered_past_its_hour_it_is_late_on_today_and_for_who_stands_above(shop):
    asked(shop, promised_at=shop.now + timedelta(minutes=20))
    shop.later(minutes=20)
    assert [task.tone for task in desks.inquiries_of_mine(shop.customer_care)] == [""]
    assert titles(shop.customer_relations_manager) == []
    shop.later(minutes=1)
    assert [task.tone for task in desks.inquiries_of_mine(shop.customer_care)] == ["late"]
    assert titles(shop.customer_relations_manager) == ["郑念慈超时没答复"]


@pytest.mark.duty("SA-12")
def test_of_an_advisor_s_customer_it_goes_to_the_advisor_and_late_to_his_supervisor(shop):
    car = visits.a_car(shop)
    change_vehicle(shop.service_manager, car, advisor=shop.person("second_advisor"))
    inquiry = asked(shop, SERVICE, phone="", plate=car.plate, channel=Inquiry.Channel.WECHAT)
    assert inquiry.owner == shop.person("second_advisor")
    assert titles(shop.service_advisor) == []
    assert titles(shop.second_advisor) == ["咨询等您答复"]
    shop.later(minutes=31)
    assert titles(shop.front_desk_supervisor) == ["萧玉洁超时没答复"]


def test_of_nobody_s_customer_the_whole_post_has_it(shop):
    assert asked(shop, SERVICE).owner is None
    assert titles(shop.service_advisor) == titles(shop.second_advisor) == ["咨询等您答复"]


def test_another_is_chosen_and_answers_in_his_own_post(shop):
    inquiry = asked(shop, owner=shop.person("renewal_clerk"))
    assert (inquiry.owner, inquiry.desk) == (shop.person("renewal_clerk"), "RNW")


def test_who_is_gone_or_has_no_post_answers_nothing(shop):
    gone = shop.person("renewal_clerk")
    for tenure in Tenure.objects.filter(person=gone, until=None):
        end_tenure(shop.office_director, tenure)
    shop.later(days=1)
    with refused("没有任职"):
        asked(shop, owner=gone)
    disable_person(shop.office_director, gone, reason="离职")
    with refused("账号已停用"):
        asked(shop, owner=shop.person("renewal_clerk"))


@pytest.mark.duty("NBI-11")
def test_a_colleague_asks_with_his_department(shop):
    inquiry = asked_by_sales(shop)
    assert (inquiry.colleague, inquiry.department, inquiry.channel) == (
        shop.person("sales_consultant"),
        shop.person("sales_consultant").department,
        "inside",
    )
    assert titles(shop.new_car_insurance) == ["咨询等您答复"]
    with refused("哪位同事"):
        asked_by_sales(shop, colleague=None)


def test_answered_at_once_it_waits_for_nobody(shop):
    inquiry = asked(shop, SERVICE, phone="", reply="下周一起营业到晚上八点")
    assert (inquiry.state, inquiry.minutes, inquiry.answered_by) == (
        "answered",
        0,
        shop.person("customer_care"),
    )
    assert inquiry.awaited_of == ""
    assert titles(shop.customer_care) == []


def test_an_answer_later_needs_somebody_to_give_it_to(shop):
    with refused("答复谁"):
        asked(shop, phone="", caller="一位先生")


def test_a_plate_that_nobody_knows_is_told(shop):
    with refused("没有车牌"):
        asked(shop, plate="宁Z99999")


def test_the_same_question_again_is_asked_about(shop):
    car = visits.a_car(shop)
    asked(shop, plate=car.plate)
    with questioned("care.inquiry_is_another_one", "另一件事"):
        asked(shop, plate=car.plate)
    asked(shop, SERVICE, plate=car.plate)


def test_a_post_that_nobody_holds_cannot_be_waited_for(shop):
    for tenure in Tenure.objects.filter(role="TDR", until=None):
        end_tenure(shop.office_director, tenure)
    shop.later(days=1)
    with refused("没有人任技术总监"):
        asked(shop, "用车和技术问题")
    assert asked(shop, "用车和技术问题", owner=shop.person("service_manager")).desk == "SVM"


def test_words_and_a_topic_in_use_are_needed(shop):
    with refused("问的是什么"):
        asked(shop, question=" ")
    old = topic(CARE)
    end_inquiry_topic(shop.customer_relations_manager, old, why="并到其他")
    with refused("已经停用"):
        record_inquiry(shop.customer_care, question="还有活动吗", topic=old, phone=PHONE)


def test_the_number_is_a_mask_for_who_need_not_know_it(shop):
    inquiry = asked(shop)
    assert PHONE not in str(inquiry.phone)
    assert opened(inquiry.phone) == PHONE


def test_another_store_has_its_own(shop):
    with not_here():
        record_inquiry(shop.other_store_advisor, question="还有活动吗", topic=topic(), phone=PHONE)
