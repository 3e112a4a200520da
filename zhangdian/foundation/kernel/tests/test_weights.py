"""Three weights: a gate or question refuses, asks for one chip, or only notes; the store decides."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import Gate, gate
from zhangdian.foundation.kernel.models import RuleWeight, Weight
from zhangdian.foundation.kernel.tests.arranging import a_card, acts, an_action, last_entry
from zhangdian.people.organization.staff.actions import name_deputy
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.parts.models import StockCard


@pytest.fixture
def tidy_gate(monkeypatch) -> Gate:
    """A gate that is never passed, and that the house weighs as a question."""
    found: dict[str, Gate] = {}
    monkeypatch.setattr("zhangdian.foundation.kernel.gates.GATES", found)

    @gate("货架整齐", chips=["马上理"])
    def shelf_is_tidy(ctx: object, card: StockCard) -> str:
        return "货架还乱着"

    assert found == {"kernel.shelf_is_tidy": shelf_is_tidy}
    return shelf_is_tidy


@pytest.fixture
def put_away(tidy_gate):
    @an_action("上架", gates=[tidy_gate])
    def put_away(ctx: Act, card: StockCard) -> None:
        """Asks one thing more."""
        ctx.ask("is_heavy", "很重吗", ["叉车"])

    return put_away


TIDY, HEAVY = "kernel.shelf_is_tidy", "kernel.is_heavy"


def weigh(shop, rule, weight):
    row = RuleWeight.objects.filter(rule=rule)
    set_rule_weight(shop.general_manager, rule=rule, weight=weight)
    assert row.get().weight == weight


def test_by_default_each_asks_for_one_chip_and_the_entry_keeps_it(shop, put_away):
    card = a_card(shop)
    before = acts()
    with asked(TIDY, "货架还乱着"):
        put_away(shop.guide, card)
    with asked(HEAVY):
        put_away(shop.guide, card, because={TIDY: "马上理"})
    assert acts() == before
    put_away(shop.guide, card, because={TIDY: "马上理", HEAVY: "叉车"})
    assert last_entry().notes == {"because": {TIDY: "马上理", HEAVY: "叉车"}}


def test_an_empty_chip_is_no_chip(shop, put_away):
    with asked(TIDY):
        put_away(shop.guide, a_card(shop), because={TIDY: "  "})


@pytest.mark.parametrize("rule", [TIDY, HEAVY])
def test_a_store_that_stops_refuses_even_with_a_chip(shop, put_away, rule):
    weigh(shop, rule, Weight.STOP)
    with refused("货架还乱着" if rule == TIDY else "很重吗"):
        put_away(shop.guide, a_card(shop), because={TIDY: "马上理", HEAVY: "叉车"})


def test_a_store_that_watches_asks_nothing_and_notes_it(shop, put_away):
    weigh(shop, TIDY, Weight.WATCH)
    weigh(shop, HEAVY, Weight.WATCH)
    put_away(shop.guide, a_card(shop))
    assert last_entry().notes == {"watched": [TIDY, HEAVY]}


def test_another_store_keeps_its_own_weights(shop, put_away):
    weigh(shop, TIDY, Weight.WATCH)
    weigh(shop, HEAVY, Weight.WATCH)
    other = an_action(gates=put_away.gates)(look_round)
    with asked(TIDY):
        other(shop.other_store_advisor, *cards_of_the_other_store(shop))


def look_round(ctx: Act, card: StockCard) -> None:
    """Nothing."""


def cards_of_the_other_store(shop):
    @an_action(opens=StockCard)
    def open_card(ctx: Act, *, part: int) -> StockCard:
        """A card in the other store."""
        card = StockCard(store_id=ctx.store_id, part_id=part, acted_at=ctx.now)
        card.save()
        return card

    return [open_card(shop.other_store_advisor, part=a_card(shop).part_id).subject]


def test_a_page_is_told_only_of_what_stops(shop, put_away):
    card = a_card(shop)
    assert put_away.status(shop.guide, card).allowed
    weigh(shop, TIDY, Weight.STOP)
    status = put_away.status(shop.guide, card)
    assert status.relevant
    assert [each.what for each in status.missing] == ["货架还乱着"]


def test_own_posts_come_before_those_of_whom_one_stands_in_for(shop):
    name_deputy(
        shop.driver,
        shop.person(shop.driver),
        deputy=shop.person(shop.guide),
        since=shop.today,
        until=shop.today,
    )
    card = a_card(shop)
    both = an_action(by=["DRV", "GUI"])(look_round)
    assert both(shop.guide, card).entry.role == "GUI"
    only_his = an_action(by=["DRV"])(look_round)
    entry = only_his(shop.guide, card).entry
    assert (entry.role, entry.acting_for_id) == ("DRV", shop.driver.person_id)
    shop.later(days=1)
    with refused("由取送车司机来做"):
        only_his(shop.guide, card)
