"""The end of a month of a whole store: every figure of every sheet is that of its events, reckoned anew."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from tests.scenarios.test_random_days import do_not_wait_for_the_disk
from tests.support.copies import private_copy
from tests.support.looking import look
from zhangdian.doors.simulation import playing
from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import brought, clock, figures
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.figures import FIGURES, THE_STORE, Whose
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.management.duties.appraisal import schemes
from zhangdian.management.duties.models import Appraisal, AppraisalLine, AppraisalMonth, DueItem
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role

pytestmark = pytest.mark.long

FOUNDED = datetime(2026, 10, 31, 17, 0, tzinfo=clock.CHINA)
OPENED = datetime(2026, 12, 1, 8, 0, tzinfo=clock.CHINA)
SETTLED = datetime(2026, 12, 3, 18, 0, tzinfo=clock.CHINA)
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
Standing = DueItem.Standing
TENTH = Decimal("0.1")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """November, played whole, and the morning of the first of December."""
    with django_db_blocker.unblock(), private_copy():
        do_not_wait_for_the_disk()
        clock.set_to(FOUNDED)
        ctx = founding.found("20261123", 300, code="K1")
        yield playing.play(World(ctx.store_id, "20261123", FOUNDED, 0.08), OPENED)
        clock.set_to(None)


@pytest.fixture
def here(world: World, db: None) -> Iterator[World]:
    clock.set_to(OPENED)
    yield world
    clock.set_to(None)


def lines(world: World, *kinds: str) -> list[AppraisalLine]:
    sheets = Appraisal.objects.filter(store=world.store_id, month__first=NOVEMBER[0])
    rows = AppraisalLine.objects.filter(appraisal__in=sheets, kind__in=kinds)
    return list(rows.select_related("appraisal__person", "appraisal__scheme"))


def test_everybody_with_a_scheme_has_one_sheet(here):
    sheets = Appraisal.objects.filter(store=here.store_id)
    assert AppraisalMonth.objects.filter(store=here.store_id).latest("first").first == NOVEMBER[0]
    assert sheets.count() == sheets.values("person").distinct().count() > 25
    assert {each.role for each in sheets} >= {"SA", "TEC", "FDS", "WSM", "SVM", "PTK", "CSR"}


def of_november(world: World) -> Any:
    return DueItem.objects.filter(store=world.store_id, day__range=NOVEMBER)


def test_every_due_item_of_the_month_ends_in_exactly_one_state(here):
    """Each state is asked of the database by what it says; together they are all, and no item twice."""
    items, open_still = of_november(here), Q(excused="", done_at=None)
    counted: dict[int, DueItem.Standing] = {}
    for state, asked in {
        Standing.NOT_APPLICABLE: Q(excused=Standing.NOT_APPLICABLE),
        Standing.PREVENTED: Q(excused=Standing.PREVENTED),
        Standing.IN_TIME: Q(excused="", done_at__lte=F("due_at")),
        Standing.LATE: Q(excused="", done_at__gt=F("due_at")),
        Standing.NOT_DONE: open_still & Q(closes_at__lte=OPENED),
        Standing.OVERDUE: open_still & Q(due_at__lt=OPENED, closes_at__gt=OPENED),
        Standing.DUE: open_still & Q(opens_at__lte=OPENED, due_at__gte=OPENED, closes_at__gt=OPENED),
        Standing.COMING: open_still & Q(opens_at__gt=OPENED),
    }.items():
        for key in items.filter(asked).values_list("pk", flat=True):
            assert counted.setdefault(key, state) == state
    found = Counter(counted.values())
    assert {item.pk: item.standing_at(OPENED) for item in items} == counted
    assert sum(found.values()) == items.count() > 1000
    assert min(found[each] for each in (Standing.IN_TIME, Standing.LATE, Standing.NOT_DONE)) > 0
    assert found[Standing.COMING] + found[Standing.DUE] + found[Standing.OVERDUE] < items.count() / 100
    assert {item.day for item in items} == {NOVEMBER[0] + timedelta(days=day) for day in range(30)}


@pytest.mark.duty("WSM-12", "SVM-14")
def test_every_value_of_a_figure_is_what_the_registry_tells_of_his_days(here):
    counted = 0
    for line in lines(here, "figure", "quality"):
        sheet, figure = line.appraisal, FIGURES[line.figure]
        whose, span = THE_STORE, NOVEMBER
        if line.of == "own":
            whose = Whose(person=sheet.person_id)
            span = sheet.first_day, sheet.last_day
        elif line.of == "department":
            whose = Whose(schemes.department_of(figure, sheet.role))
        told = figure(here.clock, *span, whose)
        assert line.value == told.value, (line.label, sheet.person)
        behind = brought.read(line.events)
        rows = figures.events(here.clock, figure, *span, whose)
        assert sorted(row.key for row in behind.rows) == sorted(rows.values_list("pk", flat=True))
        assert behind.measured(figure).value == line.value
        counted += line.value is not None
    assert counted > 30


def test_every_share_of_duties_is_counted_from_the_due_items(here):
    items = list(of_november(here).select_related("proof"))
    crew = {day: on_duty(here.clock, day) for day in {item.day for item in items}}
    owed = 0
    for line in lines(here, "duties"):
        person = line.appraisal.person_id
        mine = [item for item in items if his(item, person, crew[item.day])]
        due = [item for item in mine if not item.excused]
        in_time = [item for item in due if item.done_at and item.done_at <= item.due_at]
        assert (line.in_time, line.owed) == (len(in_time), len(due)), line.appraisal
        assert line.prevented == sum(item.excused == "prevented" for item in mine)
        late = [item for item in due if item.done_at and item.done_at > item.due_at]
        share = (Decimal(100 * len(in_time)) + 50 * len(late)) / len(due) if due else None
        assert line.value == (share.quantize(TENTH, ROUND_HALF_UP) if share is not None else None)
        owed += len(due)
    assert owed > 10


def his(item: DueItem, person: int, crew: dict[Role, list[Any]]) -> bool:
    """What bears a name is his who bears it, whoever did it; what a post owed is his who did it."""
    if item.person_id:
        return bool(item.person_id == person)
    if item.proof and item.proof.person_id == person:
        return True
    return [each.pk for each in crew[Role(item.role)]] == [person]


def test_every_point_follows_from_its_value_and_its_marks(here):
    for line in lines(here, "figure", "quality", "duties"):
        if line.value is None:
            assert line.points is None
            continue
        share = (line.value - line.zero) / (line.full - line.zero)
        worth = line.weight * max(Decimal(0), min(Decimal(1), share))
        assert line.points == worth.quantize(TENTH, ROUND_HALF_UP), line


def test_today_of_everybody_asks_at_most_twenty_times(here):
    asked = {}
    for person in Person.objects.filter(store=here.store_id, disabled_at=None):
        who = Context(here.store_id, person.pk)
        look(who, "/")
        with CaptureQueriesContext(connection) as queries:
            assert look(who, "/").status_code == 200
        asked[person.employee_no] = len(queries)
    assert {no: count for no, count in asked.items() if count > 20} == {}
    assert len(asked) > 80


def test_settled_over_the_next_days_every_sheet_stays_true(here):
    before = {line.pk: (line.value, line.points, line.events) for line in lines(here, "figure", "duties")}
    playing.play(World(here.store_id, "20261123", OPENED, 0.1), SETTLED)
    assert [str(each) for each in violations([Store.objects.get(pk=here.store_id)])] == []
    after = {line.pk: (line.value, line.points, line.events) for line in lines(here, "figure", "duties")}
    assert after == before
    states = set(Appraisal.objects.filter(store=here.store_id).values_list("state", flat=True))
    assert {"released", "signed", "agreed"} <= states
    assert any(each.value is not None and each.value != 3 for each in lines(here, "scored"))
