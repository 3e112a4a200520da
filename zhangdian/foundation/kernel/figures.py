"""What the house is measured by: each figure declared once, by the room that knows it, with its records."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.aggregates import Aggregate

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.sight import SIGHTS, Viewer, opened


class Better(StrEnum):
    """Which way a figure is wanted to go."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class Tally:
    """How records are reckoned together: counted, or something of each added up; all, or some of them."""

    amount: Any = None
    where: Q | None = None

    def all(self) -> Aggregate:
        """Of all records together."""
        if self.amount is None:
            return Count("pk", filter=self.where)
        return Sum(self.amount, filter=self.where)

    @property
    def of_each(self) -> Any:
        """What one record brings."""
        named = F(self.amount) if isinstance(self.amount, str) else self.amount
        each = Value(1) if named is None else named
        return each if self.where is None else Case(When(self.where, then=each), default=None)


EACH = Tally()
"""Every record counts one."""


@dataclass(frozen=True)
class Facts:
    """The records behind a figure, and how its value follows from them."""

    rows: QuerySet[Any]
    at: str = ""
    """What puts a record into a span of days; empty: the figure tells how things stand now."""
    is_day: bool = False
    """Whether that is a day; else it is an instant."""
    part: Tally = EACH
    whole: Tally | None = None
    """What the part is a share of, or a mean over; None: the part is the value."""
    over: "Facts | None" = None
    """Records of another kind, whose part is what this part is divided by."""
    person: str = ""
    """Whose work a record is; empty: nobody's own."""
    shows: str = ""
    """The record whose page tells more of it, where it is not its own."""
    says: str = ""
    """The attribute of a record that tells in a few words how it stands."""

    @property
    def weighs(self) -> bool:
        """Whether a record adds to the whole otherwise than by being one of them."""
        return self.whole is not None and self.whole.amount is not None

    def span(self, ctx: Any, first: date, last: date) -> Q | None:
        """The condition of a record of these days."""
        if not self.at:
            return None
        if self.is_day:
            return Q(**{f"{self.at}__gte": first, f"{self.at}__lte": last})
        start, end = clock.days_bounds(first, last, ctx.standing.zone)
        return Q(**{f"{self.at}__gte": start, f"{self.at}__lt": end})

    def of_days(self, ctx: Any, first: date, last: date) -> QuerySet[Any]:
        met = self.span(ctx, first, last)
        return self.rows if met is None else self.rows.filter(met)

    def of_whom(self, whose: "Whose") -> "Facts":
        """Of one person's work, or of those of a department."""
        if not self.person or not (whose.person or whose.department):
            return self
        met = (
            {self.person: whose.person} if whose.person else {f"{self.person}__department": whose.department}
        )
        rows = self.rows.filter(**met)
        return replace(self, rows=rows, over=self.over and self.over.of_whom(whose))


@dataclass(frozen=True)
class Whose:
    """Whose figure is asked for: the store's, a department's, a person's."""

    department: str = ""
    person: int = 0


THE_STORE = Whose()


@dataclass(frozen=True)
class Measured:
    """A figure of a span: its value, and what it was reckoned from."""

    figure: "Figure"
    part: Decimal
    whole: Decimal | None = None
    others_of: QuerySet[Any] | None = field(default=None, repr=False, compare=False)

    @property
    def value(self) -> Decimal | None:
        """None where there was nothing to share: that is not a hundred percent."""
        if self.whole is None:
            return self.part.quantize(self.figure.step, ROUND_HALF_UP)
        if not self.whole:
            return None
        times = 100 if self.figure.unit == PERCENT else 1
        return (times * self.part / self.whole).quantize(self.figure.step, ROUND_HALF_UP)

    @property
    def amount(self) -> Decimal:
        """The value as a sum: where there is none, nothing."""
        return self.value or Decimal(0)

    @property
    def name(self) -> str:
        return self.figure.label

    @property
    def count(self) -> int:
        """So many, where records are counted."""
        return int(self.part)

    @property
    def of(self) -> int:
        """Of so many."""
        return int(self.whole or 0)

    @property
    def percent(self) -> Decimal | None:
        return self.value

    @cached_property
    def others(self) -> list[Any]:
        """The records that spoil it, for a look at each."""
        return list(self.others_of) if self.others_of is not None else []


PERCENT = "%"
STEPS = {"元": Decimal("0.01"), PERCENT: Decimal("0.1"), "h": Decimal("0.01"), "分": Decimal("0.1")}
WHOLE = Decimal(1)
SECONDS = {"h": 3600, "分": 60}
"""In what units spans of time are told."""


@dataclass(frozen=True)
class Figure:
    """One figure of the registry; called with a span of days it tells that span's."""

    name: str
    label: str
    unit: str
    formula: str
    """How it is reckoned, in words, to be read beside it."""
    source: str
    """Whose rule it is: rows of the written duties, or the trade's own definition."""
    owner: str
    """The post that answers for it."""
    better: Better
    additive: bool
    """Whether the figures of persons add up to that of the store."""
    departments: tuple[str, ...]
    posts: tuple[str, ...]
    """Whose persons have it as their own."""
    sight: str
    facts: Callable[[Any], Facts]
    do_not_call_in_templates: ClassVar = True

    def __call__(self, ctx: Any, first: date, last: date, whose: Whose = THE_STORE) -> Measured:
        facts = self.facts(ctx).of_whom(whose)
        [found] = _reckon(self, ctx, facts, [(first, last)])
        spoil = self.spoiling(facts)
        if spoil is None:
            return found
        there = facts.of_days(ctx, first, last)
        return replace(found, others_of=there.filter(spoil).order_by(facts.at or "pk", "pk"))

    def spoiling(self, facts: Facts) -> Q | None:
        """Which records of a share should not be; None where it is not one of records."""
        if not (facts.whole and facts.part.where):
            return None
        return facts.part.where if self.better is Better.LESS else ~facts.part.where

    @property
    def step(self) -> Decimal:
        """To how many places it is told."""
        return STEPS.get(self.unit, WHOLE)

    def open_to(self, viewer: Viewer) -> bool:
        return not self.sight or SIGHTS[self.sight].open_to(viewer)

    def met_by(self, value: Decimal, target: Decimal) -> bool:
        """Whether a value is as good as its target."""
        return value >= target if self.better is Better.MORE else value <= target


FIGURES: dict[str, Figure] = {}


def figure(
    label: str,
    *,
    unit: str,
    formula: str,
    source: str,
    owner: str,
    better: Better = Better.MORE,
    additive: bool = False,
    departments: Iterable[str] = (),
    posts: Iterable[str] = (),
    sight: str = "",
) -> Callable[[Callable[[Any], Facts]], Figure]:
    """Declare a figure over the function that says which records stand behind it."""

    def declare(facts: Callable[[Any], Facts]) -> Figure:
        name = f"{facts.__module__.split('.')[2]}.{facts.__name__}"
        if name in FIGURES:
            raise RuntimeError(f"两个指标同名：{name}")
        FIGURES[name] = Figure(
            name, label, unit, formula, source, str(owner), better, additive,
            tuple(map(str, departments)), tuple(map(str, posts)), sight, facts,
        )  # fmt: skip
        return FIGURES[name]

    return declare


def named(name: str) -> Figure:
    """The figure of this name; one that nobody declares any more is told by its name alone."""
    known = FIGURES.get(name)
    return known or Figure(name, name, "", "", "", "", Better.MORE, False, (), (), "", _undeclared)


def _undeclared(_ctx: Any) -> Facts:
    raise LookupError("nobody declares this figure any more")


Span = tuple[date, date]


def of_spans(
    ctx: Any, each: Figure, spans: Sequence[Span], whose: Whose = THE_STORE
) -> list[Measured | None]:
    """A figure of many spans in one statement; what only stands now is told of a span with today in it."""
    facts = each.facts(ctx).of_whom(whose)
    found = _reckon(each, ctx, facts, spans)
    told = zip(found, spans, strict=True)
    return [one if facts.at or first <= ctx.today <= last else None for one, (first, last) in told]


def by_person(
    ctx: Any, each: Figure, first: date, last: date, people: Collection[int] | None = None
) -> dict[int, Measured]:
    """A figure of everybody who has records of these days, in one statement."""
    return _grouped(ctx, each, each.facts(ctx), "", (first, last), people)


def by_department(ctx: Any, each: Figure, first: date, last: date) -> dict[str, Measured]:
    """A figure of each department, in one statement; what is nobody's own is its only department's."""
    facts = each.facts(ctx)
    if facts.person:
        return _grouped(ctx, each, facts, "__department", (first, last))
    return {department: each(ctx, first, last) for department in each.departments[:1]}


def events(
    ctx: Any, each: Figure, first: date, last: date, whose: Whose = THE_STORE, *, over: bool = False
) -> QuerySet[Any]:
    """The records behind a value, the newest first, or those it is divided by; `brings` is what each adds to
    the part, None where nothing, `weighs` what it adds to a whole that is more than their number.
    """
    facts = each.facts(ctx).of_whom(whose)
    if over:
        assert facts.over is not None
        facts = facts.over
    rows: QuerySet[Any] = facts.of_days(ctx, first, last).annotate(brings=facts.part.of_each)
    if facts.weighs:
        rows = rows.annotate(weighs=facts.whole.of_each)  # type: ignore[union-attr]
    if facts.shows:
        rows = rows.select_related(facts.shows)
    newest_first: QuerySet[Any] = rows.order_by(*([f"-{facts.at}"] if facts.at else []), "-pk")
    return newest_first


def _reckon(each: Figure, ctx: Any, facts: Facts, spans: Sequence[Span]) -> list[Measured]:
    over = facts.over
    parts, wholes = _sums(ctx, facts, spans)
    if over is not None:
        wholes, _ = _sums(ctx, over, spans)
    has_whole = over is not None or facts.whole is not None
    return [
        Measured(each, in_unit(each, part), in_unit(each, whole) if has_whole else None)
        for part, whole in zip(parts, wholes, strict=True)
    ]


def _sums(ctx: Any, facts: Facts, spans: Sequence[Span]) -> tuple[list[Any], list[Any]]:
    """Part and whole of each span, in one statement that looks at each record once; no two spans overlap."""
    part, whole = facts.part.all(), (facts.whole or EACH).all()
    if not facts.at:
        found = facts.rows.order_by().aggregate(part=part, whole=whole)
        return [found["part"]] * len(spans), [found["whole"]] * len(spans)
    met = [facts.span(ctx, *span) for span in spans]
    place = Case(
        *(When(one, then=Value(number)) for number, one in enumerate(met)), output_field=IntegerField()
    )
    anywhere = reduce(or_, (facts.span(ctx, *run) for run in runs(spans)))
    told = facts.rows.filter(anywhere).annotate(of_span=place).order_by().values_list("of_span")
    by_place = {number: (part, whole) for number, part, whole in told.annotate(part=part, whole=whole)}
    both = [by_place.get(number, (None, None)) for number in range(len(spans))]
    return [part for part, _ in both], [whole for _, whole in both]


def runs(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible, so that an index finds them."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _grouped(
    ctx: Any, each: Figure, facts: Facts, path: str, span: Span, people: Collection[int] | None = None
) -> dict[Any, Measured]:
    if not facts.person:
        return {}
    over = facts.over
    parts = _by(ctx, facts, path, span, people)
    wholes = {key: row[0] for key, row in _by(ctx, over, path, span, people).items()} if over else {}
    has_whole = over is not None or facts.whole is not None
    return {
        key: Measured(
            each,
            in_unit(each, part),
            in_unit(each, wholes.get(key) if over else whole) if has_whole else None,
        )
        for key, (part, whole) in parts.items()
        if key not in (None, "")
    }


def _by(
    ctx: Any, facts: Facts, path: str, span: Span, people: Collection[int] | None
) -> dict[Any, tuple[Any, Any]]:
    rows = facts.of_days(ctx, *span)
    if people is not None:
        rows = rows.filter(**{f"{facts.person}__in": people})
    whole = (facts.whole or EACH).all()
    told = rows.order_by().values_list(f"{facts.person}{path}").annotate(part=facts.part.all(), whole=whole)
    return {key: (part, whole) for key, part, whole in told}


def in_unit(each: Figure, amount: Any) -> Decimal:
    """A sum as a number: spans of time in the figure's unit, costs opened."""
    amount = opened(amount)
    if isinstance(amount, timedelta):
        return Decimal(amount.total_seconds()) / SECONDS.get(each.unit, SECONDS["h"])
    return Decimal(amount or 0)
