"""What cases owe: items from the acts that open them, void with them, in the hands of who has them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.rows import worded
from zhangdian.management.duties import cases, in_force, wall
from zhangdian.management.duties.models import CaseRule, DueItem
from zhangdian.people.organization import hours

FOLLOWED_BY = "duties.follow_cases"
SLACK = timedelta(hours=1)
"""An act becomes visible when it has ended: so long behind is looked again."""
MOST = 300
"""Acts that one act of the clock opens items of; the next one goes on."""


def since_when(ctx: Any, rules: list[CaseRule]) -> datetime | None:
    """From where on the journal has to be looked at; nothing before the store had a rule."""
    if not rules:
        return None
    last = Entry.objects.filter(store_id=ctx.store_id, action=FOLLOWED_BY).order_by("-at", "-id").first()
    if last is not None:
        return datetime.fromisoformat(last.inputs["until"]) - SLACK
    loaded = Entry.objects.filter(pk=min(rule.entry_id for rule in rules)).values_list("at", flat=True)
    return loaded.first()


def rules_in_force(ctx: Any) -> list[CaseRule]:
    """Those that begin with an act and stand today, of duties that the store has not switched off."""
    hung = wall.wall_on(ctx, ctx.today).by_code
    rules = [rule for rule in in_force.case_rules_on(ctx, ctx.today) if rule.stands and not rule.dated]
    return [rule for rule in rules if rule.code not in hung or hung[rule.code].stands]


@dataclass(frozen=True)
class Opened:
    """An act that opens a case, by which rule, and the case as far as it had to be read to know."""

    rule: CaseRule
    entry: Entry
    record: Any = None

    @property
    def case(self) -> tuple[str, int] | None:
        return cases.case_of(self.entry, self.rule.case)

    @property
    def concerns(self) -> bool:
        return not self.rule.only or cases.concerns(self.rule, self.record)


def to_open(ctx: Any) -> list[Opened]:
    """Acts that opened a case and have no item yet, oldest first; two queries and those of the wall."""
    rules = rules_in_force(ctx)
    if (since := since_when(ctx, rules)) is None:
        return []
    acted: list[Opened] = []
    for rule in rules:
        acts = _without_item(ctx, rule.code, rule.trigger.split(), since, ctx.now)
        acted += [each for entry in acts if (each := Opened(rule, entry)).case]
    acted = last_in_hand(ctx, acted, since)
    records = cases.records_of(ctx, [each.case for each in acted if each.rule.only and each.case])
    acted = [replace(each, record=records.get(each.case)) if each.case else each for each in acted]
    found = [each for each in acted if each.concerns]
    found.sort(key=lambda each: (each.entry.at, each.entry.pk))
    return found[:MOST]


def last_in_hand(ctx: Any, acted: list[Opened], since: datetime) -> list[Opened]:
    """Where an act takes a case from one and gives it to another, who had it before owes nothing more.

    One query where there is such a rule and an act of it.
    """
    names = {name for each in acted for name in passes(each.rule)}
    if not names:
        return acted
    last: dict[tuple[str, int], int] = {}
    for entry in _acts(ctx, sorted(names), since, ctx.now):
        if case := cases.case_of(entry):
            last[case] = entry.pk
    return [
        each
        for each in acted
        if not (passes(each.rule) and each.case and last.get(each.case, 0) > each.entry.pk)
    ]


def passes(rule: CaseRule) -> set[str]:
    """Acts that end one case of a rule and begin the next."""
    return {*rule.trigger.split()}.intersection(rule.voids.split())


@worded
def _acts(ctx: Any, actions: list[str], since: datetime, until: datetime) -> Any:
    acts = Entry.objects.filter(store_id=ctx.store_id, action__in=actions)
    return acts.filter(at__gte=since, at__lte=until).order_by("at", "id")


@worded
def _without_item(ctx: Any, code: str, actions: list[str], since: datetime, until: datetime) -> Any:
    known = DueItem.objects.of(ctx).filter(trigger=OuterRef("pk"), code=code)
    acts = Entry.objects.filter(~Exists(known), store_id=ctx.store_id, action__in=actions)
    return acts.filter(at__gte=since, at__lte=until).order_by("at", "id")[:MOST]


def items_of(ctx: Any, opened: list[Opened]) -> Iterator[DueItem]:
    """One for each, in the name of who has the case in hand."""
    hung = wall.wall_on(ctx, ctx.today).by_code
    editions = in_force.duty_keys_on(ctx, ctx.today, [each.rule.code for each in opened])
    open_hours = hours.working_day(ctx)
    records = cases.records_of(ctx, [each.case for each in opened if each.record is None and each.case])
    for each in opened:
        rule, entry, case = each.rule, each.entry, each.case
        record = each.record or (records.get(case) if case else None)
        on_wall = hung.get(rule.code)
        own = on_wall.own if on_wall else None
        if record is None or case is None or not (own or rule.code in editions):
            continue
        due, closes = cases.span_of(rule, entry.at, record, open_hours)
        yield DueItem(
            store_id=ctx.store_id,
            duty_id=editions.get(rule.code),
            edition=own,
            code=rule.code,
            role=cases.post_above(ctx, rule, record)
            or (on_wall.owed_by(rule.role) if on_wall else rule.role),
            person_id=cases.person_of(rule.whose, record),
            day=(due - timedelta(microseconds=1)).astimezone(open_hours.zone).date(),
            opens_at=entry.at,
            due_at=due,
            closes_at=closes,
            proofs=rule.proofs,
            case_type=case[0],
            case_id=case[1],
            case_text=cases.called(record),
            trigger=entry,
        )


def open_of_cases(ctx: Any) -> Any:
    return DueItem.objects.of(ctx).unproved(ctx.now).filter(case_id__isnull=False)


@dataclass(frozen=True)
class Changed:
    """An open item whose case is void, or has gone into other hands."""

    item: DueItem
    voided_by: str = ""
    person_id: int | None = None


def to_change(ctx: Any) -> list[Changed]:
    """What of the open items the journal or the case says otherwise; a few queries for all."""
    items = list(open_of_cases(ctx))
    if not items:
        return []
    rules = {rule.code: rule for rule in in_force.case_rules_on(ctx, ctx.today)}
    records = cases.records_of(ctx, [item.case for item in items if item.case])
    ended = voided(ctx, items, rules)
    found = []
    for item in items:
        rule = rules.get(item.code)
        if item.pk in ended:
            found.append(Changed(item, voided_by=ended[item.pk]))
        elif rule and rule.whose and item.case in records:
            now = cases.person_of(rule.whose, records[item.case])
            if now is not None and now != item.person_id:
                found.append(Changed(item, person_id=now))
    return found


def voided(ctx: Any, items: list[DueItem], rules: dict[str, CaseRule]) -> dict[int, str]:
    """Item → the act that made it void, of those since it was opened."""
    names = {name for item in items if (rule := rules.get(item.code)) for name in rule.voids.split()}
    if not names:
        return {}
    acts = Entry.objects.filter(
        store_id=ctx.store_id,
        action__in=names,
        at__gte=min(item.opens_at for item in items),
        at__lte=ctx.now,
    ).order_by("at", "id")
    by_case: dict[str, list[Entry]] = {}
    for entry in acts:
        for name in cases.touched(entry):
            by_case.setdefault(name, []).append(entry)
    found = {}
    for item in items:
        rule = rules.get(item.code)
        if rule is None or item.case is None:
            continue
        for entry in by_case.get(cases.name_of(item.case), ()):
            if entry.action in rule.voids.split() and entry.pk > (item.trigger_id or 0):
                action = registry.ACTIONS.get(entry.action)
                found[item.pk] = str(action.label) if action else entry.action
                break
    return found
