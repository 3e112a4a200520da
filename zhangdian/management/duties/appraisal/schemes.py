"""Schemes of appraisal: what may stand in one, what the house ships as examples, which one holds."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.figures import FIGURES, Better, Figure
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import SIGHTS
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import Scheme, SchemeLine
from zhangdian.people.organization import superiors
from zhangdian.people.organization.roles import HEADS_OF, STAFF_OFFICE, Department, Role, superiors_of

Kind, Of = SchemeLine.Kind, SchemeLine.Of
WHOLE = 100
"""What the weights of a scheme add up to."""
BEST = Decimal(5)
"""The highest score that a superior gives; the middle of one to five needs no words."""
MOST = Decimal("99999999999")
DUTIES, SCORED = Kind.DUTIES.value, Kind.SCORED.value
EXAMPLE = "示例方案，门店自己改"


@dataclass(frozen=True)
class SchemeRow:
    """One line as it is set: `duties`, `scored`, or whose figure: `own:service.sold_hours`."""

    what: str
    weight: int
    full: Decimal
    zero: Decimal
    by_target: bool = False
    quality: bool = False
    label: str = ""
    guide: str = ""


@dataclass(frozen=True)
class ShippedScheme:
    """What the house ships for a post: an example that the store changes."""

    role: Role
    rows: Sequence[SchemeRow]


@cache
def shipped() -> tuple[ShippedScheme, ...]:
    """schemes.csv, post by post."""
    found: dict[Role, list[SchemeRow]] = {}
    with (timetables.DATA / "schemes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(Role(row["role"]), []).append(
                SchemeRow(
                    row["what"],
                    int(row["weight"]),
                    Decimal(row["full"]),
                    Decimal(row["zero"]),
                    row["by_target"] == "1",
                    row["quality"] == "1",
                    row["label"],
                    row["guide"],
                )
            )
    return tuple(ShippedScheme(role, tuple(rows)) for role, rows in found.items())


def departments_of(role: str) -> list[Department]:
    """Departments whose figures a post may be measured by: those that its line leads."""
    line = {Role(role), *superiors_of(role)}
    return [each for each, heads in HEADS_OF.items() if line.intersection(heads)]


def department_of(figure: Figure, role: str) -> str:
    """The department whose figure stands in a line `department:…`."""
    mine = [str(each) for each in departments_of(role)]
    return next((each for each in figure.departments if each in mine), "")


def is_seen(figure: Figure, role: str) -> bool:
    """Whether somebody of this post may know the value: nobody is measured by what is hidden from him."""
    return not figure.sight or role in SIGHTS[figure.sight].roles


def choices_for(role: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a line of this post may look at, in groups."""
    groups: dict[str, list[tuple[str, str]]] = {
        "": [(DUTIES, "职责按时率（%）"), (SCORED, "上级评分（1–5）")]
    }
    for each in FIGURES.values():
        if not is_seen(each, role) or each.name == "duties.kept_in_time":
            continue
        told = f"{each.label}（{each.unit}）"
        if role in each.posts:
            groups.setdefault("本人的指标", []).append((f"{Of.OWN}:{each.name}", told))
        if department_of(each, role):
            groups.setdefault("部门的指标", []).append((f"{Of.DEPARTMENT}:{each.name}", told))
        groups.setdefault("全店的指标", []).append((f"{Of.STORE}:{each.name}", told))
    return list(groups.items())


def lines_from(rows: Iterable[SchemeRow], role: str) -> list[SchemeLine]:
    """The lines that these rows mean; refuses what cannot be reckoned or does not make a hundred."""
    rows = list(rows)
    if not rows:
        raise Refusal("方案至少要有一项：不再考核这个岗位请点停用")
    total = sum(row.weight for row in rows)
    if total != WHOLE:
        gap = f"还差 {WHOLE - total}" if total < WHOLE else f"多了 {total - WHOLE}"
        raise Refusal(f"权重合计 {total}，{gap}：请改到合计 {WHOLE}")
    lines = [line_from(row, role, order) for order, row in enumerate(rows, 1)]
    refuse_twice(lines)
    return lines


def line_from(row: SchemeRow, role: str, order: int) -> SchemeLine:
    of, _, name = row.what.rpartition(":")
    told = f"第 {order} 项"
    if not 1 <= row.weight <= WHOLE:
        raise Refusal(f"{told}的权重 {row.weight} 不对：请填 1 到 {WHOLE}")
    if row.full == row.zero or max(abs(row.full), abs(row.zero)) > MOST:
        raise Refusal(f"{told}的满分和零分要是两个不同的数：请核对")
    line = SchemeLine(order=order, weight=row.weight, full=row.full, zero=row.zero, guide=row.guide.strip())
    if name == DUTIES and not of:
        line.kind, line.label = Kind.DUTIES, "职责按时率"
        if not 0 <= row.zero < row.full <= WHOLE:
            raise Refusal(f"{told}是按时的百分数：零分到要低于满分到，都在 0 到 {WHOLE} 之间")
        return line
    if name == SCORED and not of:
        line.kind, line.label = Kind.SCORED, row.label.strip()
        if not line.label:
            raise Refusal(f"{told}请写评什么：比如服务态度")
        if not 0 <= row.zero < row.full <= BEST:
            raise Refusal(f"{told}是 1 到 {BEST} 分：零分到要低于满分到，都在 0 到 {BEST} 之间")
        return line
    line.of, line.figure = figure_asked(of, name, role, told)
    figure = FIGURES[name]
    line.kind = Kind.QUALITY if row.quality else Kind.INDICATOR
    line.label = row.label.strip() or figure.label
    line.by_target = row.by_target
    if (row.full > row.zero) != (figure.better is Better.MORE):
        way = (
            "越高越好：满分到要高于零分到" if figure.better is Better.MORE else "越低越好：满分到要低于零分到"
        )
        raise Refusal(f"{told}{figure.label}{way}")
    return line


def figure_asked(of: str, name: str, role: str, told: str) -> tuple[SchemeLine.Of, str]:
    """Whose figure, and which; only what somebody of this post may see and answers for."""
    figure = FIGURES.get(name)
    if figure is None or of not in Of.values or not is_seen(figure, role):
        raise Refusal(f"{told}没有这个指标，或者这个岗位看不到它：请从列表里选")
    if of == Of.OWN and role not in figure.posts:
        raise Refusal(f"{told}{figure.label}不算到{Role(role).label}个人：请选部门或全店的")
    if of == Of.DEPARTMENT and not department_of(figure, role):
        raise Refusal(f"{told}{figure.label}不是他部门的指标：请换一个")
    return Of(of), name


def refuse_twice(lines: Sequence[SchemeLine]) -> None:
    named = [(each.kind if not each.figure else each.of, each.figure or each.label) for each in lines]
    if len(set(named)) != len(named):
        raise Refusal("同一项写了两行：请合成一行")


def as_row(line: SchemeLine) -> SchemeRow:
    """A line as it was set."""
    what = f"{line.of}:{line.figure}" if line.figure else line.kind
    return SchemeRow(
        what,
        line.weight,
        line.full,
        line.zero,
        line.by_target,
        line.kind == Kind.QUALITY,
        line.label,
        line.guide,
    )


def begin(ctx: Act, role: str, since: date, reason: str, lines: Sequence[SchemeLine], **more: Any) -> Scheme:
    """The next edition of a post; a month that is under way keeps what it was begun with."""
    last = Scheme.objects.of(ctx).filter(role=role).order_by("-number").first()
    refuse_month(ctx, last, since)
    scheme = Scheme(
        store_id=ctx.store_id,
        role=role,
        number=last.number + 1 if last else 1,
        since=since,
        stands=bool(lines),
        reason=reason.strip(),
        set_by_id=ctx.person_id,
        set_at=ctx.now,
        acted_at=ctx.now,
        **more,
    )
    scheme.save()
    for each in lines:
        each.scheme = scheme
    SchemeLine.objects.add_many(lines)
    return scheme


def refuse_month(ctx: Act, last: Scheme | None, since: date) -> None:
    """Never a month that is over; not the present one where it was begun by another edition."""
    month = ctx.today.replace(day=1)
    if since < month:
        raise Refusal(f"{since:%Y-%m} 已经过去：过去的月份按当时的方案，请选这个月或以后")
    if last is not None and since < last.since:
        raise Refusal(f"从 {last.since:%Y-%m} 起已经另有一版：请选那个月或以后")
    if last is not None and since == month and last.since <= month:
        raise Refusal(f"{month:%Y-%m} 已经按第 {last.number} 版在考核：月中不改规矩，请从下个月起")


def schemes_seen(ctx: Any) -> Any:
    """Editions that he may read; every post's own people read theirs."""
    rows = Scheme.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    return rows.filter(role__in=[*ctx.roles, *superiors.roles_below(ctx)])


def in_force(ctx: Any, month: date) -> dict[str, Scheme]:
    """The scheme of each post in a month with its lines; two queries."""
    rows = Scheme.objects.of(ctx).on(month).filter(stands=True).prefetch_related("lines")
    return {each.role: each for each in rows}
