"""The desk of calls, reminders, the month, complaints: as people look at them and press what stands there."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, press, said
from zhangdian.aftercare.care import desks, listings, queries
from zhangdian.aftercare.care.calling.actions import record_unreached
from zhangdian.aftercare.care.models import (
    Complaint,
    ComplaintTopic,
    FollowUp,
    FollowUpSummary,
    QuestionnaireQuestion,
    Unreached,
)
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.foundation.ui.waits import Waiting, counted

PHONE, DESK = "phone", "desktop"


def page(who, name, *args, query="", device=DESK):
    mark = "&" if "?" in query else "?"
    return said(look(who, f"{reverse(name, args=args)}{query}{mark}device={device}"))


def sent(shop, order, **said_otherwise):
    """What the browser sends for a whole questionnaire."""
    edition = queries.questionnaire_for(shop.aftersales_care, order)
    wanted = arranging.GOOD | said_otherwise
    answers = {
        f"answers-{each.pk}": str(wanted[each.code])
        for each in QuestionnaireQuestion.objects.filter(questionnaire=edition)
        if each.code in wanted
    }
    return {**answers, "channel": "phone", "words": "", "token": "t1"}


@pytest.mark.duty("PROC-F-01", "PROC-F-02")
@pytest.mark.parametrize("device", [PHONE, "tablet", DESK])
def test_the_list_says_whom_to_call_and_when(shop, device):
    order = arranging.a_visit_left_at(shop)
    text = page(shop.aftersales_care, "care:follow_ups", device=device)
    assert reverse("care:call", args=[order.pk]) in text
    assert "约 10-12点" in text
    shop.later(days=4)
    assert "晚 1 天" in page(shop.aftersales_care, "care:follow_ups", device=device)


@pytest.mark.duty("PROC-F-01")
@pytest.mark.parametrize("device", [PHONE, DESK])
def test_of_a_long_list_those_in_time_stand_on_the_first_page_and_the_rest_is_told(shop, monkeypatch, device):
    monkeypatch.setattr(listings.Calls, "page_size", 2)
    care, late = shop.aftersales_care, []
    for number in range(3):
        late.append(visits.a_visit_left(shop, f"宁Z7770{number}"))
        shop.later(hours=1)
    shop.later(days=40)
    in_time = arranging.a_visit_left_at(shop, plate="宁Z77709")
    arranging.the_agreed_hour(shop, in_time)
    text = page(care, "care:follow_ups", device=device)
    assert "要打 4" in text
    assert [name in text for name in ("到点了 1", "已迟 3")] == [True, True]
    shown = [order for order in (*late, in_time) if address(order) in text]
    assert shown == [late[0], in_time]
    [onward] = re.findall(r'href="(\?after=[^"]+)">还有 2 个', text)
    text = page(care, "care:follow_ups", query=onward.replace("&amp;", "&"), device=device)
    assert [address(order) in text for order in late[1:]] == [True, True]
    assert not re.search(r"还有 \d+ 个", text)


def address(order):
    return reverse("care:call", args=[order.pk])


def test_the_list_of_calls_is_narrowed_and_sorted_by_its_address(shop):
    late = visits.a_visit_left(shop, "宁Z77701")
    shop.later(days=10)
    in_time = visits.a_visit_left(shop, "宁Z77702")
    for query, wanted in (
        ("?band=1", [late]),
        (f"?advisor={in_time.advisor_id}", [late, in_time]),
        ("?q=77702", [in_time]),
        ("?sort=exited_at", [late, in_time]),
        ("?sort=-exited_at", [in_time, late]),
    ):
        text = page(shop.aftersales_care, "care:follow_ups", query=query, device=PHONE)
        found = sorted(
            (each for each in (late, in_time) if address(each) in text),
            key=lambda order: text.index(address(order)),
        )
        assert found == wanted, query


@pytest.mark.duty("PROC-F-01")
def test_home_and_rail_tell_how_many_there_are(shop, monkeypatch):
    monkeypatch.setattr(desks, "SHOWN", 2)
    care = shop.aftersales_care
    for number in range(4):
        visits.a_visit_left(shop, f"宁Z7770{number}")
        shop.later(hours=1)
    shop.later(days=10)
    tasks = desks.calls_of_today(care)
    assert [task.title for task in tasks][2:] == ["还有 2 个三日回访要打"]
    assert counted(care, [desks.calls_waiting])[desks.calls_waiting] == Waiting(4, late=True)


def test_the_list_of_calls_asks_as_often_for_one_as_for_many(shop):
    asked = []
    for number in range(4):
        visits.a_visit_left(shop, f"宁Z7770{number}")
        if number in (0, 3):
            with CaptureQueriesContext(connection) as seen:
                page(shop.aftersales_care, "care:follow_ups", device=PHONE)
            asked.append(len(seen))
    assert asked[0] == asked[1]


def test_home_names_whom_to_call(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    customer = visits.again(order).customer
    [task] = desks.calls_of_today(shop.aftersales_care)
    assert task.title == (customer.called or customer.name.open())


def test_at_a_desk_the_first_call_lies_open_and_in_the_hand_the_list_comes_first(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    question = "服务顾问接待您是否及时、热情"
    assert question in page(shop.aftersales_care, "care:follow_ups")
    assert question not in page(shop.aftersales_care, "care:follow_ups", device=PHONE)
    assert question in page(shop.aftersales_care, "care:call", order.pk, device=PHONE)


@pytest.mark.duty("PROC-F-03", "CSR-25")
def test_a_call_is_written_down_from_the_page_and_the_next_one_opens(shop):
    order = arranging.a_visit_left_at(shop)
    other = arranging.a_visit_left_at(shop, plate="宁Z88K01")
    arranging.the_agreed_hour(shop, order)
    url = reverse("ui:act", args=["care.record_call", order.pk])
    answer = press(shop.aftersales_care, url, sent(shop, order))
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("care:call", args=[other.pk]))
    assert FollowUp.objects.get().state == "reached"
    assert "已回访" in page(shop.aftersales_care, "care:call", order.pk)


@pytest.mark.duty("CSR-29")
def test_what_was_tapped_stays_when_a_question_was_left_out(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    data = sent(shop, order)
    left_out = next(key for key in data if key.startswith("answers-") and data[key] == "5")
    del data[left_out]
    answer = press(shop.aftersales_care, reverse("ui:act", args=["care.record_call", order.pk]), data)
    assert answer.status_code == 422
    assert "还没问" in said(answer)
    assert said(answer).count(" checked") >= 6
    assert not FollowUp.objects.exists()


@pytest.mark.duty("PROC-F-04")
def test_a_low_score_from_the_page_is_a_complaint_on_the_list(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    data = sent(shop, order, Q4=2) | {"words": "说十点，等到一点半"}
    press(shop.aftersales_care, reverse("ui:act", args=["care.record_call", order.pk]), data)
    text = page(shop.front_desk_supervisor, "care:complaints")
    assert Complaint.objects.get().number in text


@pytest.mark.duty("CSR-25")
def test_unreached_is_one_tap_and_a_second_tap_is_the_same(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    assert 'name="reason" value="no_answer"' in page(shop.aftersales_care, "care:call", order.pk)
    url = reverse("ui:act", args=["care.record_unreached", order.pk])
    data = {"reason": "no_answer", "kind": "service", "token": "once"}
    assert press(shop.aftersales_care, url, data).status_code == 204
    assert press(shop.aftersales_care, url, data).status_code == 204
    assert FollowUp.objects.get().attempts.count() == 1


@pytest.mark.duty("CSR-28")
def test_at_rest_the_page_says_when_to_call_instead(shop):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=1)
    shop.at("12:30")
    text = page(shop.aftersales_care, "care:call", order.pk)
    assert "客户休息时间" in text
    assert 'value="no_answer"' not in text


def cars_to_remind(shop, count=3):
    """Visits whose next service comes near, a day apart."""
    found = []
    for number in range(count):
        found.append(visits.a_visit_left(shop, f"宁Z7770{number}"))
        shop.later(days=1)
    shop.at(shop.now + (found[-1].next_service_on - shop.today) - timedelta(days=10))
    shop.at("10:00")
    return found


def reminded(shop, orders, query="", device=DESK):
    """Which of these cars stand on the page of reminders, as it sorts them."""
    text = page(shop.service_advisor, "care:reminders", query=query, device=device)
    places = {
        f'action="{reverse("ui:act", args=["care.record_unreached", each.pk])}"': each for each in orders
    }
    here = [address for address in places if address in text]
    return [places[address] for address in sorted(here, key=text.index)], text


@pytest.mark.duty("PROC-F-05")
@pytest.mark.parametrize("device", [PHONE, DESK])
def test_of_many_reminders_the_nearest_stand_on_the_first_page_and_the_rest_is_told(
    shop, monkeypatch, device
):
    monkeypatch.setattr(listings.Services, "page_size", 2)
    cars = cars_to_remind(shop)
    shown, text = reminded(shop, cars, device=device)
    assert shown == cars[:2]
    assert "保养提醒 3" in text
    [onward] = re.findall(r'href="(\?after=[^"]+)">还有 1 台', text)
    assert reminded(shop, cars, onward.replace("&amp;", "&"), device)[0] == cars[2:]


@pytest.mark.duty("PROC-F-05")
def test_the_list_of_reminders_is_narrowed_and_sorted_by_its_address(shop):
    first, second, third = cars = cars_to_remind(shop)
    record_unreached(shop.service_advisor, first, reason=Unreached.NO_ANSWER, kind=FollowUp.Kind.REMINDER)
    shop.at(shop.now + (second.service_due_on - shop.today))
    for query, wanted in (
        ("?near=past", [first]),
        ("?near=week", [second, third]),
        ("?near=later", []),
        ("?tried=1", [first]),
        ("?mine=1", cars),
        (f"?due=~{second.service_due_on}", [first, second]),
        (f"?q={third.plate}", [third]),
        ("?sort=-service_due_on", [third, second, first]),
    ):
        assert reminded(shop, cars, query)[0] == wanted, query


@pytest.mark.duty("PROC-F-05")
def test_reminders_leave_as_a_sheet_with_masked_numbers(shop):
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=10))
    request = RequestFactory().get(reverse("care:reminders"))
    sheet = BytesIO()
    rows = listings.all_services(shop.service_advisor)
    assert listings.Services(request, rows, shop.service_advisor).export(sheet) == 1
    with open_ledger(BytesIO(sheet.getvalue())) as ledger:
        cells = [cell for row in ledger.table().rows for cell in row.cells]
    assert order.plate in cells
    assert opened(order.customer.phone) not in cells


def test_the_list_of_reminders_asks_as_often_for_one_as_for_many(shop):
    asked = []
    for count in (1, 4):
        cars_to_remind(shop, count)
        with CaptureQueriesContext(connection) as seen:
            page(shop.service_advisor, "care:reminders", device=PHONE)
        asked.append(len(seen))
    assert asked[0] == asked[1]


@pytest.mark.duty("PROC-F-05")
def test_a_reminder_is_booked_from_its_page(shop):
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=10))
    shop.at("10:00")
    assert "宁Z" in page(shop.service_advisor, "care:reminders")
    slot = (shop.now + timedelta(days=3)).astimezone().strftime("%Y-%m-%dT%H:%M")
    url = reverse("ui:act", args=["care.record_reminder", order.pk])
    answer = press(shop.service_advisor, url, {"outcome": "booked", "slot_at": slot, "token": "r"})
    assert answer.status_code == 204, said(answer)
    assert queries.services_due(shop.service_advisor) == []


@pytest.mark.duty("CSR-02")
def test_on_the_visit_s_page_a_complaint_is_one_tap_away_and_knows_its_car(shop):
    order = visits.a_visit_ready(shop)
    text = page(shop.service_advisor, "service:repairorder", order.pk)
    assert f"{reverse('ui:act', args=['care.open_complaint'])}?order={order.pk}" in text
    form = page(shop.service_advisor, "ui:act", "care.open_complaint", query=f"?order={order.pk}")
    assert order.plate in form
    data = {
        "words": "等了两个半小时",
        "topic": ComplaintTopic.objects.get(code="T02").pk,
        "order": order.pk,
        "source": "desk",
        "token": "c1",
    }
    answer = press(shop.service_advisor, reverse("ui:act", args=["care.open_complaint"]), data)
    complaint = Complaint.objects.get()
    assert answer["HX-Redirect"] == reverse("care:complaint", args=[complaint.pk])
    assert complaint.order == order


@pytest.mark.duty("CSR-12", "CSR-30")
@pytest.mark.parametrize("device", [PHONE, DESK])
def test_a_complaint_shows_his_words_its_hours_and_the_next_act(shop, device):
    complaint = arranging.a_complaint_taken(shop)
    text = page(shop.front_desk_supervisor, "care:complaint", complaint.pk, device=device)
    assert complaint.words in text
    assert "答复客户" in text
    care = page(shop.aftersales_care, "care:complaint", complaint.pk, device=device)
    assert re.search(r'aria-disabled="true">.*?结案', care, re.DOTALL)
    assert "还没有选定处理办法" in care


def test_somebody_without_the_posts_sees_masks(shop):
    complaint = arranging.a_complaint(shop, caller="段先生")
    assert "16110000005" in page(shop.aftersales_care, "care:complaint", complaint.pk)
    assert "16110000005" not in page(shop.washer, "care:complaint", complaint.pk)


@pytest.mark.duty("PROC-F-07", "CSR-13")
def test_the_month_shows_each_figure_with_its_n(shop):
    arranging.a_visit_called(shop, said={"Q4": 4})
    text = page(shop.service_manager, "care:month", query=f"?month={shop.today:%Y-%m}")
    assert "等待时间和答应的一样吗" in text
    assert "1 / 1" in text
    assert "没有到期的" in text


@pytest.mark.parametrize("query", ["?month=nonsense", "?month=9999-99", "?month=%00", "?month=0000-01"])
def test_a_month_that_makes_no_sense_is_last_month(shop, query):
    assert "回访月报" in page(shop.service_manager, "care:month", query=query)


@pytest.mark.duty("PROC-F-07")
def test_a_summary_is_written_and_read_from_its_pages(shop):
    url = reverse("ui:act", args=["care.submit_summary"])
    assert "这个月没有低分项" in said(look(shop.aftersales_care, f"{url}?month=2026-10-01"))
    data = {"month": "2026-10-01", "analysis": "十月还没有回访，从十一月开始", "token": "s"}
    answer = press(shop.aftersales_care, url, data)
    assert answer.status_code == 204, said(answer)

    summary = FollowUpSummary.objects.get()
    assert "十月还没有回访" in page(shop.service_manager, "care:followupsummary", summary.pk)


@pytest.mark.parametrize("name", ["care:call", "care:complaint", "care:followupsummary"])
def test_another_store_s_record_does_not_exist(shop, name):
    order = arranging.a_visit_left_at(shop)
    complaint = arranging.a_complaint(shop)
    key = {"care:call": order.pk, "care:complaint": complaint.pk}.get(name, 1)
    with pytest.raises(NotHere):
        look(shop.other_store_manager, reverse(name, args=[key]))


@pytest.mark.parametrize("name", ["care:follow_ups", "care:reminders", "care:month", "care:complaints"])
@pytest.mark.parametrize("device", [PHONE, DESK])
def test_an_empty_store_has_pages_that_say_what_will_come(shop, name, device):
    assert page(shop.customer_relations_manager, name, device=device)
