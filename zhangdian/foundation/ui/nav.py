"""The entries of the rail and the tabs: each room says its own, a person sees those of his posts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui import waits
from zhangdian.foundation.ui.waits import Counter, Waiting

__all__ = ["Counter", "Waiting"]

RAIL, TABS = 8, 4
"""At most so many stand on the desk's rail and in the phone's tabs; the rest is behind 更多."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One desk of the house as it stands on the rail."""

    order: int
    icon: str
    label: str
    url_name: str
    roles: frozenset[str]
    counter: Counter | None = None
    desk_of: frozenset[str] = frozenset()
    """The posts that work here and hardly elsewhere."""

    def is_for(self, roles: frozenset[str]) -> bool:
        """No roles named: for everybody."""
        return not self.roles or bool(self.roles & roles)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as drawn for one person on one page."""

    icon: str
    label: str
    url: str
    on: bool
    waiting: Waiting | None


_entries: dict[str, Entry] = {}
_bell: list[tuple[str, Counter | None]] = []
_search: list[str] = []


def entry(
    order: int,
    icon: str,
    label: str,
    url_name: str,
    roles: Iterable[str] = (),
    counter: Counter | None = None,
    desk_of: Iterable[str] = (),
) -> Entry:
    """Declare an entry (in apps.ready); the same url again replaces it."""
    made = _entries[url_name] = Entry(
        order, icon, label, url_name, frozenset(map(str, roles)), counter, frozenset(map(str, desk_of))
    )
    return made


def bell(url_name: str, counter: Counter | None = None) -> None:
    """Say where the bell leads and what it counts."""
    _bell[:] = [(url_name, counter)]


def search_at(url_name: str) -> None:
    """Say where the house is searched."""
    _search[:] = [url_name]


def search_url() -> str:
    """The address of the search, where there is one."""
    return reverse(_search[0]) if _search else ""


def counted(ctx: Any) -> dict[Counter | None, Waiting | None]:
    """What waits behind each entry of this person and behind the bell, by their counters: asked together."""
    counters = [entry.counter for entry in _entries.values() if entry.is_for(ctx.roles)]
    return waits.counted(ctx, [*counters, *(counter for _, counter in _bell)])


def entries_of(ctx: Any, path: str, found: Mapping[Counter | None, Waiting | None]) -> list[Shown]:
    """This person's entries in order, the one that `path` belongs to marked, with their counters."""
    mine = sorted((e for e in _entries.values() if e.is_for(ctx.roles)), key=lambda e: (e.order, e.url_name))
    urls = [reverse(e.url_name) for e in mine]
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    here = max(under, key=len, default=None)
    return [
        Shown(e.icon, e.label, url, url == here, found[e.counter]) for e, url in zip(mine, urls, strict=True)
    ]


def desk_of(roles: frozenset[str]) -> Entry | None:
    """Where these posts work: the entry that is theirs, else the first after home."""
    mine = [e for e in all_entries() if e.order and e.is_for(roles)]
    return next((e for e in mine if e.desk_of & roles), next(iter(mine), None))


def bell_of(found: Mapping[Counter | None, Waiting | None]) -> tuple[str, Waiting | None] | None:
    """Where the bell leads for this person, and how much rings."""
    if not _bell:
        return None
    url_name, counter = _bell[0]
    return reverse(url_name), found[counter]


def all_entries() -> list[Entry]:
    """Every entry of the house, for checks and for the map of screens."""
    return sorted(_entries.values(), key=lambda e: (e.order, e.url_name))
