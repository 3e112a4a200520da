"""What holds for every figure: what it says of itself, and that its records make its value."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from tests.support.looking import look, said
from zhangdian.foundation.kernel import brought, figures
from zhangdian.foundation.kernel.clock import month_end, months_back
from zhangdian.foundation.kernel.figures import FIGURES, THE_STORE, Figure, Whose
from zhangdian.foundation.kernel.sight import SIGHTS, opened
from zhangdian.management.reports import indicators
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Department, Role

each_figure = pytest.mark.parametrize("each", FIGURES.values(), ids=FIGURES)


def days(shop: Any) -> tuple[date, date]:
    return shop.today - timedelta(days=60), shop.today


def test_no_two_figures_bear_one_name():
    assert len({each.label for each in FIGURES.values()}) == len(FIGURES) > 20


@each_figure
def test_it_says_whose_it_is_and_how_it_is_reckoned(each: Figure):
    assert each.formula
    assert each.source
    assert each.owner in Role.values
    assert set(each.departments) <= set(Department.values)
    assert each.departments
    assert set(each.posts) <= set(Role.values)
    assert not each.sight or each.sight in SIGHTS


@each_figure
def test_its_records_make_its_value(living, each: Figure):
    ctx, (first, last) = living.general_manager, days(living)
    measured = each(ctx, first, last)
    brought = [opened(row.brings) for row in figures.events(ctx, each, first, last)]
    parts = [one for one in brought if one is not None]
    if each.facts(ctx).over is None and not any(isinstance(one, timedelta) for one in parts):
        assert sum(map(Decimal, parts), Decimal(0)) == measured.part
    if measured.whole is None or each.facts(ctx).whole == figures.EACH:
        assert len(brought) == (measured.of if measured.whole is not None else len(parts))
    if measured.others_of is not None:
        spoiled = len(parts) if each.better is figures.Better.LESS else len(brought) - len(parts)
        assert len(measured.others) == spoiled


@each_figure
def test_many_spans_in_one_statement_tell_what_each_tells_alone(living, each: Figure):
    ctx = living.general_manager
    spans = [(month, month_end(month)) for month in months_back(living.today, 3)]
    together = figures.of_spans(ctx, each, spans)
    assert [one.value for one in together if one] == [
        each(ctx, *span).value for one, span in zip(together, spans, strict=True) if one
    ]


@each_figure
def test_persons_and_departments_make_the_store(living, each: Figure):
    ctx, span = living.general_manager, days(living)
    facts = each.facts(ctx)
    if not facts.person:
        assert figures.by_person(ctx, each, *span) == {}
        return
    people = figures.by_person(ctx, each, *span)
    of_nobody = facts.of_days(ctx, *span).filter(**{f"{facts.person}__isnull": True})
    if not of_nobody.exists():
        whole = each(ctx, *span)
        assert sum((one.part for one in people.values()), Decimal(0)) == whole.part
        departments = figures.by_department(ctx, each, *span)
        assert sum((one.part for one in departments.values()), Decimal(0)) == whole.part
    for person in Person.objects.filter(pk__in=people):
        alone = each(ctx, *span, Whose(person=person.pk))
        assert alone.value == people[person.pk].value


@each_figure
def test_it_costs_as_many_statements_for_a_year_as_for_a_day(living, each: Figure):
    ctx = living.general_manager
    assert ctx.standing

    def cost(months: int) -> int:
        spans = [(month, month_end(month)) for month in months_back(living.today, months)]
        with CaptureQueriesContext(connection) as asked:
            figures.of_spans(ctx, each, spans)
        return len(asked)

    assert cost(13) == cost(1) <= 3


def test_where_nothing_was_due_there_is_no_hundred_percent(living):
    day = date(2020, 1, 1)
    shares = [each for each in FIGURES.values() if each.unit == "%"]
    found = {each.name: each(living.general_manager, day, day) for each in shares}
    assert all(one.value is None for one in found.values() if not one.whole)
    assert sum(one.whole == 0 for one in found.values()) > 8


def test_days_that_touch_are_read_as_one_run():
    spans = [(date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 10, 1), date(2026, 10, 31))]
    assert figures.runs(spans) == [(date(2026, 10, 1), date(2026, 11, 30))]
    apart = [(date(2025, 11, 1), date(2025, 11, 1)), (date(2026, 11, 1), date(2026, 11, 1))]
    assert figures.runs(apart) == apart


@each_figure
def test_its_value_is_reckoned_again_from_what_was_kept_of_its_records(living, each: Figure):
    ctx, span = living.general_manager, days(living)
    whoses = [THE_STORE, *(Whose(person=pk) for pk in list(figures.by_person(ctx, each, *span))[:3])]
    for whose in whoses:
        found = brought.behind(ctx, each, *span, whose)
        assert found.measured(each).value == each(ctx, *span, whose).value
        assert brought.read(brought.kept(found)).measured(each).value == found.measured(each).value


# ---- as its page shows it ---------------------------------------------------------------------------------


def opened_by(close: indicators.Close, trail: Any) -> list[indicators.Event]:
    """Every record that a page opens, read on to the last."""
    events, before = [], 0
    while True:
        page = trail(close, before)
        events += page.events
        if not page.more:
            return events
        before = page.more


def summed(events: Iterable[indicators.Event], each: Figure, of: str = "part") -> Decimal:
    return figures.in_unit(each, brought.summed(getattr(event, of) for event in events))


def levels(living: Any, each: Figure, span: figures.Span) -> list[tuple[str | None, str]]:
    """The store, its departments, everybody who has the figure or records in it: as addresses name them."""
    ctx = living.general_manager
    people = set(figures.by_person(ctx, each, *span))
    people |= {one.pk for department in each.departments for one in goals.people_for(ctx, each, department)}
    return [("", ""), *((one, "") for one in each.departments), *((None, str(pk)) for pk in sorted(people))]


@each_figure
def test_the_records_that_it_opens_at_each_level_sum_to_what_is_shown(living, each: Figure, monkeypatch):
    monkeypatch.setattr(indicators, "MOST", 2)
    ctx = living.general_manager
    month = indicators.month_asked(ctx, "")
    for department, person in levels(living, each, month.span):
        level = indicators.level_asked(ctx, department, person)
        close = indicators.Close(ctx, each, level, month)
        measured = close.now.measured
        assert measured is not None
        events = opened_by(close, indicators.events_of)
        assert len({event.pk for event in events}) == len(events)
        assert summed(events, each) == measured.part, level
        if (facts := each.facts(ctx)).over is not None:
            assert summed(opened_by(close, indicators.divisors_of), each) == measured.whole, level
        elif facts.weighs:
            assert summed(events, each, "whole") == measured.whole, level
        elif facts.whole is not None:
            assert len(events) == measured.whole, level
        else:
            assert sum(event.part is not None for event in events) == len(events)


@each_figure
def test_those_below_make_what_is_above(living, each: Figure):
    ctx = living.general_manager
    month = indicators.month_asked(ctx, "")
    for department in ("", *each.departments):
        close = indicators.Close(ctx, each, indicators.level_asked(ctx, department, ""), month)
        below = [taker.now.measured for taker in close.below if taker.now.measured]
        if below:
            whole = close.now.measured
            assert whole is not None
            assert round(sum(one.part for one in below), 6) == round(whole.part, 6)
            assert round(sum(one.whole or 0 for one in below), 6) == round(whole.whole or 0, 6)


def test_the_pages_open_records_of_most_figures(living):
    ctx = living.general_manager
    month = indicators.month_asked(ctx, "")
    closes = [indicators.Close(ctx, each, indicators.STORE, month) for each in FIGURES.values()]
    assert sum(bool(indicators.events_of(close, 0).events) for close in closes) > 20


@each_figure
def test_its_page_says_value_and_records(living, each: Figure):
    ctx = living.general_manager
    close = indicators.Close(ctx, each, indicators.STORE, indicators.month_asked(ctx, ""))
    page = said(look(ctx, reverse("reports:indicator", args=[each.name])))
    assert f">{close.now.says}</b>" in page
    for event in indicators.events_of(close, 0).events:
        assert escape(event.title) in page
        assert event.brings in page
