"""The arithmetic of points: marks, what a value is worth between them, and the sum of a sheet."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

POINT = Decimal("0.1")
"""Points are told to one place; rounded once, at the line."""
CENT = Decimal("0.01")
WHOLE = Decimal(100)


def marks(full: Decimal, zero: Decimal, target: Decimal | None) -> tuple[Decimal, Decimal]:
    """Full and zero mark: a target is the full mark, and the zero mark lies as far from it in proportion.

    Of what is wanted small the distance stays where a proportion makes none; nought of what is wanted much
    is no target.
    """
    more = full > zero
    if target is None or (more and target <= 0):
        return full, zero
    in_proportion = (target * zero / full).quantize(CENT, ROUND_HALF_UP) if full else target
    if (target > in_proportion) is more and target != in_proportion:
        return target, in_proportion
    return target, target + zero - full


def in_part(full: Decimal, zero: Decimal, part: Decimal) -> tuple[Decimal, Decimal]:
    """Marks of a sum, for so much of the month as somebody was there; never one and the same."""
    some = (full * part).quantize(CENT, ROUND_HALF_UP), (zero * part).quantize(CENT, ROUND_HALF_UP)
    return some if some[0] != some[1] else (full, zero)


def degree(value: Decimal, full: Decimal, zero: Decimal) -> Decimal:
    """Between nought at the zero mark and one at the full mark, straight in between."""
    return min(max((value - zero) / (full - zero), Decimal(0)), Decimal(1))


def points_of(weight: int, value: Decimal, full: Decimal, zero: Decimal) -> Decimal:
    """What a line is worth of its weight."""
    return (weight * degree(value, full, zero)).quantize(POINT, ROUND_HALF_UP)


def total(lines: Iterable[tuple[int, Decimal | None]]) -> Decimal | None:
    """Of weights and points: those without points do not count, the rest stands for a hundred."""
    counted = [(weight, points) for weight, points in lines if points is not None]
    weights = sum(weight for weight, _ in counted)
    if not weights:
        return None
    points = sum((points for _, points in counted), Decimal(0))
    return points if weights == WHOLE else (points * WHOLE / weights).quantize(POINT, ROUND_HALF_UP)
