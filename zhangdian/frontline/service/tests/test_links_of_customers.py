"""What a customer sees and does behind his link."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.support.browsing import browser_of
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.writeup import views as writeup


@pytest.fixture
def phone(db):
    """A browser that nobody logged in with; its seals are checked."""
    cache.clear()
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def sent(shop):
    """An order whose link was sent, and the link's path."""
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    order = visits.again(order)
    answer = press(
        shop.service_advisor, "service.send_order_for_signature", order.pk, seen_revision=order.revision
    )
    assert answer["HX-Redirect"] == f"/writeup/{order.pk}/link", words(answer)
    page = words(look(shop.service_advisor, writeup.order_link, pk=order.pk))
    [path] = set(re.findall(r'value="http://testserver(/l/[\w-]+)"', page))
    return visits.again(order), path


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("/writeup/{}/link", "/writeup/{}"),
        ("/orders/{}/copies", "/orders/{}"),
        ("/deliveries/{}/link", "/deliveries/{}"),
    ],
)
def test_before_anything_was_sent_the_page_that_sends_it_is_shown(shop, address, instead):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    answer = browser_of(shop.service_advisor).get(address.format(order.pk))
    assert (answer.status_code, answer.headers["Location"]) == (302, instead.format(order.pk))


def fields_of(page) -> dict[str, str]:
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))


@pytest.mark.duty("PROC-R-31")
def test_he_reads_both_papers_without_a_login_and_agrees(sent, phone):
    order, path = sent
    page = phone.get(path)
    said = page.content.decode()
    for each in ("小保养", "接车时看到的", "同意，交给你们修", "接车登记表", "任务委托书"):
        assert each in said
    assert len(page.content) < 20_000
    answer = phone.post(f"{path}/service.sign_order_by_link", fields_of(page))
    assert answer["Location"] == path
    order = visits.again(order)
    assert (order.state, order.number != "") == (RepairOrder.State.WAITING, True)
    assert "已签" in phone.get(path).content.decode()


def test_opening_is_recorded_by_the_page_not_by_looking(sent, phone):
    order, path = sent
    page = phone.get(path)
    assert order.agreements.get().opened_at is None
    seal = {"csrfmiddlewaretoken": fields_of(page)["csrfmiddlewaretoken"]}
    assert phone.post(f"{path}/opened", seal).status_code == 204
    assert order.agreements.get().opened_at is not None


def test_without_the_seal_nothing_is_agreed(sent, phone):
    order, path = sent
    phone.get(path)
    assert (
        phone.post(f"{path}/service.sign_order_by_link", {"seen_revision": order.revision}).status_code == 403
    )


def test_what_changed_after_he_looked_is_shown_again(shop, sent, phone):
    order, path = sent
    page = phone.get(path)
    visits.write_up(shop, order, ["D004"])
    answer = phone.post(f"{path}/service.sign_order_by_link", fields_of(page))
    assert answer.status_code == 422
    assert "内容刚刚改过" in answer.content.decode()
    assert visits.again(order).signed_at is None


def test_a_link_does_only_what_it_names(sent, phone):
    _order, path = sent
    page = phone.get(path)
    for name in ("service.void_order", "service.sign_order", "nothing.at_all"):
        assert phone.post(f"{path}/{name}", fields_of(page)).status_code == 404


def test_an_unknown_link_and_an_old_one_say_what_to_do(shop, sent, phone):
    _order, path = sent
    assert phone.get("/l/abcdefghijklmnopqrstuvwx").status_code == 404
    shop.later(hours=25)
    page = phone.get(path)
    assert page.status_code == 410
    assert "重新发一个" in page.content.decode()


def test_nobody_tries_keys_by_the_hundred(phone):
    answers = [phone.get(f"/l/key-number-{n}").status_code for n in range(62)]
    assert answers.count(404) == 60
    assert answers[-1] == 429
    cache.clear()


def test_the_code_can_be_shown_again_after_it_was_sent_anew(shop, sent):
    order, path = sent
    press(shop.service_advisor, "service.send_order_for_signature", order.pk, seen_revision=order.revision)
    page = words(look(shop.service_advisor, writeup.order_link, pk=order.pk))
    [newer] = set(re.findall(r'value="http://testserver(/l/[\w-]+)"', page))
    assert newer != path
    assert "<svg" in page
