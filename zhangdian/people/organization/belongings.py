"""What somebody has in hand: each room says which kinds, where they are, and how another takes them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhangdian.foundation.kernel import custody
from zhangdian.foundation.kernel.action import Act
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

SHOWN, A_FEW = 20, 5
"""Rows of a kind that the page tells; of more than that a few and their number."""
MOST = 500
"""Records that one act hands over; pressed again, it goes on with the rest."""

Rows = Callable[[Any, Person], Any]
Hand = Callable[[Act, Sequence[Any], Person], None]


@dataclass(frozen=True)
class Row:
    """One thing as the page and the paper tell it."""

    key: int
    title: str
    url: str = ""


@dataclass(frozen=True)
class Belonging:
    """A kind of thing that a person has in hand, as its room declares it."""

    name: str
    label: str
    unit: str
    rows: Rows
    """(ctx, person) -> the records that stand open in his name, of which `lock` may be asked."""
    tells: Callable[[Any], Row]
    posts: tuple[Role, ...] = ()
    """Posts on which it hangs, and one of which who takes it must hold; empty: anybody's."""
    hand: Hand | None = None
    """The room's own way from hand to hand; None where nobody can take it."""
    ends: str = ""
    """Where nobody can take it: how it is brought to an end, and by whom."""
    to_nobody: bool = False
    """Handing it over ends it: nobody need take it."""
    stops: bool = True
    """Whether an account with it stays open; else it ends by itself with the account."""
    held: tuple[str, str] | None = None
    """Kind of record and column that name him, which no act may set to somebody who is gone."""


KINDS: dict[str, Belonging] = {}


def belonging(kind: Belonging) -> None:
    """A room declares one (in apps.ready)."""
    KINDS[kind.name] = kind
    if kind.held:
        custody.held_in(*kind.held)


@dataclass(frozen=True)
class Held:
    """How much of a kind somebody has, and the first of it."""

    kind: Belonging
    count: int
    rows: list[Row] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)

    @property
    def hands(self) -> bool:
        return self.kind.hand is not None


def kinds(role: str = "") -> list[Belonging]:
    """All, or those that hang on a post."""
    return [each for each in KINDS.values() if not role or role in each.posts]


def told(ctx: Any, person: Person, role: str = "", *, stops: bool | None = None) -> list[Held]:
    """Everything that stands in his name with its first rows; two queries for each kind."""
    found = []
    for kind in kinds(role):
        if stops is not None and kind.stops != stops:
            continue
        rows = kind.rows(ctx, person)
        if count := rows.count():
            shown = rows[: SHOWN if count <= SHOWN else A_FEW]
            found.append(Held(kind, count, [kind.tells(each) for each in shown]))
    return sorted(found, key=lambda each: each.count)


def counted(ctx: Any, person: Person, role: str = "") -> list[Held]:
    """What keeps his account open, counted; one query for each kind."""
    standing = ((kind, kind.rows(ctx, person).count()) for kind in kinds(role) if kind.stops)
    return [Held(kind, count) for kind, count in standing if count]


def in_words(held: Iterable[Held]) -> list[str]:
    return [f"{each.kind.label} {each.count} {each.kind.unit}" for each in held]
