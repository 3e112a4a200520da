"""What tests of the kernel begin with: an action of their own, and what an act left behind."""

from collections.abc import Callable
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Act, Action, Signatures, action
from zhangdian.foundation.kernel.models import Claim, Entry
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Requisition, StockCard
from zhangdian.resources.parts.tests import arranging as shelf

TWO = Signatures((Role.PARTS_MANAGER, Role.GENERAL_MANAGER), "货位改到别处")
"""Who must sign the great move."""


def an_action(label: str = "试一试", **how: Any) -> Callable[[Callable[..., Any]], Action]:
    """An action that only this test knows: the house's registry does not."""

    def declare(func: Callable[..., Any]) -> Action:
        made = action(label, **{"by": ANYBODY, **how})(func)
        del registry.ACTIONS[made.name]
        return made

    return declare


def a_card(shop: Shop) -> StockCard:
    """A part's card of the store, with one piece on the shelf."""
    return shelf.card_of(shop, shelf.a_part(shop, (1, "20", 9)))


def a_requisition(shop: Shop, quantity: int = 2) -> Requisition:
    return shelf.a_requisition(shop, (shelf.a_part(shop, (9, "20", 9)), quantity))


def a_customer(shop: Shop, name: str = "邹雪梅", phone: str = "16110000005") -> Customer:
    found: Customer = register_customer(
        shop.service_advisor, kind=Customer.Kind.PERSON, name=name, phone=phone
    ).subject
    return found


def last_entry() -> Entry:
    found: Entry = Entry.objects.order_by("-id")[0]
    return found


def acts() -> tuple[int, int]:
    """How many claims and entries there are."""
    return Claim.objects.count(), Entry.objects.count()


def bin_of(request: Any) -> str:
    """Where the part of a request lies now."""
    return str(StockCard.objects.get(pk=request.subject_id).bin)


def leave_as_it_is(ctx: Act, card: StockCard) -> None:
    """Raises the version and the instant, nothing else."""
