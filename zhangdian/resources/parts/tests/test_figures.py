"""The figures by which the store room is measured."""

from decimal import Decimal

import pytest

from zhangdian.foundation.kernel.sight import SIGHTS
from zhangdian.resources.parts import figures
from zhangdian.resources.parts.tests import arranging


@pytest.mark.duty("PTM-02")
def test_a_line_that_was_short_when_it_was_asked_for_is_listed(shop):
    full, short = arranging.a_part(shop, (5, "10.00", 3)), arranging.a_part(shop, (1, "10.00", 3))
    before = figures.filled_at_once(shop.parts_manager, shop.today, shop.today)
    arranging.a_requisition(shop, (full, 2), (short, 2))
    filled = figures.filled_at_once(shop.parts_manager, shop.today, shop.today)
    assert (filled.count - before.count, filled.of - before.of) == (1, 2)
    assert [line.part for line in filled.others] == [short]


@pytest.mark.duty("PTM-06", "PTP-02")
def test_what_nobody_received_or_took_for_half_a_year_lies_dead(shop):
    worth = figures.worth_of_stock(shop.parts_manager, shop.today, shop.today).amount
    dead = figures.lying_dead(shop.parts_manager, shop.today, shop.today).part
    moved = arranging.a_part(shop, (3, "10.00", 200))
    arranging.a_part(shop, (4, "25.00", 200))
    arranging.a_part(shop, (4, "25.00", 100))
    arranging.issue(shop, arranging.a_requisition(shop, (moved, 1)), 1)
    assert figures.worth_of_stock(shop.parts_manager, shop.today, shop.today).amount - worth == 220
    share = figures.lying_dead(shop.parts_manager, shop.today, shop.today)
    assert share.part - dead == Decimal("100.00")
    assert share.whole == worth + 220


def test_costs_are_figures_for_those_who_see_costs_only(shop):
    for each in (figures.worth_of_stock, figures.lying_dead):
        assert each.open_to(shop.parts_manager)
        assert not each.open_to(shop.storekeeper)
        assert each.sight in SIGHTS
