"""Covers and clauses as lists; the house's own examples lie beside the room."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.models import Line, Product, SumRule
from zhangdian.aftercare.insurance.products import actions
from zhangdian.aftercare.insurance.products.actions import ClauseRow, CoverRow
from zhangdian.aftercare.insurance.saying import codes_in, sums_in
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

COVER_FIELDS: Final = (
    Field("code", "险种代码", ("code",), required=True),
    Field("product", "条款", ("product",)),
    Field("line", "类别", ("line",), required=True),
    Field("name", "险种", ("name",), required=True),
    Field("short_name", "简称", ("short_name",), required=True),
    Field("sum_rule", "保额算法", ("sum_rule",), required=True),
    Field("steps", "可选档", ("steps",)),
    Field("needs", "要先投", ("needs",)),
    Field("targets", "要指明主险", ("targets",)),
    Field("since", "从", ("since",)),
    Field("until", "到", ("until",)),
    Field("order", "次序", ("order",)),
    Field("source", "依据", ("source",)),
    Field("example", "示例", ("example",)),
)
CLAUSE_FIELDS: Final = (
    Field("code", "险种代码", ("code",), required=True),
    Field("product", "条款", ("product",)),
    Field("since", "从", ("since",), required=True),
    Field("pays", "赔什么", ("pays",), required=True),
    Field("excludes", "不赔什么", ("excludes",)),
    Field("rating", "保费怎么来", ("rating",)),
    Field("edition", "条款版本", ("edition",)),
    Field("example", "示例", ("example",)),
)


def read_cover(cells: Cells) -> CoverRow:
    return CoverRow(
        code=cells.needed("code").upper(),
        product=cells.one_of("product", Product, Product.ANY),
        line=cells.one_of("line", Line),
        name=cells.needed("name"),
        short_name=cells.needed("short_name"),
        sum_rule=cells.one_of("sum_rule", SumRule),
        steps=steps_of(cells),
        needs=cells.text("needs"),
        targets=cells.yes("targets"),
        since=cells.day("since"),
        until=cells.day("until"),
        order=cells.whole("order") or 0,
        source=cells.text("source"),
        example=cells.yes("example"),
    )


def steps_of(cells: Cells) -> str:
    """The sums that a cover offers: numbers with a semicolon between them."""
    steps = cells.text("steps")
    if len(sums_in(steps)) != len(codes_in(steps)):
        raise ValueError(f"可选档“{steps}”要写数字，用分号隔开")
    return steps


def read_clause(cells: Cells) -> ClauseRow:
    return ClauseRow(
        code=cells.needed("code").upper(),
        product=cells.one_of("product", Product, Product.ANY),
        since=cells.needed_day("since"),
        pays=cells.needed("pays"),
        excludes=cells.text("excludes"),
        rating=cells.text("rating"),
        edition=cells.text("edition"),
        example=cells.yes("example"),
    )


def take_covers(ctx: Any, rows: Sequence[CoverRow], token: str) -> None:
    actions.load_covers(ctx, rows=list(rows), token=token)


def take_clauses(ctx: Any, rows: Sequence[ClauseRow], token: str) -> None:
    actions.load_clauses(ctx, rows=list(rows), token=token)


COVERS: Final = PlainLedger("covers", "险种", COVER_FIELDS, read_cover, take_covers)
CLAUSES: Final = PlainLedger("clauses", "条款说明", CLAUSE_FIELDS, read_clause, take_clauses)


def house_covers() -> list[CoverRow]:
    return COVERS.rows(house_files.lines_of("covers"))


def house_clauses() -> list[ClauseRow]:
    return CLAUSES.rows(house_files.lines_of("clauses"))
