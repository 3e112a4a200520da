"""A report's content as text that is kept, as a page that is frozen, and as sheets that are taken away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import THE_STORE, Whose
from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.foundation.ui.xlsx import Column, ColumnKind
from zhangdian.management.reports.kinds import About, ReportKind
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import Due, plans_on
from zhangdian.management.reports.sections import Cell, Chart, Content, Heading, Number, Table, content_of
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role

N = ColumnKind.NUMBER
NUMBERS = (ColumnKind.NUMBER, ColumnKind.MONEY)


@dataclass(frozen=True)
class Draft:
    """What a report will say, before it is delivered."""

    title: str
    first: date
    last: date
    author: Role
    receiver: Role
    content: Content
    person: Person | None = None
    words: str = ""
    proposal: str = ""
    unwritten: bool = False
    """Its hour was over before its author wrote anything."""


@paper_kind("BB", "报表")
def REPORT(ctx: Any, draft: Draft) -> str:
    """Figures, then tables; no page can be pressed."""
    facts = {"draft": draft, "content": draft.content, "store": Store.objects.get(pk=ctx.store_id)}
    return render_to_string("reports/paper/report.html", facts)


def kept(content: Content) -> str:
    """As text: numbers keep every digit."""
    tables = [
        {
            "title": table.title,
            "headings": [[each.text, each.kind.value] for each in table.headings],
            "rows": [[None if cell is None else str(cell) for cell in row] for row in table.rows],
            "nothing": table.nothing,
        }
        for table in content.tables
    ]
    figures = [[each.name, _text(each.value), each.unit, _text(each.before)] for each in content.figures]
    drawn = [
        {
            "title": each.title,
            "unit": each.unit,
            "points": [[under, _text(value)] for under, value in each.points],
        }
        for each in content.charts
    ]
    told = {"figures": figures, "charts": drawn, "tables": tables}
    return json.dumps(told, ensure_ascii=False)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _value(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def read(text: str) -> Content:
    """What was kept; a report kept before there were charts has none."""
    told = json.loads(text)
    figures = [
        Number(name, _value(value), unit, _value(before)) for name, value, unit, before in told["figures"]
    ]
    drawn = [
        Chart(each["title"], each["unit"], [(under, _value(value)) for under, value in each["points"]])
        for each in told.get("charts", ())
    ]
    return Content(figures, drawn, [_table(each) for each in told["tables"]])


def _table(told: dict[str, Any]) -> Table:
    headings = [Heading(text, ColumnKind(kind)) for text, kind in told["headings"]]
    kinds = [each.kind for each in headings]
    rows = [[_cell(*pair) for pair in zip(row, kinds, strict=True)] for row in told["rows"]]
    return Table(told["title"], headings, rows, told["nothing"])


def _cell(text: str | None, kind: ColumnKind) -> Cell:
    return Decimal(text) if text is not None and kind in NUMBERS else text


def sheets(content: Content) -> Iterator[tuple[str, list[Column], list[list[Any]]]]:
    """Title, columns and rows of each sheet: the figures, then each chart's, then each table."""
    if content.figures:
        kinds = {"指标": ColumnKind.TEXT, "数": N, "单位": ColumnKind.TEXT, "上一期": N}
        columns = [Column(heading, kind) for heading, kind in kinds.items()]
        yield "指标", columns, [[each.name, each.value, each.unit, each.before] for each in content.figures]
    for chart in content.charts:
        yield chart.title, [Column("期"), Column(chart.unit, N)], [list(point) for point in chart.points]
    for table in content.tables:
        columns = [Column(each.text, each.kind) for each in table.headings]
        yield table.title, columns, [list(row) for row in table.rows]


def content_for(ctx: Any, kind: ReportKind, first: date, last: date, person: int | None = None) -> Content:
    """What its sections say now of these days."""
    whose = Whose(person=person) if person else THE_STORE
    return content_of(About(ctx, first, last, kind.period, whose), kind.sections)


def draft_of(ctx: Any, due: Due) -> Draft:
    """What a report whose hour has come says."""
    kind = due.plan.kind
    content = content_for(ctx, kind, due.first, due.last)
    return Draft(kind.title, due.first, due.last, kind.author, kind.receiver, content)


def draft_again(
    ctx: Any, report: Report, words: str = "", proposal: str = "", *, unwritten: bool = False
) -> Draft:
    """A report that is there already, made of what is known now, by the plan of its own day."""
    plan = plans_on(ctx, clock.day(report.due_at, ctx.standing.zone))[report.code]
    content = content_for(ctx, plan.kind, report.first, report.last, report.person_id)
    author, receiver = Role(report.author), Role(report.receiver)
    return Draft(
        report.title,
        report.first,
        report.last,
        author,
        receiver,
        content,
        report.person,
        words,
        proposal,
        unwritten,
    )


EMPTY = Content()
"""Of a report that could not be made."""
