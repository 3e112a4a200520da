"""What hangs on the wall of a store on a day: the house's duties as the store has them, and its own."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from zhangdian.management.duties import holding, in_force, written
from zhangdian.management.duties.models import Duty, StoreDuty
from zhangdian.management.duties.written import DutyRow
from zhangdian.people.organization.roles import Role

SERIES = "OWN-"
"""How the code of a duty begins that is only the store's."""


@dataclass(frozen=True)
class Hung:
    """One duty as it hangs there, beside how the house wrote it and what the store made of it."""

    row: DutyRow
    house: DutyRow | None
    own: StoreDuty | None

    @property
    def stands(self) -> bool:
        return self.own is None or self.own.stands

    @property
    def is_reworded(self) -> bool:
        return self.house is not None and self.row.sentence != self.house.sentence

    @property
    def is_reassigned(self) -> bool:
        return self.house is not None and self.posts != holding.posts_of(self.house)

    @property
    def posts(self) -> frozenset[Role]:
        return holding.posts_of(self.row)

    @property
    def first_post(self) -> Role | None:
        """Who owes what is asked once of the post, where the timetable's own post has it no longer."""
        return Role(self.own.posts.split()[0]) if self.own and self.own.posts else None

    def owed_by(self, role: str) -> str:
        """The post of a timetable, or the one that took the duty over from it."""
        if Role(role) in self.posts or self.first_post is None:
            return role
        return self.first_post.value


class Wall:
    """All duties of a store on one day; the house's in their order, the store's own behind them."""

    def __init__(self, own: Iterable[StoreDuty]) -> None:
        self.own = {each.code: each for each in own}

    @cached_property
    def all(self) -> tuple[Hung, ...]:
        """Also what is switched off."""
        kept = as_written()
        house = [
            hung_of(row, row, self.own[row.code]) if row.code in self.own else kept[row.code]
            for row in written.rows()
        ]
        added = [hung_of(row_of(each), None, each) for code, each in self.own.items() if code not in kept]
        return (*house, *sorted(added, key=lambda each: each.row.code))

    @cached_property
    def by_code(self) -> dict[str, Hung]:
        return {each.row.code: each for each in self.all}

    @property
    def changed(self) -> list[Hung]:
        """What does not read as the house wrote it."""
        return [each for each in self.all if each.own is not None]

    def rows_of(self, role: str) -> tuple[DutyRow, ...]:
        """The rows of a post, in the order in which they are written."""
        if not self.own:
            return holding.rows_of(role)
        return tuple(each.row for each in self.all if each.stands and Role(role) in each.posts)


def wall_on(ctx: Any, day: date) -> Wall:
    """The wall of this store as it hangs on a day; one query."""
    return Wall(in_force.own_duties_on(ctx, day))


@cache
def as_written() -> dict[str, Hung]:
    """The house's duties as they hang where the store has changed nothing."""
    return {row.code: Hung(row, row, None) for row in written.rows()}


def hung_of(row: DutyRow, house: DutyRow | None, own: StoreDuty) -> Hung:
    """What the store left empty reads as it is written."""
    changed = {"sentence": own.sentence} if own.sentence else {}
    if own.posts:
        changed["posts"] = posts_in_words(own.posts.split())
    return Hung(replace(row, **changed), house, own)


def row_of(own: Any) -> DutyRow:
    """A duty of the store's own series as a row."""
    return DutyRow(
        code=own.code,
        source="门店自定",
        posts=posts_in_words(own.posts.split()),
        posts_english="",
        sentence=own.sentence,
        kind=own.kind,
        area=own.area,
        does="",
        check_that="",
    )


def row_as_written(duty: Duty) -> DutyRow:
    """A row that the house has in its books and ships no longer."""
    return DutyRow(**{each.name: getattr(duty, each.name) for each in fields(DutyRow)})


def posts_in_words(codes: Iterable[str]) -> str:
    """As the written rows name posts."""
    return ";".join(str(Role(code).label) for code in codes)


def coming(ctx: Any, day: date) -> Any:
    """Editions that begin after a day, the nearest first; one query."""
    rows = StoreDuty.objects.of(ctx).filter(since__gt=day).select_related("entry__person")
    return rows.order_by("since", "code", "number")


def editions_of(ctx: Any, code: str) -> Any:
    """Everything that the store ever made of one duty, the newest first; one query."""
    return StoreDuty.objects.of(ctx).filter(code=code).select_related("entry__person").order_by("-number")
