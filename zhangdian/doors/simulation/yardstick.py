"""What a good run shows: the figures of demo/README.md and its tables, and how near is near enough."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

RARE = 400
"""What happens less often in a quarter is judged by its count: three standard deviations."""
NEAR = 0.10


@dataclass(frozen=True)
class Beside:
    """One figure of the data beside the same one of a run."""

    group: str
    name: str
    unit: str
    wanted: float
    measured: float
    count: int
    """How many events stand behind it: of a share its occurrences, of a mean or median its cases."""
    low: float
    high: float

    @property
    def near(self) -> bool:
        return self.low <= self.measured <= self.high

    @property
    def off(self) -> float:
        return self.measured / self.wanted - 1 if self.wanted else 0.0


def amount(group: str, name: str, unit: str, wanted: float, measured: float, count: int = RARE) -> Beside:
    """A sum, mean or median: within a tenth; of few cases within three standard errors of such a mean."""
    room = NEAR if count >= RARE else max(NEAR, 3 / math.sqrt(max(count, 1)))
    return Beside(group, name, unit, wanted, measured, count, wanted * (1 - room), wanted * (1 + room))


def share(group: str, name: str, wanted: float, hits: int, cases: int) -> Beside:
    """A rate in percent: within a tenth, or where it is rare within three deviations of its count."""
    measured = 100 * hits / cases if cases else 0.0
    expected = wanted / 100 * cases
    room = wanted * NEAR
    if expected < RARE and cases:
        room = max(room, 300 * math.sqrt(max(expected, 1) * max(1 - wanted / 100, 0.05)) / cases)
    return Beside(group, name, "%", wanted, measured, hits, wanted - room, wanted + room)


def monthly(group: str, name: str, unit: str, wanted: float, total: float, months: float) -> Beside:
    """So many a month: within a tenth, or three deviations of the quarter's count."""
    expected = wanted * months
    room = expected * NEAR
    if expected < RARE:
        room = max(room, 3 * math.sqrt(max(expected, 1)))
    return Beside(
        group, name, unit, wanted, total / months, round(total),
        (expected - room) / months, (expected + room) / months,
    )  # fmt: skip


def ninetieth(values: Sequence[float]) -> float:
    return quantiles(values, n=10)[8] if len(values) > 1 else (values[0] if values else 0.0)


def duration(
    name: str, wanted: tuple[float, float], minutes: Sequence[float], unit: str = "分"
) -> list[Beside]:
    """Median and ninetieth percentile of a step."""
    middle = median(minutes) if minutes else 0.0
    return [
        amount("时长", f"{name} 中位", unit, wanted[0], middle, len(minutes)),
        amount("时长", f"{name} P90", unit, wanted[1], ninetieth(minutes), len(minutes)),
    ]


def table(rows: Sequence[Beside]) -> str:
    """The two columns side by side, as Markdown."""
    lines = [
        "| 组 | 指标 | 单位 | 资料 | 本次 | 偏差 | 次数 | 许可 | |",
        "|---|---|---|---:|---:|---:|---:|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row.group} | {row.name} | {row.unit} | {figure(row.wanted)} | {figure(row.measured)} "
            f"| {row.off:+.0%} | {row.count:,} | {figure(row.low)}–{figure(row.high)} "
            f"| {'✓' if row.near else '✗'} |"
        )
    near = sum(row.near for row in rows)
    return "\n".join([*lines, "", f"{len(rows)} 项中 {near} 项在许可范围内"])


def figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
