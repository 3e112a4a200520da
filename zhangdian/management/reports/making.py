"""A report's content as text that is kept, as a page that is frozen, and as sheets that are taken away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.foundation.ui.xlsx import Column, ColumnKind
from zhangdian.management.reports.kinds import KINDS, Cell, Content, Heading, Number, Table
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import Plan
from zhangdian.people.organization.models import Store
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
    figures = [
        [each.name, str(each.value), each.unit, None if each.before is None else str(each.before)]
        for each in content.figures
    ]
    return json.dumps({"figures": figures, "tables": tables}, ensure_ascii=False)


def read(text: str) -> Content:
    """What was kept."""
    told = json.loads(text)
    figures = [
        Number(name, Decimal(value), unit, None if before is None else Decimal(before))
        for name, value, unit, before in told["figures"]
    ]
    return Content(figures, [_table(each) for each in told["tables"]])


def _table(told: dict[str, Any]) -> Table:
    headings = [Heading(text, ColumnKind(kind)) for text, kind in told["headings"]]
    kinds = [each.kind for each in headings]
    rows = [[_cell(*pair) for pair in zip(row, kinds, strict=True)] for row in told["rows"]]
    return Table(told["title"], headings, rows, told["nothing"])


def _cell(text: str | None, kind: ColumnKind) -> Cell:
    return Decimal(text) if text is not None and kind in NUMBERS else text


def sheets(content: Content) -> Iterator[tuple[str, list[Column], list[list[Any]]]]:
    """Title, columns and rows of each sheet: the figures, then each table."""
    if content.figures:
        kinds = {"指标": ColumnKind.TEXT, "数": N, "单位": ColumnKind.TEXT, "上一期": N}
        columns = [Column(heading, kind) for heading, kind in kinds.items()]
        yield "指标", columns, [[each.name, each.value, each.unit, each.before] for each in content.figures]
    for table in content.tables:
        columns = [Column(each.text, each.kind) for each in table.headings]
        yield table.title, columns, [list(row) for row in table.rows]


def draft_of(ctx: Any, plan: Plan, first: date, last: date) -> Draft:
    """What it says now of these days."""
    kind = plan.kind
    return Draft(kind.title, first, last, kind.author, plan.receiver, kind.make(ctx, first, last))


def draft_again(ctx: Any, report: Report) -> Draft:
    """The same report, made of what is known now."""
    kind = KINDS[report.code]
    content = kind.make(ctx, report.first, report.last)
    return Draft(report.title, report.first, report.last, Role(report.author), Role(report.receiver), content)


EMPTY = Content()
"""Of a report that could not be made."""
