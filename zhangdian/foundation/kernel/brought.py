"""What each record brought to a figure, kept by its key: so that a value can be reckoned again later."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.codec import canonical
from zhangdian.foundation.kernel.figures import EACH, THE_STORE, Facts, Figure, Measured, Whose, in_unit
from zhangdian.foundation.kernel.sight import opened

Amount = Decimal | timedelta
MICROSECOND = timedelta(microseconds=1)
TIME = "us"
"""Marks an amount that is a span of time, in microseconds."""


@dataclass(frozen=True)
class Brought:
    """One record: what it adds to the part and to the whole; None where nothing."""

    key: int
    part: Amount | None = None
    whole: Amount | None = None


@dataclass(frozen=True)
class Behind:
    """The records behind one value, as they were when it was told."""

    kind: str
    """The label of their model."""
    rows: Sequence[Brought] = ()
    shares: bool = False
    """Whether the value is a share of the whole, or a mean over it."""
    over: "Behind | None" = None
    """Records of another kind, whose part is what this part is divided by."""

    @property
    def part(self) -> Amount | Decimal:
        return summed(each.part for each in self.rows)

    @property
    def whole(self) -> Amount | Decimal:
        return self.over.part if self.over is not None else summed(each.whole for each in self.rows)

    def measured(self, figure: Figure) -> Measured:
        """The figure's value from these records alone."""
        return Measured(
            figure, in_unit(figure, self.part), in_unit(figure, self.whole) if self.shares else None
        )


def summed(amounts: Iterable[Amount | None]) -> Amount | Decimal:
    """Their sum; nought of nothing."""
    found: list[Any] = [each for each in amounts if each is not None]
    return sum(found[1:], found[0]) if found else Decimal(0)


def behind(ctx: Any, figure: Figure, first: date, last: date, whose: Whose = THE_STORE) -> Behind:
    """The records of these days with what each brings; two statements where there are two kinds."""
    facts = figure.facts(ctx).of_whom(whose)
    return _behind(ctx, facts, first, last)


def _behind(ctx: Any, facts: Facts, first: date, last: date) -> Behind:
    whole = (facts.whole or EACH).of_each
    rows = facts.of_days(ctx, first, last).annotate(brings=facts.part.of_each, weighs=whole)
    told_rows = rows.order_by("pk").values_list("pk", "brings", "weighs")
    shares = facts.whole is not None or facts.over is not None
    counts_whole = facts.whole is not None
    found = [
        Brought(pk, amount(brings), amount(weighs) if counts_whole else None)
        for pk, brings, weighs in told_rows
    ]
    over = _behind(ctx, facts.over, first, last) if facts.over is not None else None
    return Behind(facts.rows.model._meta.label_lower, found, shares, over)


def amount(value: Any) -> Amount | None:
    """What a record brings, as a number or a span of time."""
    value = opened(value)
    return value if value is None or isinstance(value, timedelta) else Decimal(value)


# ---- as a text that is kept -------------------------------------------------------------------------------


def kept(found: Behind) -> str:
    return canonical(_encoded(found))


def _encoded(found: Behind) -> dict[str, Any]:
    rows = [[each.key, _text(each.part), _text(each.whole)] for each in found.rows]
    over = {"over": _encoded(found.over)} if found.over is not None else {}
    return {"kind": found.kind, "shares": found.shares, "rows": rows, **over}


def _text(value: Amount | None) -> str | None:
    if isinstance(value, timedelta):
        return f"{value // MICROSECOND}{TIME}"
    return None if value is None else format(value, "f")


def read(text: str) -> Behind:
    """What was kept."""
    return _decoded(json.loads(text))


def _decoded(raw: dict[str, Any]) -> Behind:
    rows = [Brought(key, _amount(part), _amount(whole)) for key, part, whole in raw["rows"]]
    return Behind(raw["kind"], rows, raw["shares"], _decoded(raw["over"]) if "over" in raw else None)


def _amount(text: str | None) -> Amount | None:
    if text is None:
        return None
    return int(text.removesuffix(TIME)) * MICROSECOND if text.endswith(TIME) else Decimal(text)
