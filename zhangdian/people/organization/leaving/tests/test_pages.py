"""The pages of handing over: what is in somebody's name, the sheet, the paper, the list."""

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from zhangdian.doors.simulation import visits
from zhangdian.people.organization.leaving.actions import hand_over_kind
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver


def look(who, name, *keys):
    return browser_of(who).get(reverse(f"organization:{name}", args=keys))


def text(who, name, *keys):
    answer = look(who, name, *keys)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.duty("OFD-02")
def test_all_that_he_has_stands_there_with_the_way_to_hand_it_over(shop):
    order = visits.a_visit_received(shop)
    advisor = shop.person("service_advisor")
    before = text(shop.office_director, "belongings", advisor.pk)
    assert order.plate in before
    assert "办理交接" in before
    assert "hand_over_kind" not in before
    arranging.begun(shop)
    assert "?kind=service.orders" in text(shop.office_director, "belongings", advisor.pk)


def test_by_post_only_what_hangs_on_it(shop):
    order = visits.a_visit_received(shop)
    url = reverse("organization:belongings", args=[shop.person("service_advisor").pk])
    assert order.plate in browser_of(shop.office_director).get(f"{url}?role=SA").content.decode()
    assert order.plate not in browser_of(shop.office_director).get(f"{url}?role=TEC").content.decode()


def test_he_and_those_above_him_look_and_others_do_not(shop):
    advisor = shop.person("service_advisor")
    for who, status in (
        (shop.service_advisor, 200),
        (shop.front_desk_supervisor, 200),
        (shop.cashier, 404),
        (shop.workshop_supervisor, 404),
    ):
        assert look(who, "belongings", advisor.pk).status_code == status


def test_the_form_offers_who_holds_the_post_and_the_rows(shop):
    order = visits.a_visit_received(shop)
    visits.a_visit_received(shop, "宁Z62967")
    sheet = arranging.begun(shop)
    browser = browser_of(shop.office_director)
    url = reverse("ui:act", args=[hand_over_kind.name, sheet.pk])
    page = browser.get(f"{url}?kind=service.orders").content.decode()
    assert shop.person("second_advisor").name in page
    assert shop.person("technician").name not in page
    assert order.plate in page
    posted = {
        "kind": "service.orders",
        "to": shop.person("second_advisor").pk,
        "rows": [order.pk],
        "token": "t",
    }
    assert browser.post(url, posted).status_code == 302
    assert visits.again(order).advisor == shop.person("second_advisor")


def test_sheet_and_paper_tell_what_went_to_whom(shop):
    arranging.things(shop)
    order = visits.a_visit_received(shop)
    arranging.begun(shop)
    arranging.give(shop, "service.orders")
    sheet = arranging.of(shop, "service_advisor")
    for name in ("handover", "handover_paper"):
        page = text(shop.service_advisor, name, sheet.pk)
        assert order.plate in page
        assert "前台抽屉钥匙" in page
        assert sheet.number in page


def test_giver_and_receiver_find_their_signature_on_it(shop):
    arranging.things(shop)
    sheet = arranging.begun(shop)
    assert "移交人签字" in text(shop.service_advisor, "handover", sheet.pk)
    assert "接收人签字" in text(shop.front_desk_supervisor, "handover", sheet.pk)


def test_the_list_is_for_those_in_it_and_above(shop):
    arranging.begun(shop)
    assert "林承志" in text(shop.office_director, "handovers")
    assert "林承志" not in text(shop.workshop_supervisor, "handovers")


def test_only_the_office_keeps_the_list_of_things(shop):
    assert "还没有清单" in text(shop.office_director, "things")
    arranging.things(shop)
    assert "工具箱" in text(shop.office_director, "things")
    assert look(shop.service_manager, "things").status_code == 404
    assert HandOver.objects.count() == 0
