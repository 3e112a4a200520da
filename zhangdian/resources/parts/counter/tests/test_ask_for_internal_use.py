"""A department draws parts for itself."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.resources.parts.actions import WantedRow, ask_for_internal_use
from zhangdian.resources.parts.models import RequisitionLine
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, lines_of


def test_it_is_on_the_store_s_account(shop):
    line = lines_of(a_requisition(shop, (a_part(shop), 1)))[0]
    assert line.payer == RequisitionLine.Payer.INTERNAL


def test_it_says_who_and_what_for(shop):
    with refused("用途"):
        ask_for_internal_use(shop.workshop_supervisor, department="车间", why="", rows=[])


def test_an_unknown_part_does_not_exist(shop):
    with pytest.raises(NotHere):
        ask_for_internal_use(
            shop.workshop_supervisor, department="车间", why="抹布", rows=[WantedRow(10**6, 1)]
        )
