"""发电子客户联."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.actions import print_paper
from zhangdian.foundation.kernel.models import Entry, Paper
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.writeup import views as writeup
from zhangdian.frontline.service.writeup.actions import open_copies, send_copies

WATCHED = "service.copies_are_given"


def watched_at_dispatch(shop, order) -> bool:
    visits.dispatch(shop, order)
    return WATCHED in Entry.objects.filter(action="service.dispatch").latest("pk").notes_text


@pytest.mark.duty("PROC-R-32")
def test_one_press_lays_the_link_and_shows_its_code(shop):
    order = visits.a_visit_signed(shop)
    sent = press(shop.service_advisor, "service.send_copies", order.pk)
    assert f"/orders/{order.pk}/copies" in sent["HX-Redirect"]
    page = words(look(shop.service_advisor, writeup.copies_link, "/c", pk=order.pk))
    assert link_pages.standing_key(open_copies, order) in page


@pytest.mark.duty("PROC-R-32")
def test_who_was_given_only_one_copy_is_noted_at_dispatch_and_the_car_goes_on(shop):
    order = visits.a_visit_signed(shop)
    print_paper(shop.service_advisor, Paper.objects.get(kind="WL"))
    assert watched_at_dispatch(shop, order)


@pytest.mark.duty("PROC-R-32")
def test_both_printed_are_both_given(shop):
    order = visits.a_visit_signed(shop)
    for paper in Paper.objects.filter(kind__in=("HC", "WL")):
        print_paper(shop.service_advisor, paper)
    assert not watched_at_dispatch(shop, order)


@pytest.mark.duty("PROC-R-32")
def test_on_his_phone_they_are_given_too(shop):
    order = visits.a_visit_signed(shop)
    send_copies(shop.service_advisor, order, key=links.new_key())
    assert not watched_at_dispatch(shop, order)


def test_before_he_signed_there_is_nothing_to_send(shop):
    order = visits.a_visit_received(shop)
    with refused("接车"):
        send_copies(shop.service_advisor, order, key=links.new_key())
