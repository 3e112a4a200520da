"""A gate is an action's condition: a sentence, true when all is well; its weight is the store's data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Missing

Check = Callable[[Any, Any], Missing | str | None]


@dataclass(frozen=True)
class Gate:
    """What must hold before an action: asked by the page for its buttons and by the act under its lock."""

    name: str
    label: str
    check: Check
    weight: Weight
    chips: tuple[str, ...]
    fixed: bool = False
    """No store may weigh it less: without it a signature would be no signature."""

    def missing(self, ctx: Any, record: Any) -> Missing | None:
        found = self.check(ctx, record)
        return Missing(found) if isinstance(found, str) else found

    def weight_for(self, rules: Any) -> Weight:
        return self.weight if self.fixed else Weight(rules.get(self.name, self.weight))


GATES: dict[str, Gate] = {}

USUAL_CHIPS = ("客户要求", "时间紧", "系统外已办", "设备故障", "人手不足", "其他")


def room_of(module: str) -> str:
    """The room (app label) in which a module stands: zhangdian.<floor>.<room>…"""
    return module.split(".")[2]


def gate(
    label: str, *, weight: Weight = Weight.ASK, chips: Sequence[str] = USUAL_CHIPS, fixed: bool = False
) -> Callable[[Check], Gate]:
    """Declare a condition `(ctx, record) -> None | what is missing`; the default weight is *asks*."""

    def declare(check: Check) -> Gate:
        name = f"{room_of(check.__module__)}.{check.__name__}"
        declared = GATES[name] = Gate(name, label, check, weight, tuple(chips), fixed)
        return declared

    return declare


def stops(label: str, *, fixed: bool = False) -> Callable[[Check], Gate]:
    """A gate that protects money, law, life or the customer's word: a short list (store_truth.md §1.2)."""
    return gate(label, weight=Weight.STOP, fixed=fixed)
