"""增项: the advisor prices and sends in three presses, the customer answers in two, without a login."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhangdian.doors.simulation import visits
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Agreement
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.workshop import actions, extra, views
from zhangdian.frontline.service.workshop.actions import ask_for_call, withdraw_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_finding,
    a_known_car_in_repair,
    an_offer,
    customer_of,
    line_of,
)


def asked_with_photo(shop):
    """Rear pads found worn, priced and put to the customer."""
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order)
    wanted = [Wanted("B002", finding_id=finding.pk, words="后刹车片只剩2.1毫米"), "A005"]
    return an_offer(shop, order, wanted, new_promise_at=shop.now + timedelta(hours=4)), finding


def link_of(agreement):
    return reverse("ui:link", args=[link_pages.standing_key(actions.answer_extra_work, agreement)])


@pytest.mark.duty("PROC-W-16")
def test_findings_stand_priced_and_worded_before_the_advisor_has_typed_anything(shop):
    order = a_known_car_in_repair(shop)
    a_finding(shop, order)
    page = words(look(shop.service_advisor, views.extra_work, pk=order.pk))
    assert "更换后制动片" in page
    assert "584.00" in page
    assert "后制动片厚度" in page
    assert "后刹车片只剩2.1毫米" in page


@pytest.mark.duty("PROC-W-16")
def test_one_press_puts_it_to_the_customer(shop):
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order)
    sent = {f"wanted-f{finding.pk}": "1", f"wanted-f{finding.pk}-words": "后刹车片只剩2.1毫米"}
    assert press(shop.service_advisor, "service.propose_extra_work", order.pk, **sent).status_code == 204
    assert line_of(order, "B002").payer == "customer"
    page = words(look(shop.service_advisor, views.extra_work, pk=order.pk))
    assert "发给客户" in page
    assert "<svg" in page


def test_a_cheaper_way_is_proposed_and_chosen_from_a_list(shop):
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order)
    [row] = extra.offered(shop.service_advisor, order)
    assert row.ways[0].cheaper.words == "先做制动系统清洁润滑"
    sent = {f"wanted-f{finding.pk}": "1", f"wanted-f{finding.pk}-way": "0"}
    assert press(shop.service_advisor, "service.propose_extra_work", order.pk, **sent).status_code == 204
    asked = order.agreements.get(answer="pending", about="extra").asked.get()
    assert asked.cheaper_amount == row.ways[0].amount


def test_nothing_switched_on_is_nothing_asked(shop):
    order = a_known_car_in_repair(shop)
    a_finding(shop, order)
    answer = press(shop.service_advisor, "service.propose_extra_work", order.pk)
    assert answer.status_code == 422
    assert "至少打开一项" in words(answer)


@pytest.mark.duty("PROC-W-16")
def test_an_answer_at_the_desk_is_one_press_when_he_agrees_to_all(shop):
    offer, _ = asked_with_photo(shop)
    order = offer.order
    sent = {
        "agreed": [line_of(order, "B002").pk, line_of(order, "A005").pk],
        "means": "desk",
        "spoken_by": "邹女士",
    }
    assert press(shop.service_advisor, "service.authorize_extra_work", order.pk, **sent).status_code == 204
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.YES


@pytest.mark.duty("PROC-W-16")
def test_the_customer_sees_photo_words_price_and_both_times_without_a_login(shop):
    offer, _ = asked_with_photo(shop)
    answer = Client().get(link_of(offer))
    page = answer.content.decode()
    for said in (
        "检查时发现 2 处",
        "没有您的同意不会做",
        "后刹车片只剩2.1毫米",
        "¥584",
        "建议现在做",
        "同意这",
    ):
        assert said in page
    assert "这次都不做" in page
    assert "给我打电话" in page
    assert len(answer.content) < 20_000


def test_the_photo_is_for_the_holder_of_the_link(shop):
    offer, finding = asked_with_photo(shop)
    key = link_pages.standing_key(actions.answer_extra_work, offer)
    [photo] = extra.photos_of(shop.service_advisor, [finding])[finding.pk]
    seen = Client().get(reverse("service:link_photo", args=[key, photo.upload_id]))
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    other = visits.a_photo(shop.technician, "red")
    assert Client().get(reverse("service:link_photo", args=[key, other])).status_code == 404
    assert Client().get(reverse("service:link_photo", args=["x" * 24, photo.upload_id])).status_code == 404


@pytest.mark.duty("PROC-W-16")
def test_his_yes_to_one_of_two_comes_back_by_one_press(shop):
    offer, _ = asked_with_photo(shop)
    order, line = offer.order, line_of(offer.order, "B002")
    sent = {"agreed": line.pk, "seen_revision": offer.revision}
    answer = Client().post(f"{link_of(offer)}/{actions.answer_extra_work.name}", sent)
    assert answer.status_code == 302
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.PARTLY
    assert line_of(order, "B002").authorized_at
    assert "只做您同意的" in Client().get(link_of(offer)).content.decode()


def test_not_this_time_is_one_press_too(shop):
    offer, _ = asked_with_photo(shop)
    sent = {"agreed": line_of(offer.order, "B002").pk, "none": "1", "seen_revision": offer.revision}
    Client().post(f"{link_of(offer)}/{actions.answer_extra_work.name}", sent)
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.NO


@pytest.mark.duty("PROC-W-15")
def test_who_wants_a_call_is_told_that_it_will_come(shop):
    offer, _ = asked_with_photo(shop)
    Client().post(f"{link_of(offer)}/{actions.ask_for_call.name}", {"seen_revision": offer.revision})
    assert "林承志" in Client().get(link_of(offer)).content.decode()
    [work] = extra.works(shop.service_advisor, mine=True)
    assert work.step == "回电"


def test_a_withdrawn_question_says_so(shop):
    offer, _ = asked_with_photo(shop)
    url = link_of(offer)
    withdraw_extra_work(shop.service_advisor, offer.order)
    page = Client().get(url).content.decode()
    assert "已经撤回" in page
    assert "同意这" not in page


def test_the_list_shows_whom_each_car_waits_for(shop):
    offer, _ = asked_with_photo(shop)
    page = words(look(shop.service_advisor, views.extra_works))
    assert "待客户 答复" in page
    ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
    assert "待客户 要回电" in words(look(shop.service_advisor, views.extra_works))


def test_an_advisor_sees_his_own_and_the_supervisor_all(shop):
    asked_with_photo(shop)
    assert "现在没有等着的增项" in words(look(shop.second_advisor, views.extra_works))
    assert "待客户 答复" in words(look(shop.front_desk_supervisor, views.extra_works))


def test_ten_cars_cost_as_many_questions_as_one(shop):
    a_finding(shop, visits.a_visit_in_repair(shop, "宁Z10001"))
    with CaptureQueriesContext(connection) as few:
        look(shop.service_advisor, views.extra_works)
    for number in range(9):
        a_finding(shop, visits.a_visit_in_repair(shop, f"宁Z{20_000 + number}"))
    with CaptureQueriesContext(connection) as many:
        look(shop.service_advisor, views.extra_works)
    assert len(many) <= len(few)


def test_what_was_not_measured_is_said_without_a_number(shop):
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order, "I01", measured="")
    assert extra.plain_words(finding) == "前制动片厚度检查不合格，磨到底会刮伤刹车盘，刹不住"
    finding = a_finding(shop, order, "I01", measured="2.1")
    assert extra.plain_words(finding) == "刹车片只剩2.1毫米，磨到底会刮伤刹车盘，刹不住"
