"""领料单 as it is printed: what is to be picked, and each hand-over as its taker signed it."""

import dataclasses
import gzip
import hashlib

import pytest
from django.db import connection
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.actions import print_paper
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.models import Entry, FrozenPage, Paper
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.resources.parts.actions import ReturnLine, return_parts
from zhangdian.resources.parts.models import IssueSlip, Lot, Movement, Requisition
from zhangdian.resources.parts.queries import prices_on
from zhangdian.resources.parts.tests import arranging
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, lines_of, lots_of
from zhangdian.resources.parts.tests.test_pages import PIN, give_pin
from zhangdian.resources.parts.window.papers import REQUISITION, SLIP


@pytest.mark.duty("PROC-W-10")
def test_it_has_lots_sale_price_what_came_back_and_why(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 3)
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 1)], reason="型号不对")
    printed = REQUISITION.draw(shop.storekeeper, requisition)
    for lot in Lot.objects.filter(part=part):
        assert str(lot) in printed
    assert "100.00" in printed
    assert "退 1 件" in printed
    assert "型号不对" in printed
    assert "口令签" in printed


def test_what_is_still_to_be_picked_says_from_which_lot(shop):
    part = a_part(shop, (2, "20", 90))
    requisition = a_requisition(shop, (part, 1))
    printed = REQUISITION.draw(shop.storekeeper, requisition)
    assert str(Lot.objects.get(part=part)) in printed
    assert "领料人签字" in printed


def test_each_part_says_who_pays_for_it_and_at_which_price(shop):
    own = a_requisition(shop, (a_part(shop, (1, "20", 90)), 1))
    assert "<td>本店</td>" in REQUISITION.draw(shop.storekeeper, own)
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop, operations=["A003"])
    by_maker = Requisition.objects.for_purpose(order).get()
    part = by_maker.lines.first().part
    printed = REQUISITION.draw(shop.storekeeper, by_maker)
    assert "<td>厂家</td>" in printed
    assert f"{prices_on(shop.storekeeper, [part], shop.today)[part.pk].warranty:,.2f}" in printed


def test_what_is_paid_for_it_is_not_for_the_workshop(shop):
    requisition = a_requisition(shop, (a_part(shop, (2, "20", 90)), 1))
    assert "100.00" in REQUISITION.draw(shop.storekeeper, requisition)
    assert "100.00" not in REQUISITION.draw(shop.technician, requisition)


# ---- as it was signed -----------------------------------------------------------------------------


def sql(text, *values):
    """Past every rule, as a later version or a stranger's hand would find it."""
    with writing(), connection.cursor() as cursor:
        cursor.execute(text, values)


def slip_page(who, slip):
    return said(look(who, reverse("parts:slip_paper", args=[slip.pk])))


@pytest.fixture
def signed(shop):
    """Three pieces from two lots, signed by the technician's digits."""
    part = a_part(shop, (2, "20", 90), (5, "26", 10), name="机油滤芯", bin="A-07")
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 3)
    return IssueSlip.objects.select_related("requisition").get(requisition=requisition)


@pytest.mark.duty("PROC-W-10", "PTK-10")
def test_the_digits_freeze_who_took_what_from_which_lot_and_bin_and_who_pays(shop, signed):
    paper = Paper.objects.get(kind="CK")
    body = papers.body_of(paper)
    lots = list(map(str, Lot.objects.filter(part__name="机油滤芯")))
    people = [str(shop.person("storekeeper")), str(shop.person("technician"))]
    for text in ("机油滤芯", "A-07", "本店", signed.requisition.number, *lots, *people):
        assert text in body
    assert (paper.number, paper.subject_id, paper.revision, paper.means) == (
        signed.number,
        signed.pk,
        1,
        "desk",
    )
    assert paper.frozen_at == signed.signed_at
    assert hashlib.sha256(body.encode()).hexdigest() == paper.page_id
    assert papers.in_fours(paper.page_id) in slip_page(shop.technician, signed)


def test_no_sums_stand_on_it(shop, signed):
    for who in (shop.technician, shop.storekeeper, shop.washer):
        page = slip_page(who, signed)
        assert "100.00" not in page
        assert "售价" not in page


def test_what_is_changed_afterwards_does_not_change_it(shop, signed):
    before = papers.body_of(Paper.objects.get(kind="CK"))
    sql("UPDATE parts_part SET name = '改了名字的件' WHERE name = '机油滤芯'")
    sql("UPDATE parts_stockcard SET bin = 'Z-99' WHERE bin = 'A-07'")
    sql("UPDATE parts_partprice SET retail = 777")
    sql("UPDATE organization_person SET name = '改了名' WHERE id = %s", signed.taker_id)
    page = slip_page(shop.storekeeper, signed)
    assert before in page
    for text in ("改了名字的件", "Z-99", "777.00"):
        assert text not in page
    assert "改了名字的件" in SLIP.draw(shop.storekeeper, signed)


def test_what_comes_back_later_stands_beside_it_and_not_in_it(shop, signed):
    before = papers.body_of(Paper.objects.get(kind="CK"))
    line = lines_of(signed.requisition)[0]
    return_parts(shop.storekeeper, signed.requisition, lines=[ReturnLine(line.pk, 1)], reason="型号不对")
    page = slip_page(shop.storekeeper, signed)
    assert before in page
    assert "签后退料" in page
    assert "型号不对" in page
    assert "型号不对" not in papers.body_of(Paper.objects.get(kind="CK"))


def test_each_hand_over_is_a_sheet_of_its_own(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 3))
    issue(shop, requisition, 1)
    waiting = look(shop.storekeeper, reverse("parts:requisition_paper", args=[requisition.pk]))
    assert "未签：备料用" in said(waiting)
    issue(shop, requisition, 2)
    first, second = Paper.objects.filter(kind="CK").order_by("pk")
    assert (first.revision, second.revision) == (1, 1)
    assert first.page_id != second.page_id
    assert first.number != second.number
    whole = look(shop.storekeeper, reverse("parts:requisition_paper", args=[requisition.pk]))
    assert whole["Location"] == reverse("parts:slip_paper", args=[second.subject_id])


def test_prints_are_counted_and_noted(shop, signed):
    paper = Paper.objects.get(kind="CK")
    assert "打印过 0 次" in slip_page(shop.storekeeper, signed)
    for _ in range(2):
        print_paper(shop.storekeeper, paper)
    page = slip_page(shop.storekeeper, signed)
    assert "打印过 2 次" in page
    assert "补打 第 2 次打印" in page
    assert Entry.objects.filter(action="kernel.print_paper", subject_id=paper.pk).count() == 2


def test_a_sheet_that_was_tampered_with_is_refused_and_found(shop, signed):
    assert list(violations([shop.store])) == []
    FrozenPage.objects.filter(pk=Paper.objects.get(kind="CK").page_id).update(body=gzip.compress(b"<p>x</p>"))
    with refused("与签字时不一致"):
        slip_page(shop.storekeeper, signed)
    assert [each.code for each in violations([shop.store])] == ["H3"]


def test_a_hand_over_from_before_says_that_it_was_not_frozen(shop, signed):
    sql("DELETE FROM kernel_paper WHERE kind = 'CK'")
    page = slip_page(shop.storekeeper, signed)
    assert "签的时候还没有存档原件" in page
    assert "机油滤芯" in page
    assert "口令签" in page


def test_where_another_was_quicker_the_sheet_says_the_lots_that_left(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition, other = a_requisition(shop, (part, 2)), a_requisition(shop, (part, 1))
    seen = arranging.sheet(shop, requisition, 2)
    issue(shop, other, 1)
    done = issue(shop, requisition, 2, sheet=seen)
    assert [on_hand for on_hand, _ in lots_of(part)] == [0, 4]
    slip = IssueSlip.objects.get(requisition=requisition)
    signed = papers.body_of(Paper.objects.get(kind="CK", subject_id=slip.pk))
    assert signed == SLIP.draw(shop.storekeeper, slip)
    assert all(str(lot) in signed for lot in Lot.objects.filter(part=part))
    assert done.entry.notes["other_lots"]
    assert slip.signed_at


def test_the_keeper_is_shown_the_sheet_when_other_lots_left(shop):
    give_pin(shop)
    part = a_part(shop, (1, "20", 90), (5, "26", 10))
    requisition, other = a_requisition(shop, (part, 1)), a_requisition(shop, (part, 1))
    [line] = lines_of(requisition)
    oldest = Lot.objects.get(part=part, on_hand=1)
    issue(shop, other, 1)
    form = {
        f"lines-{line.pk}": "1",
        f"from-{line.pk}": f"{oldest.pk}:1",
        "taker": shop.person("technician").pk,
        "token": "t",
        "pin": PIN,
    }
    given = press(shop.storekeeper, reverse("ui:act", args=["parts.issue_parts", requisition.pk]), form)
    slip = IssueSlip.objects.get(requisition=requisition)
    assert given["HX-Redirect"] == f"{reverse('parts:slip_paper', args=[slip.pk])}?other_lots"
    assert "按批次核对手里的件" in said(look(shop.storekeeper, given["HX-Redirect"]))


def test_pieces_of_a_lot_that_was_blocked_meanwhile_stay_here(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition = a_requisition(shop, (part, 2))
    seen = arranging.sheet(shop, requisition, 2)
    sql("UPDATE parts_lot SET blocked_because = '漏油' WHERE on_hand = 2 AND part_id = %s", part.pk)
    with refused("刚刚有人动过"):
        issue(shop, requisition, 2, sheet=seen)
    assert [on_hand for on_hand, _ in lots_of(part)] == [2, 5]
    issue(shop, requisition, 2)
    assert [on_hand for on_hand, _ in lots_of(part)] == [2, 3]


def test_a_sheet_that_says_less_than_what_is_taken_signs_nothing(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 2))
    seen = arranging.sheet(shop, requisition, 2)
    with refused("刚刚有人动过"):
        issue(shop, requisition, 2, sheet=dataclasses.replace(seen, pieces=[]))
    assert not Movement.objects.filter(requisition_line__requisition=requisition).exists()


def test_a_second_press_gives_the_same_slip_and_the_same_sheet(shop):
    give_pin(shop)
    requisition = a_requisition(shop, (a_part(shop, (1, "20", 30), (9, "21", 9)), 2))
    [line] = lines_of(requisition)
    lots = [lot.pk for lot in Lot.objects.filter(part=line.part)]
    form = {
        f"lines-{line.pk}": "2",
        f"from-{line.pk}": f"{lots[0]}:1,{lots[1]}:1",
        "taker": shop.person("technician").pk,
        "token": "t",
        "pin": PIN,
    }
    url = reverse("ui:act", args=["parts.issue_parts", requisition.pk])
    assert [press(shop.storekeeper, url, form).status_code for _ in range(2)] == [204, 204]
    assert IssueSlip.objects.filter(requisition=requisition).count() == 1
    assert Paper.objects.filter(kind="CK").count() == 1


def test_the_window_keeps_what_it_showed(shop):
    requisition = a_requisition(shop, (a_part(shop, (1, "20", 30), (9, "21", 9)), 2))
    [line] = lines_of(requisition)
    first, second = (lot.pk for lot in Lot.objects.filter(part=line.part))
    page = said(look(shop.storekeeper, reverse("parts:window")))
    assert f'name="from-{line.pk}" value="{first}:1,{second}:1"' in page


def test_a_lot_that_was_chosen_stands_on_the_sheet(shop):
    give_pin(shop)
    requisition = a_requisition(shop, (a_part(shop, (2, "20", 90), (5, "26", 10)), 1))
    [line] = lines_of(requisition)
    newest = Lot.objects.get(part=line.part, on_hand=5)
    form = {
        f"lines-{line.pk}": "1",
        f"lines-{line.pk}.lot": str(newest.pk),
        "taker": shop.person("technician").pk,
        "token": "t",
        "pin": PIN,
        "because:parts.oldest_lot_first": "最早批次破损",
    }
    url = reverse("ui:act", args=["parts.issue_parts", requisition.pk])
    assert press(shop.storekeeper, url, form).status_code == 204
    assert str(newest) in papers.body_of(Paper.objects.get(kind="CK"))


def test_another_store_s_sheet_does_not_exist(shop, signed):
    with pytest.raises(NotHere):
        look(shop.other_store_manager, reverse("parts:slip_paper", args=[signed.pk]))


def test_without_digits_no_sheet_is_frozen(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 9)), 1))
    issue(shop, requisition, 1, sheet=None)
    slip = IssueSlip.objects.get(requisition=requisition)
    assert (slip.signed_at, Paper.objects.filter(kind="CK").count()) == (None, 0)
    assert slip.number.startswith("CK")
