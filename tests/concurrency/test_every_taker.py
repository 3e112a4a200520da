"""Whoever can take the last piece, against whoever else can: one of them gets it (R4a)."""

import ast
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pytest

import zhangdian
from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.parts import actions
from zhangdian.resources.parts.counting.tests.arranging import a_count, counted_twice
from zhangdian.resources.parts.models import Lot, Movement, Part
from zhangdian.resources.parts.receiving.tests.test_receive_parts import receive
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, card_of, issue

TREE = Path(zhangdian.__file__).parent
Take = Callable[[], Any]


def issues_it(shop: Any, part: Part) -> Take:
    wanted = a_requisition(shop, (part, 1))
    return lambda: issue(shop, wanted, 1)


def sends_it_back(shop: Any, part: Part) -> Take:
    lot = Lot.objects.get(part=part)
    return lambda: actions.return_to_supplier(shop.storekeeper, lot, quantity=1, reason="灯罩裂")


def scraps_it(shop: Any, part: Part) -> Take:
    lot = Lot.objects.get(part=part)
    return lambda: actions.scrap_lot(shop.parts_manager, lot, quantity=1, reason="破损")


def misses_it(shop: Any, part: Part) -> Take:
    card = card_of(shop, part)
    return lambda: actions.adjust_stock(shop.parts_manager, card, difference=-1, reason="找不到")


def counts_it_away(shop: Any, part: Part) -> Take:
    count = a_count(shop, part)
    counted_twice(shop, count, part, 0)
    return lambda: actions.close_count(shop.parts_manager, count)


TAKERS: dict[str, Callable[[Any, Part], Take]] = {
    "issue_parts": issues_it,
    "return_to_supplier": sends_it_back,
    "scrap_lot": scraps_it,
    "adjust_stock": misses_it,
    "close_count": counts_it_away,
}
"""Every action that takes pieces off the shelf."""
WAYS_OUT = {"take_oldest_first", "take_out", "post_differences"}


@cache
def calls() -> dict[str, set[str]]:
    """Function of the house, outside the stock's own file → names that it calls."""
    found: dict[str, set[str]] = {}
    for path in TREE.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts or path.name == "stock.py":
            continue
        for func in ast.walk(ast.parse(path.read_text())):
            if isinstance(func, ast.FunctionDef):
                called = [each.func for each in ast.walk(func) if isinstance(each, ast.Call)]
                found.setdefault(func.name, set()).update(getattr(each, "attr", "") for each in called)
    return found


def callers_of(names: set[str]) -> set[str]:
    return {name for name, called in calls().items() if called & names}


def test_nobody_takes_pieces_who_is_not_on_the_list():
    assert callers_of(WAYS_OUT) == set(TAKERS) | (WAYS_OUT - {"take_oldest_first"})


def test_only_the_stock_writes_that_pieces_moved():
    assert callers_of({"move_out", "move_back", "movement"}) == set()


def the_last_piece(shop: Any) -> Part:
    """It came from a supplier, so that it may go back, and is worth so little that nobody else signs."""
    part = a_part(shop)
    receive(shop, actions.ReceivedLine(part.pk, 1, Decimal(20)))
    return part


@pytest.mark.parametrize(("one", "other"), [*combinations_with_replacement(TAKERS, 2)])
def test_of_two_who_take_it_one_way_or_another_one_gets_it(own_shop, one, other):
    part = the_last_piece(own_shop)
    takes = [TAKERS[name](own_shop, part) for name in (one, other)]
    answers = at_once(*takes, *takes)
    assert [each for each in raised(answers) if not isinstance(each, Refusal)] == []
    assert Lot.objects.get(part=part).on_hand == 0
    assert Movement.objects.filter(lot__part=part, quantity__lt=0).count() == 1
    assert list(map(str, violations([own_shop.store]))) == []
