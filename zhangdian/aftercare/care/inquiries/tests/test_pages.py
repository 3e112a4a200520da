"""Inquiries as people look at them, as they go from hand to hand, and as they are forgotten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, press, said
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.tests.arranging import (
    PHONE,
    SERVICE,
    answer,
    answered,
    asked,
    asked_by_sales,
    asked_on,
    fresh,
    topic,
)
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui.waits import Waiting, counted
from zhangdian.people.customers.erasing import keeping
from zhangdian.people.customers.erasing.tests.test_ask_for_erasure import erased
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.leaving.tests import arranging as leaving

HAND = "device=phone"


def page(who, name, *args, query="device=desktop"):
    return said(look(who, f"{reverse(name, args=args)}?{query}"))


@pytest.mark.duty("CSR-01")
def test_on_the_phone_the_list_has_the_form_one_tap_away_and_one_press_writes_it_down(shop):
    url = reverse("ui:act", args=["care.record_inquiry"])
    assert url in page(shop.customer_care, "care:inquiries", query=HAND)
    assert "当场怎么答的" in said(look(shop.customer_care, f"{url}?{HAND}"))
    data = {
        "token": "t1", "question": "活动还有吗", "topic": topic().pk, "asker": "customer", "phone": PHONE,
        "channel": "phone",
    }  # fmt: skip
    answer = press(shop.customer_care, url, data)
    inquiry = Inquiry.objects.get()
    assert answer.headers.get("HX-Location", answer.headers.get("Location", "")) or answer.status_code == 204
    assert opened(inquiry.phone) == PHONE
    assert inquiry.owner == shop.person("customer_care")


@pytest.mark.duty("CSR-01", "TDR-03", "ICA-20")
def test_the_customer_s_page_shows_what_he_asked_and_writes_a_new_one_down(shop):
    car = visits.a_car(shop)
    inquiry = asked(shop, plate=car.plate)
    answer(shop, inquiry, reply="周六上午都可以")
    for name, key in (("customers:customer", car.owner_id), ("customers:vehicle", car.pk)):
        text = page(shop.service_advisor, name, key)
        assert "周六上午都可以" in text
        assert reverse("care:inquiry", args=[inquiry.pk]) in text
        assert reverse("ui:act", args=["care.record_inquiry"]) in text


def test_the_list_narrows_by_state_lateness_topic_and_word(shop):
    first, done = asked(shop, question="洗车活动还有吗"), answered(shop)
    shop.later(hours=2)
    other = asked(shop, SERVICE, question="刹车响怎么办")

    def shown(query):
        text = page(shop.customer_care, "care:inquiries", query=query)
        return {each for each in (first, done, other) if each.number in text}

    assert shown("") == {first, other}
    assert shown("scope=done") == {done}
    assert shown("late=1") == {first}
    assert shown(f"topic={topic(SERVICE).pk}") == {other}
    assert shown("q=刹车") == {other}
    assert shown("desk=SA") == {other}


def test_a_page_costs_the_same_however_many_there_are(shop):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(shop.customer_care, "care:inquiries")
            desks.inquiries_of_mine(shop.customer_care)
        return len(caught)

    asked(shop)
    cost()
    few = cost()
    for number in range(6):
        asked(shop, question=f"第{number}个问题", plate="")
    assert cost() == few


def test_rail_and_queue_count_the_same(shop):
    asked(shop)
    asked_on(shop)
    asked_by_sales(shop)
    shop.later(hours=2)
    for who in (shop.customer_care, shop.technical_director, shop.fi_manager, shop.new_car_insurance):
        tasks = desks.inquiries_of_mine(who)
        late = any(task.late(shop.now) for task in tasks)
        told = counted(who, [desks.inquiries_waiting])[desks.inquiries_waiting]
        assert told == Waiting(len(tasks), late)


def test_who_leaves_hands_his_inquiries_over(shop):
    inquiry = asked(shop, SERVICE, owner=shop.person("service_advisor"))
    leaving.begun(shop)
    leaving.give(shop, "care.inquiries")
    inquiry = fresh(inquiry)
    assert (inquiry.owner, inquiry.desk) == (shop.person("front_desk_supervisor"), "FDS")


def test_an_open_one_keeps_the_file_and_an_answered_one_loses_name_and_number(shop):
    customer = visits.a_customer(shop, phone=PHONE)
    inquiry = asked(shop, caller="邹女士")
    assert "有咨询还没有答复" in [kept.why for kept in keeping.reasons(shop.customer_care, customer)]
    answer(shop, inquiry)
    erased(shop, Customer.objects.get(pk=customer.pk))
    inquiry = fresh(inquiry)
    assert (opened(inquiry.caller), opened(inquiry.phone)) == ("已删除", "")


def test_topics_are_read_by_all_and_changed_by_the_manager(shop):
    text = page(shop.customer_relations_manager, "care:inquirytopics")
    assert SERVICE in text
    assert reverse("ui:act", args=["care.add_inquiry_topic"]) in text
    text = page(shop.cashier, "care:inquirytopic", topic().pk)
    assert "60 分" in text
    assert "care.set_inquiry_topic" not in text
