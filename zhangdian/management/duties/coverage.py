"""Each written duty with what carries it, the tests that show it, and what it still lacks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhangdian.management.duties import carriers, proofs
from zhangdian.management.duties.carrying.carrier import by
from zhangdian.management.duties.models import Duty, Timetable
from zhangdian.management.duties.wall import SERIES, Hung, wall_on
from zhangdian.management.duties.written import DutyRow, rows


@dataclass(frozen=True)
class Covered:
    """One row, and how far the program has come with it."""

    row: DutyRow
    tests: tuple[str, ...]
    proofs: str = ""
    """The acts by which a store proves a duty of its own series."""
    hung: Hung | None = None
    """How a store has it, where the rows of a store are asked for."""

    @cached_property
    def bound(self) -> list[carriers.Bound]:
        carrier = carriers.carrier_of(self.row.code) or by(self.proofs)
        return list(carriers.bound(carrier))

    @property
    def is_own(self) -> bool:
        """Of a store's own series: no test of the house can show it."""
        return self.row.code.startswith(SERIES)

    @property
    def carried(self) -> bool:
        """Something is named, and all that is named exists."""
        return bool(self.bound) and all(each.exists for each in self.bound)

    @property
    def shown(self) -> bool:
        return bool(self.tests)

    @property
    def wrong_names(self) -> list[str]:
        """What the catalogue names and the program has not."""
        return [each.name for each in self.bound if not each.exists]

    @property
    def lacks(self) -> str:
        if self.is_own:
            return "" if self.carried else "没有时间表和证据：只挂在墙上"
        return carriers.lacks_of(self.row)

    @property
    def way(self) -> str:
        return carriers.way_of(self.row)

    @property
    def state(self) -> str:
        """已承载, 部分, or 未承载: nothing is whole that lacks something or that no test shows."""
        if not self.carried:
            return "未承载"
        return "部分" if self.lacks or not (self.shown or self.is_own) else "已承载"

    @property
    def kind_label(self) -> str:
        return str(Duty.Kind(self.row.kind).label)

    @property
    def area_label(self) -> str:
        return str(Duty.Area(self.row.area).label)


def all_rows() -> list[Covered]:
    """Every written row, in its order."""
    shown = proofs.shown_by()
    return [Covered(row, shown.get(row.code, ())) for row in rows()]


def rows_of(ctx: Any) -> list[Covered]:
    """Every duty of a store as it hangs there today, also what is switched off; two queries."""
    shown = proofs.shown_by()
    own = Timetable.objects.of(ctx).on(ctx.today).filter(code__startswith=SERIES, stands=True)
    proved = {table.code: table.proofs for table in own}
    return [
        Covered(each.row, shown.get(each.row.code, ()), proved.get(each.row.code, ""), each)
        for each in wall_on(ctx, ctx.today).all
    ]


@dataclass(frozen=True)
class Total:
    """How far an area or a kind has come."""

    name: str
    rows: int
    carried: int
    partly: int
    shown: int

    @property
    def percent(self) -> int:
        """Rows that something carries, of all."""
        return round(100 * (self.carried + self.partly) / self.rows) if self.rows else 0


def total(name: str, covered: Iterable[Covered]) -> Total:
    listed = list(covered)
    states = Counter(each.state for each in listed)
    return Total(name, len(listed), states["已承载"], states["部分"], sum(each.shown for each in listed))


def by_area(covered: list[Covered]) -> list[Total]:
    return [
        total(str(area.label), found)
        for area in Duty.Area
        if (found := [each for each in covered if each.row.area == area])
    ]


def by_kind(covered: list[Covered]) -> list[Total]:
    return [
        total(str(kind.label), found)
        for kind in Duty.Kind
        if (found := [each for each in covered if each.row.kind == kind])
    ]


def unknown_marks() -> list[str]:
    """Rows that a test claims to show and nobody has written."""
    known = {row.code for row in rows()}
    return sorted(set(proofs.shown_by()) - known)
