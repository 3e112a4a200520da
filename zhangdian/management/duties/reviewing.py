"""A management review: what it must have before it, what the system fills itself, what is missing."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, F, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties.models import Decision, DueItem, GivenInput, Matter, Meeting, ReviewInput
from zhangdian.management.duties.timetables import DATA
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Target
from zhangdian.people.organization.roles import Role

Source = ReviewInput.Source
YEAR = timedelta(days=365)
LONGEST = 1000
LISTED = 5
MOST_TARGETS = 150


@dataclass(frozen=True)
class InputRow:
    """One shipped input: an example that the store changes."""

    name: str
    source: str
    figures: str = ""
    hint: str = ""
    order: int = 50


@cache
def shipped() -> tuple[InputRow, ...]:
    """review_inputs.csv, in its order."""
    with (DATA / "review_inputs.csv").open(encoding="utf-8") as file:
        return tuple(
            InputRow(row["name"], row["source"], row["figures"], row["hint"] or "", order * 10)
            for order, row in enumerate(csv.DictReader(file), 1)
        )


def figures_to_choose() -> list[tuple[str, str]]:
    """Those that everybody who is called may see."""
    return [(name, each.label) for name, each in FIGURES.items() if not each.sight]


# ---- opened ----------------------------------------------------------------------------------------


def refuse_to_open(ctx: Act) -> None:
    """The general manager leads it, or who stands in for him; one at a time, with a list of inputs."""
    if Role.GENERAL_MANAGER not in ctx.roles:
        post = str(Role.GENERAL_MANAGER.label)
        raise Refusal(f"管理评审由{post}主持", [Missing("开管理评审", post)])
    if not ReviewInput.objects.of(ctx).filter(stands=True).exists():
        raise Refusal("还没有定管理评审要哪些材料：请先在会议的“评审材料”里载入或新增")
    open_one = Meeting.objects.of(ctx).filter(kind=Meeting.Kind.REVIEW, state=Meeting.State.OPEN).first()
    if open_one is not None:
        raise Refusal(f"{open_one.number} 还没签字结束：请先办完那一次")


def begin(ctx: Act, meeting: Meeting) -> None:
    """Every input of the store's list stands there; what the system knows is filled."""
    first = since(ctx)
    given = []
    for each in ReviewInput.objects.of(ctx).filter(stands=True):
        text = filled(ctx, each, first)
        given.append(GivenInput(meeting=meeting, input=each, text=text, given_at=ctx.now if text else None))
    GivenInput.objects.add_many(given)


def since(ctx: Any) -> date:
    """From the last review that was signed, or a year back."""
    last = last_signed(ctx)
    if last is not None and last.signed_at is not None:
        return clock.day(last.signed_at, ctx.standing.zone)
    return ctx.today - YEAR  # type: ignore[no-any-return]


def last_signed(ctx: Any) -> Meeting | None:
    signed = Meeting.objects.of(ctx).filter(kind=Meeting.Kind.REVIEW, signed_at__isnull=False)
    found: Meeting | None = signed.order_by("-signed_at").first()
    return found


# ---- filled ----------------------------------------------------------------------------------------


def filled(ctx: Any, wanted: ReviewInput, first: date) -> str:
    """What the system knows of it since a day; empty where somebody has to write it, or nothing is there."""
    lines = FILLS[Source(wanted.source)](ctx, wanted, first)
    return "；".join(lines)[:LONGEST]


def nothing(ctx: Any, wanted: ReviewInput, first: date) -> Iterable[str]:
    return ()


def of_figures(ctx: Any, wanted: ReviewInput, first: date) -> Iterator[str]:
    """Those that have a value, of the whole time."""
    for name in wanted.figures.split():
        figure = FIGURES.get(name)
        if figure is None or figure.sight:
            continue
        value = figure(ctx, first, ctx.today).value
        if value is not None:
            unit = figure.unit if figure.unit == "%" else f" {figure.unit}"
            yield f"{figure.label} {value}{unit}"


def of_targets(ctx: Any, wanted: ReviewInput, first: date) -> Iterator[str]:
    """Figure by figure, in how many of its months or years it was reached."""
    rows = goals.targets_in_force(ctx).filter(department="", person=None, first__gte=first.replace(day=1))
    reached: dict[str, list[bool]] = {}
    for target in rows.filter(first__lt=ctx.today).order_by("figure", "first")[:MOST_TARGETS]:
        figure = FIGURES.get(target.figure)
        if figure is None or figure.sight:
            continue
        value = figure(ctx, target.first, min(last_day(target), ctx.today)).value
        if value is not None:
            reached.setdefault(target.figure, []).append(figure.met_by(value, target.value))
    for name, months in reached.items():
        yield f"{FIGURES[name].label} {len(months)} 期里 {sum(months)} 期达标"


def last_day(target: Target) -> date:
    if target.span == Target.Span.YEAR:
        return target.first.replace(month=12, day=31)
    return clock.month_end(target.first)


def of_decisions(ctx: Any, wanted: ReviewInput, first: date) -> Iterator[str]:
    """The last review's: how many are done and looked at, and which are not."""
    review = last_signed(ctx)
    if review is None:
        yield "第一次管理评审，没有上次的决定"
        return
    rows = list(Decision.objects.filter(meeting=review).select_related("item__person"))
    done = [each for each in rows if each.confirmed_at is not None]
    open_ones = [each for each in rows if each.confirmed_at is None and not each.item.excused]
    yield f"{review.number} 定了 {len(rows)} 件，确认办好 {len(done)} 件"
    for each in open_ones[:LISTED]:
        yield f"没办好：{each}（{each.item.person}）"


def of_measures(ctx: Any, wanted: ReviewInput, first: date) -> Iterator[str]:
    """What meetings and answers have laid on people."""
    rows = DueItem.objects.of(ctx).filter(day__gte=first, person__isnull=False, excused="").exclude(words="")
    rows = rows.filter(Q(decision__isnull=False) | Q(measure_of__isnull=False))
    found = rows.order_by().aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        in_time=Count("pk", filter=Q(done_at__lte=F("due_at"))),
        late=Count("pk", filter=Q(done_at=None, due_at__lt=ctx.now)),
    )
    yield f"定了 {found['all']} 件，办结 {found['done']} 件"
    yield f"按期 {found['in_time']} 件，超期没办 {found['late']} 件"


def of_matters(ctx: Any, wanted: ReviewInput, first: date) -> Iterator[str]:
    """How many were reported, and how they were answered; by kind."""
    begins, _ = clock.day_bounds(first, ctx.standing.zone)
    rows = Matter.objects.of(ctx).filter(reported_at__gte=begins).order_by()
    found = rows.aggregate(
        all=Count("pk"),
        answered=Count("pk", filter=Q(state__in=[Matter.State.ANSWERED, Matter.State.REFUSED])),
        late=Count("pk", filter=Q(item__done_at__gt=F("item__due_at"))),
        waits=Count("pk", filter=Q(state=Matter.State.OPEN)),
    )
    yield f"报了 {found['all']} 件，答复 {found['answered']} 件"
    yield f"答复超时 {found['late']} 件，还在等 {found['waits']} 件"
    by_kind = rows.values("kind__name").annotate(count=Count("pk")).order_by("-count", "kind__name")
    for each in by_kind[:LISTED]:
        yield f"{each['kind__name']} {each['count']} 件"


FILLS = {
    Source.TYPED: nothing,
    Source.FIGURES: of_figures,
    Source.TARGETS: of_targets,
    Source.DECISIONS: of_decisions,
    Source.MEASURES: of_measures,
    Source.MATTERS: of_matters,
}


# ---- ended -----------------------------------------------------------------------------------------


def missing_of(meeting: Meeting) -> list[GivenInput]:
    """Inputs that nobody has given or left out for a reason; one query."""
    return [each for each in meeting.inputs.select_related("input") if each.is_missing]


def refuse_unready(ctx: Act, meeting: Meeting) -> None:
    """Every input is there, and something was decided."""
    missing = missing_of(meeting)
    if missing:
        named = "、".join(str(each) for each in missing)
        raise Refusal(
            f"还缺：{named}。请补上，或写明为什么没有",
            [Missing(str(each), str(meeting.leader)) for each in missing],
        )
    if not meeting.decisions.filter(item__excused="").exists():
        raise Refusal("还没有定下来的事：管理评审要有决定，谁办、哪天前")
