"""The search box: each room says how it finds its own; the box asks all of them while somebody types."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MOST = 8
"""Hits in all; more is a list's work."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: its kind in the trade's word, what it is called, a quieter remark, where it leads."""

    kind: str
    title: str
    detail: str
    url: str
    rank: int
    """0 is exactly what was typed; the lower, the better it fits."""
    plate: str = ""
    icon: str = "search"


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, as the box shows them."""

    label: str
    items: list[dict[str, str]]


Provider = Callable[[Any, str], list[Hit]]
PROVIDERS: list[Provider] = []


def provider(find: Provider) -> Provider:
    """Declare how a room finds: (ctx, text) -> hits, in few queries, only what this person may know."""
    if find not in PROVIDERS:
        PROVIDERS.append(find)
    return find


def hits(ctx: Any, text: str) -> list[Hit]:
    """The best answers of all rooms, best first."""
    typed = asked_for(text)
    if not typed:
        return []
    found = [hit for find in PROVIDERS for hit in find(ctx, typed)]
    return sorted(found, key=lambda hit: hit.rank)[:MOST]


def asked_for(text: str) -> str:
    """What somebody typed to find something, without what no database can be asked for."""
    return text.replace("\0", "").strip()[:60]


def groups(ctx: Any, text: str) -> list[Group]:
    """The answers as `ui/_found.html` draws them: the kind with the best hit first."""
    by_kind: dict[str, list[dict[str, str]]] = {}
    for hit in hits(ctx, text):
        by_kind.setdefault(hit.kind, []).append(
            {
                "url": hit.url,
                "title": hit.title,
                "remark": hit.detail,
                "plate": hit.plate,
                "icon": hit.icon,
            }
        )
    return [Group(kind, items) for kind, items in by_kind.items()]
