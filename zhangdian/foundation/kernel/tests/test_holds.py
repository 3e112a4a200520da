"""Holds: what a record waits for, on whom, since when, and which actions it stops."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.tests.arranging import a_card, a_requisition, an_action, last_entry
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Requisition, StockCard


@an_action("搬走")
def carry_away(ctx: Act, card: StockCard) -> None:
    """What a hold may stop."""


@an_action("压住")
def hold_back(ctx: Act, card: StockCard, *, kind: str = "count", stops: bool = True) -> None:
    """Lays a hold."""
    stopped = [carry_away] if stops else []
    holds.lay(ctx, card, kind, holder=Role.STOREKEEPER, why="等盘点", stops=stopped, source=card)


@an_action("放开")
def let_go(ctx: Act, card: StockCard, *, kind: str = "", of_source: bool = False) -> None:
    """Lifts holds by kind or by who laid them."""
    ctx.notes["lifted"] = holds.lift(ctx, card, *([kind] if kind else []), source=card if of_source else None)


def test_a_hold_stops_the_actions_that_it_names_and_says_why(shop):
    card = a_card(shop)
    hold_back(shop.guide, card)
    with refused("还不能搬走", "等盘点"):
        carry_away(shop.guide, card)
    let_go(shop.guide, card, kind="count")
    carry_away(shop.guide, card)


def test_a_hold_that_stops_nothing_only_says_who_has_the_ball(shop):
    card = a_card(shop)
    hold_back(shop.guide, card, stops=False)
    carry_away(shop.guide, card)
    [hold] = holds.open_on(shop.guide, [card])[card.pk]
    assert (hold.holder, hold.since) == ("PTK", shop.now)


def test_buttons_know_the_holds(shop):
    card = a_card(shop)
    hold_back(shop.guide, card)
    laid = holds.open_on(shop.guide, [card])[card.pk]
    assert [each.what for each in carry_away.status(shop.guide, card, laid).missing] == ["等盘点"]


@pytest.mark.parametrize(("how", "lifted"), [({}, 2), ({"kind": "count"}, 1), ({"of_source": True}, 2)])
def test_lifting_ends_those_of_a_kind_or_source_and_keeps_them_as_history(shop, how, lifted):
    card = a_card(shop)
    for kind in ("count", "move"):
        hold_back(shop.guide, card, kind=kind)
    let_go(shop.guide, card, **how)
    assert last_entry().notes["lifted"] == lifted
    ended = Hold.objects.exclude(lifted_at=None).filter(root_id=card.pk, root_type="parts.stockcard")
    assert [hold.lifted_by_id for hold in ended] == [last_entry().pk] * lifted
    let_go(shop.guide, card)
    let_go(shop.guide, card)
    assert last_entry().notes["lifted"] == 0


def test_many_roots_are_asked_in_one_query(shop, django_assert_num_queries):
    cards = [a_card(shop) for _ in range(5)]
    hold_back(shop.guide, cards[2])
    with django_assert_num_queries(1):
        found = holds.open_on(shop.guide, cards)
    assert [len(found[card.pk]) for card in cards] == [0, 0, 1, 0, 0]
    assert holds.open_on(shop.guide, []) == {}


def test_another_stores_holds_are_not_seen(shop):
    card = a_card(shop)
    hold_back(shop.guide, card)
    assert holds.open_on(shop.other_store_advisor, [card]) == {card.pk: []}


def test_a_hold_from_below_lets_the_root_above_derive_its_state(shop, monkeypatch):
    @an_action()
    def lay_from_below(ctx: Act, *, key: int) -> None:
        """Knows only the kind and key of what waits."""
        holds.lay(ctx, Requisition(pk=key), "wait", holder=holds.SUPPLIER, why="缺" * 300)

    requisition = a_requisition(shop)
    monkeypatch.setattr(
        Requisition,
        "derive_state",
        lambda self: "void" if Hold.objects.filter(root_id=self.pk, kind="wait").exists() else "open",
    )
    done = lay_from_below(shop.guide, key=requisition.pk)
    assert Requisition.objects.get().state == Requisition.State.VOID
    assert done.touched == (f"requisition-{requisition.pk}",)
    assert len(Hold.objects.get(kind="wait").why) == 200
