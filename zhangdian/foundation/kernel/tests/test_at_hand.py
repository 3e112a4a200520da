"""What an act has at hand of a record: read once, and never another thing than the database says."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.foundation.kernel import holds, rows
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.tests.arranging import a_requisition, an_action
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Requisition, RequisitionLine
from zhangdian.resources.parts.tests import arranging as shelf

SEEN: list[Any] = []


@pytest.fixture(autouse=True)
def nothing_seen() -> None:
    SEEN.clear()


def wanted(requisition: Requisition) -> list[int]:
    return [line.wanted for line in requisition.at_hand("lines")]


def written(requisition: Requisition) -> list[int]:
    return list(RequisitionLine.objects.filter(requisition=requisition).values_list("wanted", flat=True))


@an_action()
def look_twice(ctx: Act, requisition: Requisition) -> None:
    """The second look asks nothing."""
    first = requisition.at_hand("lines")
    with CaptureQueriesContext(connection) as asked:
        SEEN.append(requisition.at_hand("lines") == first and first[0].part.name and first[0].requisition)
    SEEN.append(len(asked.captured_queries))


@an_action()
def add_one(ctx: Act, requisition: Requisition) -> None:
    """A line more, once before and once after anybody looked."""
    part = requisition.at_hand("lines")[0].part
    for pieces in (7, 8):
        RequisitionLine(requisition=requisition, part=part, wanted=pieces).save()
        SEEN.append((wanted(requisition), written(requisition)))


@an_action()
def change_one_elsewhere(ctx: Act, requisition: Requisition) -> None:
    """By another instance than the one at hand."""
    assert wanted(requisition) == [2]
    line = RequisitionLine.objects.get(requisition=requisition)
    line.wanted = 5
    line.save()
    SEEN.append((wanted(requisition), written(requisition)))


@an_action(opens=Requisition)
def open_one(ctx: Act) -> Requisition:
    """What an act opens has the parts that it gave it, and nobody asks the database for more."""
    part = SEEN.pop()
    requisition = Requisition(
        store_id=ctx.store_id, purpose_type="x", purpose_id=1, wanted_at=ctx.now, acted_at=ctx.now
    )
    requisition.save()
    RequisitionLine(requisition=requisition, part=part, wanted=3).save()
    with CaptureQueriesContext(connection) as asked:
        SEEN.append(wanted(requisition))
    SEEN.append(len(asked.captured_queries))
    return requisition


@an_action()
def wait_and_go_on(ctx: Act, requisition: Requisition) -> None:
    """Holds that are laid and lifted stand and fall at hand too."""
    holds.lay(ctx, requisition, "first", holder=Role.GUIDE, why="等")
    holds.lay(ctx, requisition, "second", holder=Role.GUIDE, why="等")
    holds.lift(ctx, requisition, "first")
    kinds = {hold.kind for hold in rows.find(Hold, empty=("lifted_at",), root_id=requisition.pk)}
    SEEN.append((kinds, {kind for kind in ("first", "second") if holds.waits_for(requisition, kind)}))


def test_parts_are_read_once_with_all_that_acts_read_of_them(shop):
    requisition = a_requisition(shop)
    look_twice(shop.guide, requisition)
    assert [requisition, 0] == SEEN


def test_what_is_added_is_at_hand(shop):
    add_one(shop.guide, a_requisition(shop))
    assert SEEN == [([2, 7], [2, 7]), ([2, 7, 8], [2, 7, 8])]


def test_what_is_changed_by_another_way_is_read_again(shop):
    change_one_elsewhere(shop.guide, a_requisition(shop))
    assert SEEN == [([5], [5])]


def test_a_record_that_this_act_opened_has_no_other_parts(shop):
    SEEN.append(shelf.a_part(shop, (9, "20", 9)))
    made = open_one(shop.guide).subject
    assert SEEN == [[3], 0]
    assert wanted(made) == written(made) == [3]


def test_after_the_act_the_database_is_asked_again(shop):
    requisition = look_twice(shop.guide, a_requisition(shop)).subject
    with CaptureQueriesContext(connection) as asked:
        requisition.at_hand("lines")
    assert len(asked.captured_queries) == 1


def test_holds_that_an_act_lays_and_lifts_stand_as_they_are(shop):
    wait_and_go_on(shop.guide, a_requisition(shop))
    [(open_ones, at_hand)] = SEEN
    assert at_hand == {"second"}
    assert open_ones >= at_hand
    assert "first" not in open_ones
