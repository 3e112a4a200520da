"""Small charts drawn on the server: a line in a row, columns with a target; figures stand beside them.

On a screen ECharts takes the place of the columns (`zd-chart.js`); paper and PDF keep them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

WIDE, HIGH = 96, 24
COLUMNS_WIDE, COLUMNS_HIGH, FOOT, HEAD = 640, 150, 18, 14
GREY, BLACK = "#b9c2ce", "#000"
WORDS = f'font-size="11" text-anchor="middle" fill="{BLACK}"'
"""On the drawing itself, for paper, where no style sheet reaches into it; the one of screens overrides it."""


@dataclass(frozen=True)
class Point:
    """One column: what stands under it, its height, how that is written."""

    under: str
    value: Decimal | None
    says: str


def spark(values: Sequence[Decimal | None]) -> SafeString:
    """How a figure went, as a line; where there was no value the line is broken."""
    there = [value for value in values if value is not None]
    if len(there) < 2:
        return mark_safe("")
    least, most = min(there), max(there)
    span = (most - least) or Decimal(1)
    step = Decimal(WIDE - 4) / (len(values) - 1)
    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            height = HIGH - 3 - (value - least) / span * (HIGH - 6)
            runs[-1].append(f"{2 + place * step:.1f},{height:.1f}")
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
    last = next((run[-1] for run in reversed(runs) if run), "0,0").split(",")
    dot = f'<circle cx="{last[0]}" cy="{last[1]}" r="2"/>'
    return mark_safe(f'<svg class="spark" viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true">{lines}{dot}</svg>')


def columns(points: Sequence[Point], target: Decimal | None = None) -> SafeString:
    """Columns over their names, the target as a line across; the highest and the last bear their figures."""
    heights = [point.value for point in points if point.value is not None]
    if not heights:
        return mark_safe("")
    most = max([*heights, target or Decimal(0), Decimal("0.01")])
    room, step = COLUMNS_HIGH - FOOT - HEAD, Decimal(COLUMNS_WIDE) / len(points)
    named = {max(range(len(points)), key=lambda place: points[place].value or Decimal(-1)), len(points) - 1}
    every = 1 if len(points) <= 16 else 5
    drawn = []
    for place, point in enumerate(points):
        middle = step * place + step / 2
        if every == 1 or place % every == 0 or place == len(points) - 1:
            between = ' class="between"' if every == 1 and (len(points) - 1 - place) % 2 else ""
            drawn.append(
                f'<text{between} {WORDS} x="{middle:.1f}" y="{COLUMNS_HIGH - 4}">{escape(point.under)}</text>'
            )
        if point.value is None:
            continue
        high = max(point.value, Decimal(0)) / most * room
        top = COLUMNS_HIGH - FOOT - high
        on = f' class="on" fill="{BLACK}"' if place == len(points) - 1 else f' fill="{GREY}"'
        drawn.append(
            f'<rect{on} x="{step * place + step / 6:.1f}" y="{top:.1f}" width="{step * 2 / 3:.1f}" '
            f'height="{high:.1f}"><title>{escape(point.under)} {escape(point.says)}</title></rect>'
        )
        if place in named:
            half = Decimal(len(point.says) * 3)
            at = f'x="{min(max(middle, half), COLUMNS_WIDE - half):.1f}" y="{top - 3:.1f}"'
            drawn.append(f'<text class="says" {WORDS} {at}>{escape(point.says)}</text>')
    if target is not None:
        level = COLUMNS_HIGH - FOOT - target / most * room
        across = f'stroke="{BLACK}" stroke-dasharray="4 3"'
        drawn.append(f'<line {across} x1="0" x2="{COLUMNS_WIDE}" y1="{level:.1f}" y2="{level:.1f}"/>')
    told = escape(told_of(points))
    return mark_safe(
        f'<svg class="columns" viewBox="0 0 {COLUMNS_WIDE} {COLUMNS_HIGH}" role="img" aria-label="{told}">'
        f"{''.join(drawn)}</svg>"
    )


def live_columns(points: Sequence[Point], target: Decimal | None = None, aim: str = "") -> SafeString:
    """The same on a screen: each column says its figure under a finger, `aim` stands at the target."""
    drawn = columns(points, target)
    if not drawn:
        return drawn
    told = {
        "under": [point.under for point in points],
        "values": [None if point.value is None else float(point.value) for point in points],
        "says": [point.says for point in points],
        "target": None if target is None else float(target),
        "aim": aim,
        "told": told_of(points),
    }
    return format_html(
        '<zd-chart data-chart="{}" data-library="{}">{}</zd-chart>',
        json.dumps(told, ensure_ascii=False),
        static("vendor/echarts.common.min.js"),
        drawn,
    )


def told_of(points: Sequence[Point]) -> str:
    """The chart in words, for who hears it."""
    return "，".join(f"{point.under} {point.says}" for point in points if point.value is not None)
