"""Issuing: from the oldest lots, within the requisition, to the cent, with the taker's signature."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from tests.support.saying_no import asked, refused
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.actions import (
    IssueLine,
    WantedRow,
    ask_for_internal_use,
    block_lot,
    issue_parts,
)
from zhangdian.resources.parts.models import IssueSlip, Lot, Movement, Requisition
from zhangdian.resources.parts.tests.arranging import (
    a_part,
    a_requisition,
    ball,
    issue,
    lines_of,
    lots_of,
    sheet,
)


@pytest.mark.duty("PTK-04", "PROC-R-22", "PROC-W-10")
@pytest.mark.parametrize("nothing", [{"purpose_type": ""}, {"purpose_id": 0}])
def test_nothing_can_be_fetched_for_no_document(shop, nothing):
    """The window issues against a requisition only, and none stands in the database without its source."""
    requisition = a_requisition(shop, (a_part(shop, (2, "20", 90)), 1))
    rows: QuerySet[Requisition] = QuerySet(Requisition).filter(pk=requisition.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), writing():
        rows.update(**nothing)


@pytest.mark.duty("PTK-10")
def test_the_oldest_lot_falls_first(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    issue(shop, a_requisition(shop, (part, 3)), 3)
    assert lots_of(part) == [(0, Decimal("0.00")), (4, Decimal("104.00"))]


@pytest.mark.duty("PTK-10")
def test_another_lot_than_the_oldest_wants_a_reason(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition = a_requisition(shop, (part, 1))
    newest = Lot.objects.get(part=part, on_hand=5)
    line = IssueLine(lines_of(requisition)[0].pk, 1, newest.pk)
    with asked("parts.oldest_lot_first"):
        issue_parts(shop.storekeeper, requisition, lines=[line], taker=shop.person("technician"))
    done = issue_parts(
        shop.storekeeper,
        requisition,
        lines=[line],
        taker=shop.person("technician"),
        because={"parts.oldest_lot_first": "最早批次破损"},
    )
    assert lots_of(part) == [(2, Decimal("40.00")), (4, Decimal("104.00"))]
    assert done.entry.notes["because"] == {"parts.oldest_lot_first": "最早批次破损"}


def test_the_last_piece_of_a_lot_takes_the_rest_of_its_value(shop):
    part = a_part(shop, (3, "33.333333", 10))
    requisition = a_requisition(shop, (part, 3))
    for _ in range(3):
        issue(shop, requisition, 1)
    costs = [-opened(move.value) for move in Movement.objects.filter(lot__part=part, kind="issue")]
    assert costs == [Decimal("33.33"), Decimal("33.34"), Decimal("33.33")]
    assert sum(costs) == Decimal("100.00")


@pytest.mark.duty("PROC-W-10", "PTK-04")
def test_an_issue_stays_within_its_line(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 1))
    with refused("还可发 1", "服务顾问"):
        issue(shop, requisition, 2)
    assert lots_of(part) == [(5, Decimal("100.00"))]


@pytest.mark.duty("PROC-W-10", "PTK-04")
def test_a_line_of_another_requisition_is_named_with_who_may_have_it_authorized(shop):
    wanted, other = (a_part(shop, (5, "20", 10)) for _ in "ab")
    requisition, foreign = a_requisition(shop, (wanted, 1)), a_requisition(shop, (other, 1))
    with refused(str(other), str(foreign), str(requisition), "没有授权", "请服务顾问先请客户授权"):
        issue_parts(
            shop.storekeeper,
            requisition,
            lines=[IssueLine(lines_of(foreign)[0].pk, 1)],
            taker=shop.person("technician"),
        )
    assert (lots_of(wanted), lots_of(other)) == ([(5, Decimal("100.00"))], [(5, Decimal("100.00"))])


@pytest.mark.duty("PTK-04")
def test_a_line_of_another_store_is_not_there(shop):
    part = a_part(shop, (5, "20", 10))
    own = a_requisition(shop, (part, 1))
    rows = [WantedRow(part.pk, 1)]
    use = ask_for_internal_use(shop.other_store_manager, department="车间", why="试验", rows=rows).subject
    [theirs] = lines_of(Requisition.objects.of(shop.other_store_manager).for_purpose(use).get())
    with pytest.raises(NotHere):
        issue_parts(shop.storekeeper, own, lines=[IssueLine(theirs.pk, 1)], taker=shop.person("technician"))


@pytest.mark.duty("PTK-04")
def test_slips_are_numbered_without_gap_and_a_refusal_takes_no_number(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 1)
    with refused("还可发"):
        issue(shop, requisition, 9)
    issue(shop, requisition, 1)
    assert [slip.number for slip in IssueSlip.objects.filter(requisition=requisition)] == [
        "CK261123-0001",
        "CK261123-0002",
    ]


@pytest.mark.duty("PROC-W-10")
def test_the_pin_of_the_taker_signs_the_whole_pick(shop):
    first, second = a_part(shop, (5, "20", 10)), a_part(shop, (5, "30", 10))
    requisition = a_requisition(shop, (first, 1), (second, 1))
    issue(shop, requisition, 1, 1)
    slip = IssueSlip.objects.get(requisition=requisition)
    assert slip.signed_at
    assert slip.movements.count() == 2
    assert (slip.keeper, slip.taker) == (shop.person("storekeeper"), shop.person("technician"))


@pytest.mark.duty("PTK-08")
def test_an_expired_lot_is_not_issued(shop):
    part = a_part(shop, (4, "20", 300, 0), shelf_life_months=9)
    requisition = a_requisition(shop, (part, 2))
    issue(shop, requisition, 1)
    shop.later(days=1)
    with refused("缺 1", "过期"):
        issue(shop, requisition, 1)


@pytest.mark.duty("PTK-02")
def test_a_blocked_lot_is_not_issued(shop):
    part = a_part(shop, (4, "20", 30))
    requisition = a_requisition(shop, (part, 1))
    block_lot(shop.storekeeper, Lot.objects.get(part=part), reason="灯罩裂")
    with refused("缺 1", "封存"):
        issue(shop, requisition, 1)


def test_a_shortage_takes_nothing_and_says_who_orders(shop):
    plenty, scarce = a_part(shop, (5, "20", 10)), a_part(shop, (1, "30", 10), name="稀缺件")
    requisition = a_requisition(shop, (plenty, 2), (scarce, 2))
    with refused("稀缺件 缺 1", "配件计划员"):
        issue(shop, requisition, 2, 2)
    assert lots_of(plenty) == [(5, Decimal("100.00"))]


def test_what_is_held_back_for_one_order_is_not_given_to_another(shop):
    part = a_part(shop, (2, "20", 10))
    a_requisition(shop, (part, 2))
    late = a_requisition(shop, (part, 1))
    with refused("已为别人预留 2"):
        issue(shop, late, 1)


def test_a_partly_issued_requisition_keeps_waiting_until_all_is_out(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 1)
    assert Requisition.objects.get(pk=requisition.pk).state == Requisition.State.PARTLY
    assert ball(requisition)
    issue(shop, requisition, 2)
    requisition = Requisition.objects.get(pk=requisition.pk)
    assert (requisition.state, requisition.issued_at) == (Requisition.State.ISSUED, shop.now)
    assert ball(requisition) is None


def test_the_keeper_does_not_hand_parts_to_himself_without_a_reason(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 1))
    with asked("parts.keeper_is_not_taker"):
        issue_parts(
            shop.storekeeper,
            requisition,
            lines=[IssueLine(lines_of(requisition)[0].pk, 1)],
            taker=shop.person("storekeeper"),
        )


def test_a_technician_does_not_help_himself(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    with refused("配件管理员"):
        issue_parts(shop.technician, requisition, lines=[], taker=shop.person("technician"))


def test_while_nothing_is_short_the_storekeeper_has_the_ball(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 1))
    assert ball(requisition) == (Role.STOREKEEPER, "待料：在库等发，1 种")


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_queries_for_twenty_parts_as_for_one(shop, count, django_assert_max_num_queries):
    parts = [a_part(shop, (5, "20", 10), (5, "21", 5)) for _ in range(count)]
    requisition = a_requisition(shop, *((part, 6) for part in parts))
    signed = sheet(shop, requisition, *[6] * count)
    with django_assert_max_num_queries(36 + count):  # the cards are roots, each saved once
        issue(shop, requisition, *[6] * count, sheet=signed)
