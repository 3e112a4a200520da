"""Slots that a page below offers and rooms above fill: `{% panels "visit" order %}`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Facts = Callable[[Any, Any], "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: its template and the facts it prints, or None to stay away."""

    slot: str
    order: int
    template: str
    facts: Facts


_panels: dict[str, Panel] = {}


def panel(slot: str, template: str, order: int = 50) -> Callable[[Facts], Facts]:
    """Declare a panel for a slot (in apps.ready): (ctx, record) -> facts or None."""

    def declare(facts: Facts) -> Facts:
        _panels[template] = Panel(slot, order, template, facts)
        return facts

    return declare


def panels_of(slot: str) -> list[Panel]:
    return sorted((each for each in _panels.values() if each.slot == slot), key=lambda each: each.order)
