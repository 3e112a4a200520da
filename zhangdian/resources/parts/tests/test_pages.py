"""The pages of parts: what they show, and that they cost the same for one row and for twenty."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import set_kiosk_pin
from zhangdian.resources.parts.actions import (
    SaleLine,
    draw_daily_count,
    report_shortage,
    sell_over_counter,
)
from zhangdian.resources.parts.models import (
    CounterSale,
    InternalUse,
    IssueSlip,
    Receipt,
    Requisition,
    RequisitionLine,
)
from zhangdian.resources.parts.receiving.tests.test_receive_parts import receive, received
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, lines_of

PIN = "4071"


def give_pin(shop, who="technician"):
    person = shop.person(who)
    set_kiosk_pin(shop.in_role("OFD"), person, pin_digest=secrets.pin_digest(person.employee_no, PIN))


def test_the_window_shows_the_pick_in_walking_order(shop):
    far, near = a_part(shop, (5, "20", 40), bin="B-9", name="远处的件"), a_part(shop, (5, "20", 9), bin="A-1")
    a_requisition(shop, (far, 2), (near, 1))
    page = said(look(shop.storekeeper, reverse("parts:window")))
    assert page.index("A-1") < page.index("B-9")
    assert "发 2 种 3 件" in page


def test_an_empty_window_says_what_will_come(shop):
    assert "没有人等料" in said(look(shop.storekeeper, reverse("parts:window")))


def test_on_a_shared_device_the_window_says_where_goods_are_taken_in(shop):
    url = f'href="{reverse("ui:act", args=["parts.receive_parts"])}'
    own, shared = (
        said(look(who, reverse("parts:window"))) for who in (shop.storekeeper, shop.storekeeper.on("kiosk:1"))
    )
    assert url in own
    assert "共用机上不入库" not in own
    assert url not in shared
    assert "先点数、验外观" in shared
    assert "在自己的设备上用密码登录收货" in shared


def test_a_shortage_stands_in_the_window_with_its_answer(shop):
    requisition = a_requisition(shop, (a_part(shop, name="轮胎"), 2))
    assert "还没有人答复" in said(look(shop.storekeeper, reverse("parts:window")))
    report_shortage(
        shop.storekeeper,
        requisition,
        line=lines_of(requisition)[0].pk,
        waits_for=RequisitionLine.WaitsFor.SUPPLIER,
        until=shop.now + timedelta(hours=4),
        remedy="邻城店调拨",
        told="林承志",
    )
    page = said(look(shop.storekeeper, reverse("parts:window")))
    assert "等供应商" in page
    assert "已告诉 林承志" in page


@pytest.mark.duty("PROC-W-10")
def test_from_the_window_a_pick_is_issued_with_the_pin_of_its_taker(shop):
    give_pin(shop)
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 2))
    url = reverse("ui:act", args=["parts.issue_parts", requisition.pk])
    line = lines_of(requisition)[0]
    form = {f"lines-{line.pk}": "2", "taker": shop.person("technician").pk, "token": "t"}
    wrong = press(shop.storekeeper, url, {**form, "pin": "0000"})
    assert wrong.status_code == 422
    assert "口令不是" in said(wrong)
    assert press(shop.storekeeper, url, {**form, "pin": PIN}).status_code == 204
    assert IssueSlip.objects.get(requisition=requisition).signed_at


def test_without_a_pin_the_slip_waits_for_its_signature(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 2))
    url = reverse("ui:act", args=["parts.issue_parts", requisition.pk])
    line = lines_of(requisition)[0]
    form = {f"lines-{line.pk}": "2", "taker": shop.person("technician").pk, "token": "t", "pin": ""}
    assert press(shop.storekeeper, url, form).status_code == 204
    assert IssueSlip.objects.get(requisition=requisition).signed_at is None


def test_five_wrong_pins_lock_the_taker_s_signature(shop):
    give_pin(shop)
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 1))
    url = reverse("ui:act", args=["parts.issue_parts", requisition.pk])
    form = {f"lines-{lines_of(requisition)[0].pk}": "1", "taker": shop.person("technician").pk}
    for number in range(5):
        press(shop.storekeeper, url, {**form, "pin": "0000", "token": str(number)})
    assert "15 分钟" in said(press(shop.storekeeper, url, {**form, "pin": PIN, "token": "right"}))


@pytest.mark.parametrize("count", [1, 20])
def test_the_window_costs_the_same_for_one_and_for_twenty(shop, count, django_assert_max_num_queries):
    for _ in range(count):
        a_requisition(shop, (a_part(shop, (5, "20", 9)), 1))
    with django_assert_max_num_queries(25):
        look(shop.storekeeper, reverse("parts:window"))


def test_costs_are_seen_by_the_parts_manager_and_are_no_column_for_the_storekeeper(shop):
    part = a_part(shop, (5, "77.77", 9))
    url = reverse("parts:part", args=[part.pk])
    managers = said(look(shop.parts_manager, url))
    assert "77.77" in managers
    assert "在库金额" in managers
    page = said(look(shop.storekeeper, url))
    assert "77.77" not in page
    assert "388.85" not in page
    assert "在库金额" not in page


@pytest.mark.parametrize("typed", ["t0", "试验", "sylx", "Z-01"])
def test_a_part_is_looked_up_by_number_name_initials_or_place(shop, typed):
    a_part(shop, (5, "20", 9))
    assert "试验滤芯" in said(look(shop.service_advisor, f"{reverse('parts:parts')}?q={typed}"))


def test_every_page_of_parts_opens(shop):
    part = a_part(shop, (5, "20", 9))
    requisition = a_requisition(shop, (part, 2))
    issue(shop, requisition, 1)
    receive(shop, received(part))
    sell_over_counter(
        shop.storekeeper, lines=[SaleLine(part.pk, 1)], buyer="王", channel=CounterSale.Channel.COUNTER
    )
    count = draw_daily_count(shop.clock).subject
    names = [
        ("parts:window", []),
        ("parts:boxes", []),
        ("parts:requisitions", []),
        ("parts:requisition", [requisition.pk]),
        ("parts:requisition_paper", [requisition.pk]),
        ("parts:parts", []),
        ("parts:part", [part.pk]),
        ("parts:receipts", []),
        ("parts:receipt", [Receipt.objects.get().pk]),
        ("parts:stockcounts", []),
        ("parts:stockcount", [count.pk]),
        ("parts:countersale", [CounterSale.objects.get().pk]),
        ("parts:internaluse", [InternalUse.objects.get().pk]),
    ]
    for name, keys in names:
        assert look(shop.parts_manager, reverse(name, args=keys)).status_code == 200, name


FORMS = (
    "receive_parts", "sell_over_counter", "ask_for_internal_use", "open_count",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_every_form_without_a_subject_opens(shop, name):
    assert look(shop.parts_manager, reverse("ui:act", args=[f"parts.{name}"])).status_code == 200


def test_every_form_of_a_requisition_opens(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 2))
    issue(shop, requisition, 1)
    for name in ("issue_parts", "return_parts", "report_shortage", "prepare_box", "void_requisition"):
        url = reverse("ui:act", args=[f"parts.{name}", requisition.pk])
        assert look(shop.parts_manager, url).status_code == 200, name


def test_what_is_received_is_typed_by_part_number(shop):
    part = a_part(shop)
    supplier = {"supplier": "1", "delivery_note": "送1", "token": "t", "lines-rows": "0 1"}
    line = {"lines-0-part": part.part_no.lower(), "lines-0-quantity": "4"}
    answer = press(shop.storekeeper, reverse("ui:act", args=["parts.receive_parts"]), supplier | line)
    assert answer.status_code == 204
    assert Receipt.objects.get().lots.get().part == part


def test_pieces_come_back_by_the_form(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 2))
    issue(shop, requisition, 2)
    url = reverse("ui:act", args=["parts.return_parts", requisition.pk])
    form = {f"lines-{lines_of(requisition)[0].pk}": "1", "reason": "没用上", "token": "t"}
    assert press(shop.storekeeper, url, form).status_code == 204
    assert lines_of(requisition)[0].returned == 1


def test_another_store_s_requisition_does_not_exist(shop):
    requisition = a_requisition(shop, (a_part(shop), 1))
    with pytest.raises(NotHere):
        look(shop.other_store_manager, reverse("parts:requisition", args=[requisition.pk]))
    assert Requisition.objects.filter(pk=requisition.pk).exists()
