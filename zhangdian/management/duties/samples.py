"""Drawing a few records: from those behind a figure of some days, by a seed that is kept."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhangdian.foundation.kernel.figures import FIGURES, Facts
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.management.duties.models import Drawn, DueItem, Sample, Timetable
from zhangdian.people.customers import plates
from zhangdian.people.organization import superiors

MOST = 50
DAYS = ((0, "当天"), (1, "前一天"), (7, "前七天"))
"""Days before the day of the duty that are drawn from; none: the day itself, up to the moment."""


@dataclass(frozen=True)
class Draw:
    """What a timetable says is drawn: of which figure's records, how many, of which days."""

    figure: str
    count: int
    days: int

    def span(self, day: date) -> tuple[date, date]:
        return (day - timedelta(days=self.days), day - timedelta(days=1)) if self.days else (day, day)


def to_choose() -> list[tuple[str, str]]:
    """Figures whose records are of a day, as people call them; costs and prices are no sample's matter."""
    return [(name, f"{each.label}的记录") for name, each in sorted(FIGURES.items()) if not each.sight]


def refuse_no_draw(proves: bool, figure: str, count: int, days: int) -> None:
    """What is drawn is said whole, and only where it proves something."""
    if not proves:
        if figure or count:
            raise Refusal("不抽查的不填抽什么：请留空，或把证据改为抽查")
        return
    if figure not in dict(to_choose()):
        raise Refusal("请从清单里选抽什么记录")
    if not 1 <= count <= MOST:
        raise Refusal(f"每次抽 1 到 {MOST} 件")
    if days not in dict(DAYS):
        raise Refusal("请选抽哪几天的：当天、前一天或前七天")


def draw_of(ctx: Any, item: DueItem) -> Draw:
    """What the timetable of its day says."""
    table = Timetable.objects.of(ctx).on(item.day).filter(code=item.code).first()
    if table is None or table.draws not in FIGURES:
        raise Refusal("没有写抽什么：请办公室主任用“换证据”写明", [Missing("换证据", "办公室主任")])
    return Draw(table.draws, table.draw_count, table.draw_days)


def population(ctx: Any, draw: Draw, day: date) -> tuple[Facts, list[int]]:
    """The records of those days, by their keys; one query."""
    facts = FIGURES[draw.figure].facts(ctx)
    if not facts.at:
        raise Refusal("这个指标没有当天的记录：请换一种抽")
    rows = facts.of_days(ctx, *draw.span(day))
    return facts, sorted(set(rows.order_by("pk").values_list("pk", flat=True)))


def chosen(keys: Sequence[int], seed: str, count: int) -> list[int]:
    """The same of the same by the same seed."""
    return random.Random(seed).sample(list(keys), min(count, len(keys)))


def told(ctx: Any, facts: Facts, keys: Sequence[int], sample: Sample) -> list[Drawn]:
    """Each with its name, its page and whose work it is."""
    found = facts.rows.filter(pk__in=keys)
    found = found.select_related(facts.shows) if facts.shows else found
    rows = {each.pk: each for each in found}
    whose = dict(facts.rows.filter(pk__in=keys).values_list("pk", facts.person)) if facts.person else {}
    return [drawn_of(rows[key], facts, n, whose.get(key), sample) for n, key in enumerate(keys, 1)]


def drawn_of(record: Any, facts: Facts, number: int, whose: int | None, sample: Sample) -> Drawn:
    shown = record
    for name in filter(None, facts.shows.split("__")):
        shown = getattr(shown, name)
    plate = plates.borne_by(shown)
    return Drawn(
        item_id=sample.item_id,
        sample=sample,
        number=number,
        record_type=record._meta.label_lower,
        record_id=record.pk,
        title=f"{plate} {shown}".strip()[:120],
        page=page_at(type(shown), shown.pk),
        whose_id=whose or getattr(record, "person_id", None),
    )


def faults_below(ctx: Any, day: date, last: date) -> Any:
    """What samples below this person found not in order on some days, the newest first."""
    rows = Drawn.objects.of(ctx).filter(verdict=Drawn.Verdict.FAULTY, item__day__gte=day, item__day__lte=last)
    return rows.filter(item__role__in=superiors.roles_below(ctx)).order_by("-judged_at", "pk")


def told_to(ctx: Any) -> Any:
    """What was found not in order of this person's own work and he has not read yet."""
    return (
        Drawn.objects.of(ctx)
        .filter(verdict=Drawn.Verdict.FAULTY, whose=ctx.person_id, seen_at=None)
        .order_by("judged_at", "pk")
    )
