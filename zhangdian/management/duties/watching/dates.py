"""What dates of records owe: one item for each duty, record and date, moved with the date, ended with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.dates import DATES
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.rows import worded
from zhangdian.management.duties import cases, in_force, wall
from zhangdian.management.duties.models import CaseRule, DueItem
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

MOST = 300
"""Items that one act of the clock opens; the next one goes on."""


@dataclass(frozen=True)
class Span:
    """Counted from which day of the record: its own day here, from when, in time until, made good until."""

    from_on: date
    day: date
    opens_at: datetime
    due_at: datetime
    closes_at: datetime


def span_of(rule: CaseRule, at: date | datetime, zone: Any) -> Span:
    """Due at the end of a day; an instant (a call that was agreed) may be done from that instant on."""
    from_on = clock.day(at, zone) if isinstance(at, datetime) else at
    day = from_on + timedelta(days=rule.offset)
    opens, _ = clock.day_bounds(day - timedelta(days=rule.ahead), zone)
    if isinstance(at, datetime) and not rule.ahead and not rule.offset:
        opens = at
    _, due = clock.day_bounds(day, zone)
    _, closes = clock.day_bounds(day + timedelta(days=rule.keeps), zone)
    return Span(from_on, day, opens, due, closes)


def rules_in_force(ctx: Any) -> list[CaseRule]:
    """Rules with a date that stand today, of duties that hang there; two queries beside the wall's."""
    rules = in_force.case_rules_on(ctx, ctx.today)
    found = [rule for rule in rules if rule.stands and rule.dated in DATES]
    if not found:
        return []
    hung = wall.wall_on(ctx, ctx.today).by_code
    return [rule for rule in found if rule.code not in hung or hung[rule.code].stands]


def standing_since(ctx: Any, rules: list[CaseRule]) -> dict[str, date]:
    """Rule → since when it has stood without a break: what fell due before is not owed."""
    editions = CaseRule.objects.of(ctx).filter(code__in=[rule.code for rule in rules], since__lte=ctx.today)
    since: dict[str, date] = {}
    for each in editions.order_by("code", "since"):
        if each.stands and each.dated:
            since.setdefault(each.code, each.since)
        else:
            since.pop(each.code, None)
    return since


@dataclass(frozen=True)
class Found:
    """A record whose date has come near enough, and by which rule."""

    rule: CaseRule
    record: Any
    span: Span


def to_open(ctx: Any, since: datetime) -> list[Found]:
    """Dates that came near since an instant and have no item yet; two queries for each rule."""
    rules = rules_in_force(ctx)
    if not rules:
        return []
    stood = standing_since(ctx, rules)
    zone = ctx.standing.zone
    looked = clock.day(since, zone)
    found: list[Found] = []
    for rule in rules:
        first = max(stood[rule.code], looked)
        known = set(_opened_from(ctx, rule.code, first - timedelta(days=rule.offset)))
        for record, at in near(ctx, rule, first):
            span = span_of(rule, at, zone)
            if (DATES[rule.dated].model, record.pk, span.from_on) not in known and span.opens_at <= ctx.now:
                found.append(Found(rule, record, span))
    found = owed(ctx, found)
    found.sort(key=lambda each: (each.span.due_at, each.rule.code, each.record.pk))
    return found[:MOST]


def owed(ctx: Any, found: list[Found]) -> list[Found]:
    """Without those of a person who holds no post of the duty: nobody owes them; two queries."""
    if not found:
        return []
    hung = wall.wall_on(ctx, ctx.today).by_code
    posts = posts_of_whose(ctx, found)
    return [
        each
        for each in found
        if not (person := whose(each)) or posts_in(hung.get(each.rule.code), posts.get(person, ()))
    ]


def whose(each: Found) -> int | None:
    return cases.person_of(each.rule.whose, each.record)


def posts_of_whose(ctx: Any, found: list[Found]) -> dict[int, list[Role]]:
    people = Person.objects.of(ctx).filter(pk__in={key for each in found if (key := whose(each))})
    return organization.posts_of(ctx, people)


def posts_in(on_wall: Any, posts: Iterable[Role]) -> list[Role]:
    """Of somebody's posts those of a duty."""
    return [post for post in posts if not on_wall or post in on_wall.posts]


@worded
def _opened_from(ctx: Any, code: str, first: date) -> Any:
    rows = DueItem.objects.of(ctx).filter(code=code, from_on__gte=first)
    return rows.values_list("case_type", "case_id", "from_on")


def near(ctx: Any, rule: CaseRule, first: date) -> Iterator[tuple[Any, Any]]:
    """Records due from a day on that may be done by now; of what has ended, only what was due before."""
    declared, zone = DATES[rule.dated], ctx.standing.zone
    column = registry.model(declared.model)._meta.get_field(declared.column)
    is_instant = column.get_internal_type() == "DateTimeField"

    def bound(day: date) -> Any:
        start = day - timedelta(days=rule.offset)
        return clock.day_bounds(start, zone)[0] if is_instant else start

    until = ctx.today + timedelta(days=rule.ahead + 1)
    for record in _between(rule.dated, rule.only)(ctx, bound(first), bound(until), bound(ctx.today)):
        yield record, getattr(record, declared.column)


@lru_cache(maxsize=256)
def _between(dated: str, only: str) -> Callable[..., list[Any]]:
    """Records with this date from one day until another; of what has ended, what was due before today."""

    @worded
    def asked(ctx: Any, first: date, until: date, today: date) -> Any:
        declared = DATES[dated]
        name = declared.column
        rows = registry.model(declared.model).objects.of(ctx)
        rows = rows.filter(
            declared.counts,
            declared.stands | Q(**{f"{name}__lt": today}),
            **{f"{name}__gte": first, f"{name}__lt": until},
        )
        if only:
            field, _, wanted = only.partition("=")
            rows = rows.filter(**{field: wanted})
        if declared.reads:
            rows = rows.select_related(*declared.reads)
        return rows.order_by(name, "pk")

    return asked


def items_of(ctx: Any, found: list[Found]) -> Iterator[DueItem]:
    """One for each; somebody's own only where he holds a post of the duty."""
    if not found:
        return
    hung = wall.wall_on(ctx, ctx.today).by_code
    editions = in_force.duty_keys_on(ctx, ctx.today, [each.rule.code for each in found])
    posts = posts_of_whose(ctx, found)
    for each in found:
        rule, person = each.rule, whose(each)
        on_wall = hung.get(rule.code)
        own = on_wall.own if on_wall else None
        if not (own or rule.code in editions):
            continue
        role = Role(on_wall.owed_by(rule.role) if on_wall else rule.role)
        if person:
            mine = posts_in(on_wall, posts.get(person, ()))
            if not mine:
                continue
            role = role if role in mine else mine[0]
        span = each.span
        yield DueItem(
            store_id=ctx.store_id,
            duty_id=editions.get(rule.code),
            edition=own,
            code=rule.code,
            role=role,
            person_id=person,
            day=span.day,
            opens_at=span.opens_at,
            due_at=span.due_at,
            closes_at=span.closes_at,
            proofs=rule.proofs,
            case_type=DATES[rule.dated].model,
            case_id=each.record.pk,
            case_text=cases.called(each.record),
            from_on=span.from_on,
        )


@dataclass(frozen=True)
class Changed:
    """An open item whose date is another now, whose record has ended, or whose place another record took."""

    item: DueItem
    span: Span | None = None
    ended: str = ""
    proof: Entry | None = None


def to_change(ctx: Any, since: datetime) -> list[Changed]:
    """What the records say otherwise of items that are open; as many queries for one as for all of a kind."""
    items = list(
        DueItem.objects.of(ctx).filter(
            done_at=None, excused="", from_on__isnull=False, closes_at__gt=min(since, ctx.now)
        )
    )
    if not items:
        return []
    rules = {rule.code: rule for rule in in_force.case_rules_on(ctx, ctx.today) if rule.dated}
    by_date: dict[str, list[DueItem]] = {}
    for item in items:
        if (rule := rules.get(item.code)) and rule.dated in DATES:
            by_date.setdefault(rule.dated, []).append(item)
    found: list[Changed] = []
    for name, some in by_date.items():
        found += changed_of(ctx, name, some, rules)
    return found


def changed_of(ctx: Any, name: str, items: list[DueItem], rules: dict[str, CaseRule]) -> Iterator[Changed]:
    declared, zone = DATES[name], ctx.standing.zone
    keys = {item.case_id for item in items if item.case_id is not None}
    rows = registry.model(declared.model).objects.of(ctx).filter(declared.counts & declared.stands)
    dates = dict(rows.filter(pk__in=keys).order_by("pk").values_list("pk", declared.column))
    followed = declared.followed(ctx, keys) if declared.followed else {}
    entries = Entry.objects.in_bulk(followed.values()) if followed else {}
    taken = taken_by(ctx, items)
    for item in items:
        if item.case_id in followed:
            yield Changed(item, proof=entries[followed[item.case_id]])
            continue
        at = dates.get(item.case_id)
        if at is None:
            yield Changed(item, ended=f"{declared.label}：这一件已经了结，不用再做")
            continue
        span = span_of(rules[item.code], at, zone)
        if span.from_on == item.from_on:
            continue
        if (item.code, item.case_id, span.from_on) in taken:
            yield Changed(item, ended=f"{declared.label}改到 {span.from_on:%m-%d}，那天的另算")
        else:
            yield Changed(item, span=span)


def taken_by(ctx: Any, items: list[DueItem]) -> set[tuple[str, int | None, date | None]]:
    """Dates for which these records have an item already."""
    kinds = reduce(or_, (Q(code=code) for code in {item.code for item in items}))
    rows = DueItem.objects.of(ctx).filter(
        kinds, from_on__isnull=False, case_id__in={item.case_id for item in items}
    )
    return set(rows.values_list("code", "case_id", "from_on"))
