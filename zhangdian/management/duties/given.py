"""Reasons that were given, by day: read from the journal, for those above who gave them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui.timeline import label_of
from zhangdian.management.duties import cases, team
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Tenure

READ_BY = "duties.read_exceptions"
MOST = 300
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """One act that went on after a question, with the reason that was given."""

    entry: Entry
    question: str
    chip: str

    @property
    def what(self) -> str:
        """The gate that asked, or else the act itself."""
        return GATES[self.question].label if self.question in GATES else label_of(self.entry.action)

    @property
    def url(self) -> str:
        return team.address_of(self.entry)


@dataclass(frozen=True)
class OfCase:
    """What one person gave as reasons on one case: a car, a bill."""

    called: str
    url: str
    chips: dict[str, list[datetime]]
    """Each reason with its instants, the first first."""


@dataclass(frozen=True)
class OfPerson:
    """What one person went on with after one question."""

    person: str
    count: int
    cases: list[OfCase]


def people_below(ctx: Any) -> Any:
    """Whoever holds a post below one of mine, now or before."""
    return Tenure.objects.of(ctx).filter(role__in=superiors.roles_below(ctx)).values("person")


def given_on(ctx: Any, day: date) -> list[Given]:
    """The reasons of a day, the newest first; one query."""
    start, end = clock.day_bounds(day, ctx.standing.zone)
    acts = Entry.objects.filter(person__in=people_below(ctx), store_id=ctx.store_id)
    asked = acts.filter(at__gte=start, at__lt=end, notes_text__contains='"because":')
    found = (
        asked.exclude(person=ctx.person_id)
        .select_related("person", "acting_for")
        .order_by("-at", "-id")[:MOST]
    )
    return [
        Given(entry, question, chip) for entry in found for question, chip in entry.notes["because"].items()
    ]


def grouped(reasons: list[Given]) -> list[tuple[str, list[Given]]]:
    """By what was asked, the most frequent first."""
    groups = defaultdict(list)
    for each in reasons:
        groups[each.what].append(each)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def by_person(ctx: Any, reasons: list[Given]) -> list[tuple[str, int, list[OfPerson]]]:
    """By what was asked, then by who went on, then case by case; a query for each kind of case."""
    entries = {each.entry.pk: cases.case_of(each.entry) for each in reasons}
    records = cases.records_of(ctx, {case for case in entries.values() if case})
    return [
        (what, len(some), [of_person(mine, entries, records) for mine in by_who(some)])
        for what, some in grouped(reasons)
    ]


def by_who(reasons: list[Given]) -> list[list[Given]]:
    """Those of each person, who gave most of them first."""
    found = defaultdict(list)
    for each in reasons:
        found[each.entry.person_id].append(each)
    return sorted(found.values(), key=lambda mine: (-len(mine), str(mine[0].entry.person)))


def of_person(reasons: list[Given], entries: dict[int, Any], records: dict[Any, Any]) -> OfPerson:
    found: dict[Any, list[Given]] = defaultdict(list)
    for each in reasons:
        found[entries[each.entry.pk] or each.entry.pk].append(each)
    return OfPerson(
        str(reasons[0].entry.person),
        len(reasons),
        [of_case(records.get(case), some) for case, some in found.items()],
    )


def of_case(record: Any, reasons: list[Given]) -> OfCase:
    chips: dict[str, list[datetime]] = defaultdict(list)
    for each in reversed(reasons):
        chips[each.chip].append(each.entry.at)
    return OfCase(cases.called(record) if record else "", reasons[0].url, dict(chips))


def day_of(ctx: Any, text: str) -> date:
    """The day that is asked for; yesterday where it says nothing, or nothing that has been."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ctx.today - DAY  # type: ignore[no-any-return]
    return day if date(2020, 1, 1) <= day <= ctx.today else ctx.today - DAY


def has_looked(ctx: Any) -> bool:
    """Whether this reader has looked at the list today."""
    acts = Entry.objects.filter(store_id=ctx.store_id, action=READ_BY, person=ctx.person_id)
    return bool(acts.filter(at__gte=ctx.midnight).exists())
