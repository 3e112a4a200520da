"""The pages of messages for those who look after the outbox, and where notes and messages are shown."""

import pytest
from django.urls import reverse

from tests.support.browsers import logged_in
from zhangdian.people.customers.tests.arrange import a_car
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.desks import notes, unsettled, unsettled_count
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.occasions import OCCASIONS, for_people
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import OVERDUE, READY, a_customer, a_message, again


def page(who, name, **given):
    answer = logged_in(who).get(reverse(name, kwargs=given))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture(autouse=True)
def by_day(shop):
    shop.at("10:00")


def test_the_list_says_what_was_written_to_whom_and_how_it_stands(shop):
    arranging.unknown(shop)
    text = page(shop.customer_relations_manager, "messaging:messages")
    for words in ("车好了", "段素琴", "16110000000", "不明", "短信"):
        assert words in text
    narrowed = logged_in(shop.customer_relations_manager).get("/messages/?state=delivered").content.decode()
    assert "段素琴" not in narrowed


def test_it_is_found_by_customer(shop):
    a_message(shop)
    client = logged_in(shop.customer_relations_manager)
    assert "车好了</b>" in client.get("/messages/?q=段素琴").content.decode()
    assert "车好了</b>" not in client.get("/messages/?q=邹雪梅").content.decode()


def test_who_does_not_look_after_messages_has_no_such_page(shop):
    assert logged_in(shop.washer).get(reverse("messaging:messages")).status_code == 404


def test_a_message_offers_what_may_be_done_and_says_why(shop):
    message = arranging.unknown(shop)
    text = page(shop.aftersales_care, "messaging:message", pk=message.pk)
    for words in ("重发", "确认已达", "撤下不发", "没有答复", "您的车 宁Z00100"):
        assert words in text
    assert "重发</" not in page(shop.front_desk_supervisor, "messaging:message", pk=message.pk)


def test_a_delivered_message_offers_nothing(shop):
    message = arranging.accepted(shop)
    actions.note_delivered(shop.clock, message, gateway_id="")
    assert "撤下不发" not in page(shop.aftersales_care, "messaging:message", pk=message.pk)


def test_the_unknown_and_the_failed_stand_at_the_desk_until_somebody_decides(shop):
    message = arranging.unknown(shop)
    (task,) = unsettled(shop.customer_relations_manager)
    assert task.title == "车好了不明：段素琴"
    assert task.url == reverse("messaging:message", args=[message.pk])
    assert unsettled_count.waits(shop.customer_relations_manager).rows.count() == 1
    actions.confirm_delivered(shop.customer_relations_manager, message, reason="客户说收到了")
    assert unsettled(shop.customer_relations_manager) == []


def test_a_note_stands_at_its_readers_home_and_goes_by_one_tap(shop):
    note = a_message(shop, occasion=OVERDUE, person=shop.person("technician"), channel=Channel.PAGE)
    (task,) = notes(shop.technician)
    assert (task.title, task.verb) == ("投诉 TS-1 超时了", "知道了")
    assert "投诉 TS-1 超时了" in page(shop.technician, "web:home")
    answer = logged_in(shop.technician).post(task.act, {"token": "t1"})
    assert answer.status_code in (204, 302)
    assert again(note).read_at
    assert notes(shop.technician) == []
    assert notes(shop.guide) == []


def test_the_wordings_say_what_holds_and_what_no_gateway_knows(shop):
    text = page(shop.customer_relations_manager, "messaging:wordings")
    assert all(each.label in text for each in OCCASIONS.values())
    assert "沙盒" in text
    assert "没有在网关报备" in text
    actions.set_wording(
        shop.customer_relations_manager, occasion=READY.key, text="{plate} 好了", signature="掌店"
    )
    text = page(shop.customer_relations_manager, "messaging:wordings")
    assert "{车牌} 好了" in text
    assert "签名【掌店】" in text


def test_the_form_of_a_wording_begins_with_what_holds(shop):
    client = logged_in(shop.customer_relations_manager)
    form = client.get(f"{reverse('ui:act', args=['messaging.set_wording'])}?occasion={READY.key}")
    assert for_people(READY.text) in form.content.decode()


def test_a_customers_page_shows_what_was_written_to_him(shop):
    message = a_message(shop)
    assert "车好了 · 短信" in page(shop.service_advisor, "customers:customer", pk=message.customer_id)


def test_a_cars_page_shows_what_was_written_about_it(shop):
    car = a_car(shop, owner=a_customer(shop))
    arranging.write_about(shop.service_advisor, customer=car.owner, vehicle=car)
    assert "车好了 · 短信" in page(shop.service_advisor, "customers:vehicle", pk=car.pk)
    assert Message.objects.get().vehicle == car
