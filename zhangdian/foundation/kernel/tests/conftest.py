"""What several tests of the kernel begin with: an act that waits for signatures, a paper of its own."""

import pytest

from zhangdian.foundation.kernel import papers, registry
from zhangdian.foundation.kernel.action import Act, Action
from zhangdian.foundation.kernel.models import Means, Request
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.foundation.kernel.tests.arranging import TWO, a_card, an_action
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import StockCard


@pytest.fixture
def relocate(monkeypatch) -> Action:
    """An act that two people must sign, and that asks one question."""

    @an_action("大搬家", by=[Role.STOREKEEPER, Role.PARTS_MANAGER], needs=TWO)
    def relocate(ctx: Act, card: StockCard, *, bin: str, seen_by: PersonalText = "") -> None:
        """The part lies elsewhere."""
        if bin == "far":
            ctx.ask("far_away", "这么远吗", ["没地方"])
        card.bin = bin

    monkeypatch.setitem(registry.ACTIONS, relocate.name, relocate)
    return relocate


@pytest.fixture
def request_(shop, relocate) -> Request:
    waiting: Request = relocate(shop.storekeeper, a_card(shop), bin="Z-9").subject
    return waiting


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(papers, "KINDS", {})

    @papers.paper_kind("XX", "试验单")
    def page(ctx: object, card: StockCard) -> str:
        return f"<p>货位 {card.bin}</p>"

    return page


@pytest.fixture
def freeze(kind):
    @an_action()
    def freeze(ctx: Act, card: StockCard, *, page: str) -> None:
        """The customer signs what was drawn before."""
        papers.freeze(ctx, kind, card, page, means=Means.DESK)

    return freeze
