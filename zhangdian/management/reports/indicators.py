"""Figures against their targets at each level: who sees which, how far they are, what stands behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Q
from django.http import Http404

from zhangdian.foundation.kernel import clock, figures
from zhangdian.foundation.kernel.brought import Amount, amount
from zhangdian.foundation.kernel.figures import FIGURES, THE_STORE, Better, Facts, Figure, Measured, Whose
from zhangdian.foundation.kernel.money import FEN
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.foundation.ui.charts import Point
from zhangdian.foundation.ui.paging import Order
from zhangdian.foundation.ui.writing import NOTHING
from zhangdian.foundation.ui.writing import figure as quantity
from zhangdian.foundation.ui.xlsx import Column, ColumnKind
from zhangdian.people.customers import plates
from zhangdian.people.organization import goals, rates
from zhangdian.people.organization.models import Acknowledgement, Person, Target
from zhangdian.people.organization.queries import himself, posts_of
from zhangdian.people.organization.roles import HEADS_OF, STORE_LEADERS, Department, Role

MONTHS, DAYS, MOST = 13, 31, 50
RANK_IS_SHOWN = rates.standard("指标 同组排名（1 可见 0 不可见）", 1, "")
"""Whether colleagues of one post see each other's figures."""


@dataclass(frozen=True)
class Level:
    """Whose figures are looked at: the store's, a department's, a person's."""

    whose: Whose
    label: str
    posts: tuple[Role, ...] = ()

    @property
    def asked(self) -> str:
        """As the address names it."""
        if self.whose.person:
            return f"person={self.whose.person}"
        return f"department={self.whose.department}" if self.whose.department else "department="

    def has(self, figure: Figure) -> bool:
        """Whether a figure is told at this level."""
        if self.whose.person:
            return bool(set(figure.posts) & set(self.posts))
        return not self.whose.department or self.whose.department in figure.departments


STORE = Level(THE_STORE, "全店")


@dataclass(frozen=True)
class Month:
    """A month, and how much of it is gone."""

    first: date
    days: int
    gone: int

    @property
    def last(self) -> date:
        return clock.month_end(self.first)

    @property
    def span(self) -> figures.Span:
        return self.first, self.last

    @property
    def pace(self) -> Decimal:
        return Decimal(self.gone) / self.days if self.days else Decimal(1)

    @property
    def left(self) -> int:
        """Days that may still bring something, today among them."""
        return self.days - self.gone

    @property
    def is_over(self) -> bool:
        return self.gone == self.days


@dataclass(frozen=True)
class Progress:
    """A value against its target, as far as the month has gone."""

    figure: Figure
    measured: Measured | None
    target: Target | None
    month: Month

    @property
    def value(self) -> Decimal | None:
        return self.measured.value if self.measured else None

    @property
    def says(self) -> str:
        return written(self.figure, self.value)

    @property
    def aim(self) -> str:
        return written(self.figure, self.target.value if self.target else None)

    @property
    def percent(self) -> int | None:
        """How much of the target is reached."""
        if self.value is None or self.target is None or not self.target.value:
            return None
        return round(100 * self.value / self.target.value)

    @property
    def due(self) -> Decimal | None:
        """What it should be by now: of a sum the part of the days that are gone, of a ratio all of it."""
        if self.target is None:
            return None
        return self.target.value * self.month.pace if self.figure.additive else Decimal(self.target.value)

    @property
    def due_says(self) -> str:
        return written(self.figure, self.due)

    @property
    def tone(self) -> str:
        """ok on its way, late behind it; nothing where either is missing."""
        if self.value is None or self.due is None:
            return ""
        return "ok" if self.figure.met_by(self.value, self.due) else "late"

    @property
    def gap(self) -> str:
        """What is lacking of the target; nothing where it is reached."""
        if self.value is None or self.target is None or self.figure.met_by(self.value, self.target.value):
            return ""
        return written(self.figure, abs(self.target.value - self.value))

    @property
    def points(self) -> str:
        """In what a gap is told: two shares are points apart."""
        return "个百分点" if self.figure.unit == figures.PERCENT else self.figure.unit

    @property
    def daily(self) -> str:
        """What each day that is left must bring."""
        left = self.month.left
        if not (self.target and left and self.figure.additive and self.figure.better is Better.MORE):
            return ""
        lacking = self.target.value - (self.value or Decimal(0))
        return written(self.figure, lacking / left) if lacking > 0 else ""

    @property
    def of(self) -> str:
        """Part and whole of a share."""
        if self.measured is None or not self.measured.whole or self.figure.unit != figures.PERCENT:
            return ""
        return f"{in_short(self.measured.part)} / {in_short(self.measured.whole)}"


def in_short(value: Decimal) -> str:
    return quantity(value.quantize(FEN))


def written(figure: Figure, value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value.quantize(figure.step):,}"


@dataclass(frozen=True)
class Line:
    """A figure on the board."""

    now: Progress
    trend: Sequence[Decimal | None]
    before: str


# ---- who sees which ---------------------------------------------------------------------------------------


def departments_of(ctx: Any) -> list[Department]:
    """Departments whose figures somebody may see: all of them, or those that he leads."""
    if ctx.roles.intersection(STORE_LEADERS):
        return list(Department)
    return [each for each, heads in HEADS_OF.items() if ctx.roles.intersection(heads)]


def level_asked(ctx: Any, department: str | None, person: str) -> Level:
    """What the address asks for, if he may see it; else what is his own."""
    own = himself(ctx)
    led = departments_of(ctx)
    if person:
        return person_level(ctx, own, person, led)
    if department is None:
        return (
            STORE
            if ctx.roles.intersection(STORE_LEADERS)
            else of_department(led[0])
            if led
            else of_person(ctx, own)
        )
    if not department and ctx.roles.intersection(STORE_LEADERS):
        return STORE
    if department not in led:
        raise Http404
    return of_department(Department(department))


def person_level(ctx: Any, own: Person, key: str, led: Sequence[Department]) -> Level:
    if key == str(own.pk):
        return of_person(ctx, own)
    if not (key.isascii() and key.isdecimal() and len(key) < 18):
        raise Http404
    found = Person.objects.of(ctx).filter(pk=int(key)).first()
    if found is None or found.department not in led:
        raise Http404
    return of_person(ctx, found)


def of_department(department: Department) -> Level:
    return Level(Whose(department), str(department.label))


def of_person(ctx: Any, person: Person) -> Level:
    posts = tuple(posts_of(ctx, [person])[person.pk])
    return Level(Whose(person.department, person.pk), person.name, posts)


def levels_open_to(ctx: Any) -> list[Level]:
    """Levels to choose from, the highest first."""
    own = [each for each in FIGURES.values() if len(each.departments) < len(Department)]
    told = {department for each in own for department in each.departments}
    led = [of_department(each) for each in departments_of(ctx) if each in told]
    store = [STORE] if ctx.roles.intersection(STORE_LEADERS) else []
    return [*store, *led, of_person(ctx, himself(ctx))]


# ---- the board --------------------------------------------------------------------------------------------


def month_asked(ctx: Any, text: str, whose: Whose = THE_STORE) -> Month:
    """The month of the address with the days worked in it; this month where it names none."""
    first = clock.month_named(text[:7], ctx.today.replace(day=1))
    first = min(max(first, clock.months_back(ctx.today, 3 * MONTHS)[-1]), ctx.today.replace(day=1))
    last, yesterday = clock.month_end(first), ctx.today - timedelta(days=1)
    people = Person.objects.of(ctx).filter(pk=whose.person) if whose.person else []
    for person in people:
        days = goals.days_worked(ctx, [person], first, last)[person.pk]
        return Month(first, len(days), sum(day <= yesterday for day in days))
    return Month(first, last.day, min(last, yesterday).day if yesterday >= first else 0)


def board(ctx: Any, level: Level, month: Month) -> list[Line]:
    """Every figure of a level with target, pace and thirteen months: one or two statements a figure."""
    found = goals.goals_of(ctx, month.first)
    months = clock.months_back(month.first, MONTHS)[::-1]
    spans = [goals.month_of(each) for each in months]
    lines = []
    for each in goals.in_order():
        if not (each.open_to(ctx) and level.has(each)):
            continue
        measured = figures.of_spans(ctx, each, spans, level.whose)
        values = [one.value if one else None for one in measured]
        now = Progress(each, measured[-1], found.of(each, level.whose), month)
        lines.append(Line(now, values, written(each, values[-2])))
    return lines


@dataclass(frozen=True)
class Taker:
    """One of the level below: a department or a person, and how he stands."""

    name: str
    asked: str
    now: Progress


@dataclass(frozen=True)
class Seen:
    """One for whom a target holds, and when he said that he has seen it."""

    name: str
    by: Acknowledgement | None


@dataclass(frozen=True)
class Close:
    """One figure of one level, looked at closely."""

    ctx: Any
    figure: Figure
    level: Level
    month: Month

    @cached_property
    def goals(self) -> goals.Goals:
        return goals.goals_of(self.ctx, self.month.first)

    @cached_property
    def target(self) -> Target | None:
        return self.goals.of(self.figure, self.level.whose)

    @cached_property
    def now(self) -> Progress:
        return Progress(self.figure, self.of_months[-1][1], self.target, self.month)

    @cached_property
    def gap(self) -> str:
        """What its parts lack of the target, in words; nothing where they make it or it was not split."""
        gap = self.goals.gap_of(self.target) if self.target and self.figure.additive else None
        if not gap:
            return ""
        return f"{'还差' if gap > 0 else '多了'} {written(self.figure, abs(gap))} {self.figure.unit}"

    @cached_property
    def may_split(self) -> bool:
        """Whether its target is split here, and by him."""
        if self.target is None or not self.figure.additive or self.level.whose.person:
            return False
        heads = HEADS_OF[Department(department)] if (department := goals.splits_to(self.target)) else ()
        return not self.month.is_over and bool(self.ctx.roles.intersection({*goals.SETS, *heads}))

    @property
    def may_change(self) -> bool:
        """Whether the store's target is changed here, and by him."""
        own = self.target is not None and not self.target.department
        return own and not self.month.is_over and bool(self.ctx.roles.intersection(goals.SETS))

    @property
    def owner(self) -> str:
        """The post that answers for it."""
        return str(Role(self.figure.owner).label)

    @cached_property
    def editions(self) -> list[Target]:
        whose = (
            self.level.whose
            if self.target and (self.target.department or self.target.person_id)
            else THE_STORE
        )
        return goals.editions_of(self.ctx, self.figure, self.month.first, whose)

    @cached_property
    def seen(self) -> list[Seen]:
        """Whether he has acknowledged his target, or who below has; nothing where it is nobody's alone."""
        if self.target is None or self.month.is_over:
            return []
        return [
            Seen(person.name, self.acknowledged.get((target.pk, person.pk)))
            for target, person in self.asked_of
        ]

    @cached_property
    def asked_of(self) -> list[tuple[Target, Person]]:
        target = self.target
        assert target is not None
        if not self.figure.additive:
            if not goals.holds_for_each(self.figure):
                return []
            people = goals.people_for(self.ctx, self.figure, self.figure.departments[0])
            mine = self.level.whose.person
            return [(target, each) for each in people if mine in (0, each.pk)]
        parts = [target] if target.person_id else self.goals.parts_of(target)
        return [(each, each.person) for each in parts if each.person is not None]

    @cached_property
    def acknowledged(self) -> dict[tuple[int, int], Acknowledgement]:
        return goals.acknowledged_of(self.ctx, {target for target, _ in self.asked_of})

    @cached_property
    def spoiling(self) -> int:
        """How many records of a share should not be."""
        measured = self.of_months[-1][1]
        if measured is None or self.figure.spoiling(self.figure.facts(self.ctx)) is None:
            return 0
        return measured.count if self.figure.better is Better.LESS else measured.of - measured.count

    @property
    def is_mine(self) -> bool:
        """Whether who looks is the one whose figure it is."""
        return bool(self.level.whose.person == self.ctx.person_id)

    @cached_property
    def of_months(self) -> list[tuple[date, Measured | None]]:
        months = clock.months_back(self.month.first, MONTHS)[::-1]
        spans = [goals.month_of(each) for each in months]
        return list(
            zip(months, figures.of_spans(self.ctx, self.figure, spans, self.level.whose), strict=True)
        )

    @property
    def month_points(self) -> list[Point]:
        return [self.point(f"{first.month}月", measured) for first, measured in self.of_months]

    @cached_property
    def day_points(self) -> list[Point]:
        """The last month's days, up to today or to the month's end."""
        end = min(self.month.last, self.ctx.today)
        days = [end - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        measured = figures.of_spans(self.ctx, self.figure, [(day, day) for day in days], self.level.whose)
        return [self.point(f"{day.month}-{day.day}", one) for day, one in zip(days, measured, strict=True)]

    def point(self, under: str, measured: Measured | None) -> Point:
        value = measured.value if measured else None
        return Point(under, value, f"{written(self.figure, value)} {self.figure.unit}")

    @property
    def line_of_months(self) -> Decimal | None:
        return self.target.value if self.target else None

    @cached_property
    def below(self) -> list[Taker]:
        """Departments of the store, people of a department, colleagues of a person; the best first."""
        if self.level.whose.person:
            return self.colleagues()
        department = self.level.whose.department
        if not department and len(self.figure.departments) > 1:
            return self.departments()
        return self.people(department or self.figure.departments[0])

    def departments(self) -> list[Taker]:
        measured = figures.by_department(self.ctx, self.figure, *self.month.span)
        found = [of_department(Department(each)) for each in self.figure.departments]
        takers = self.ranked(
            (each.label, each.asked, each.whose, measured.get(each.whose.department)) for each in found
        )
        return [*takers, *self.rest(takers)]

    def people(self, department: str) -> list[Taker]:
        """Those who have the figure as their own, and whoever else has records in it."""
        if not self.figure.facts(self.ctx).person:
            return []
        there = {each.pk: each for each in goals.people_for(self.ctx, self.figure, department)}
        measured = figures.by_person(self.ctx, self.figure, *self.month.span)
        others = Person.objects.of(self.ctx).filter(pk__in=set(measured) - set(there))
        if self.level.whose.department:
            others = others.filter(department=department)
        people = [*there.values(), *others]
        takers = self.ranked(
            (each.name, f"person={each.pk}", Whose(department, each.pk), measured.get(each.pk))
            for each in people
        )
        return takers if self.level.whose.person else [*takers, *self.rest(takers)]

    def rest(self, takers: Sequence[Taker]) -> list[Taker]:
        """What is nobody's of those below, so that the parts make the whole."""
        measured = self.of_months[-1][1]
        if measured is None:
            return []
        parts = [each.now.measured for each in takers if each.now.measured]
        part = measured.part - sum((each.part for each in parts), Decimal(0))
        whole = None
        if measured.whole is not None:
            whole = measured.whole - sum((each.whole or Decimal(0) for each in parts), Decimal(0))
        if not (round(part, 6) or round(whole or 0, 6)):
            return []
        left = Measured(self.figure, part, whole)
        return [Taker("没有归到人的", "", Progress(self.figure, left, None, self.month))]

    def colleagues(self) -> list[Taker]:
        if not rates.measures_of(self.ctx, [RANK_IS_SHOWN])[RANK_IS_SHOWN.key]:
            return []
        return self.people(self.level.whose.department)

    def ranked(self, rows: Iterable[tuple[str, str, Whose, Measured | None]]) -> list[Taker]:
        found = [
            Taker(name, asked, Progress(self.figure, measured, self.goals.of(self.figure, whose), self.month))
            for name, asked, whose, measured in rows
        ]
        worst = Decimal("-Infinity")
        sign = 1 if self.figure.better is Better.MORE else -1

        def rank(each: Taker) -> Decimal:
            return worst if each.now.value is None else sign * each.now.value

        return sorted(found, key=rank, reverse=True)


def sheet_of(lines: Sequence[Line], month: Month) -> tuple[list[Column], list[list[Any]]]:
    """The board as columns and rows, numbers as numbers."""
    texts = [Column(each) for each in ("指标", "单位")]
    numbers = [
        "目标",
        "实际",
        "完成 %",
        "按进度",
        *(f"{each:%Y-%m}" for each in clock.months_back(month.first, MONTHS)[1:]),
    ]
    columns = [
        *texts,
        *(Column(each, ColumnKind.NUMBER) for each in numbers),
        Column("怎么算", ColumnKind.TEXT, 60),
    ]
    rows = []
    for each in lines:
        now = each.now
        due = None if now.due is None else now.due.quantize(now.figure.step)
        aim = now.target.value if now.target else None
        earlier = list(each.trend)[-2::-1]
        rows.append(
            [
                now.figure.label,
                now.figure.unit,
                aim,
                now.value,
                now.percent,
                due,
                *earlier,
                now.figure.formula,
            ]
        )
    return columns, rows


# ---- the records behind -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """One record behind a value: what it is, when, what it adds to part and whole, where it is read."""

    pk: int
    plate: str
    title: str
    at: date | datetime | None
    part: Amount | None
    whole: Amount | None
    brings: str
    counts: bool
    url: str
    says: str = ""

    @property
    def is_day(self) -> bool:
        return not isinstance(self.at, datetime)


@dataclass(frozen=True)
class Trail:
    """A page of records, the newest first, and after which of them the next begins."""

    events: list[Event]
    more: int | None = None


def events_of(close: Close, before: int, *, others: bool = False) -> Trail:
    """The records that a value opens; of a share perhaps only those that spoil it."""
    facts = close.figure.facts(close.ctx)
    return trail_of(close, facts, before, only=close.figure.spoiling(facts) if others else None)


def divisors_of(close: Close, before: int) -> Trail | None:
    """Those of another kind by which it is divided; None where it is not."""
    over = close.figure.facts(close.ctx).over
    return trail_of(close, over, before, over=True) if over is not None else None


def trail_of(close: Close, facts: Facts, before: int, *, over: bool = False, only: Q | None = None) -> Trail:
    """What only stands now was otherwise in months that are over: they open nothing."""
    ctx, figure, month = close.ctx, close.figure, close.month
    if not (facts.at or month.first <= ctx.today <= month.last):
        return Trail([])
    rows = figures.events(ctx, figure, *month.span, close.level.whose, over=over)
    if only is not None:
        rows = rows.filter(only)
    if facts.at:
        rows = rows.annotate(happened=F(facts.at))
    order = Order(rows.model, [(facts.at or "pk", True)])
    rows = order.sort(rows)
    if before:
        rows = rows.filter(order.beyond(rows, before, False))
    found = list(rows[: MOST + 1])
    shown = [event_of(figure, facts, each) for each in found[:MOST]]
    return Trail(shown, found[MOST - 1].pk if len(found) > MOST else None)


def event_of(figure: Figure, facts: Facts, record: Any) -> Event:
    told = record
    for name in filter(None, facts.shows.split("__")):
        told = getattr(told, name)
    part = amount(record.brings)
    whole = amount(record.weighs) if facts.weighs else None
    own = "" if told is record or str(told) in str(record) else f" {record}"
    own = "" if " object (" in own else own
    brings = "" if facts.part.amount is None else amount_of(figure, part)
    return Event(
        record.pk,
        plates.borne_by(told),
        f"{told}{own}",
        getattr(record, "happened", None),
        part,
        whole,
        f"{brings or 0} / {amount_of(figure, whole)}" if facts.weighs else brings,
        not spoils(figure, facts.part, part),
        page_at(type(told), told.pk),
        str(getattr(record, facts.says)) if facts.says else "",
    )


def spoils(figure: Figure, part: figures.Tally, brings: Any) -> bool:
    """Whether a record of a share is one of those that should not be."""
    if part.where is None or part.amount is not None:
        return False
    return (brings is None) == (figure.better is Better.MORE)


def amount_of(figure: Figure, brings: Amount | None) -> str:
    """What a record brings, in the figure's unit."""
    if brings is None:
        return ""
    if isinstance(brings, timedelta):
        unit = figure.unit if figure.unit in figures.SECONDS else "h"
        return f"{figures.in_unit(figure, brings).quantize(figures.STEPS[unit]):,} {unit}"
    unit = "" if figure.unit == figures.PERCENT else f" {figure.unit}"
    return f"{brings:,.2f}{unit}" if figure.unit == "元" else f"{quantity(brings.quantize(FEN))}{unit}"
