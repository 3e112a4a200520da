"""Tables of rates, rules and limits as lists; the house's own examples lie beside the room."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.rating import Basis, Measure, RateLine, TableKind
from zhangdian.aftercare.insurance.saying import codes_in
from zhangdian.aftercare.insurance.tables import actions
from zhangdian.aftercare.insurance.tables.actions import LimitRow, RuleRow, TableRow
from zhangdian.aftercare.insurance.underwriting import RuleKind, fault_of
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.people.organization.roles import Role

TABLE_FIELDS: Final = (
    Field("kind", "表", ("kind",), required=True),
    Field("edition", "版本", ("edition",), required=True),
    Field("region", "地区", ("region",)),
    Field("insurer", "保险公司简码", ("insurer",)),
    Field("since", "从", ("since",), required=True),
    Field("source", "依据", ("source",)),
    Field("example", "示例", ("example",)),
    Field("code", "代码", ("code",), required=True),
    Field("name", "名称", ("name",)),
    Field("scheme", "方案", ("scheme",)),
    Field("use", "使用性质", ("use",)),
    Field("product", "条款", ("product",)),
    Field("measure", "按什么分档", ("measure",)),
    Field("low", "下限", ("low",)),
    Field("high", "上限", ("high",)),
    Field("sum", "保额", ("sum",)),
    Field("value", "数值", ("value",)),
    Field("rate", "费率", ("rate",)),
    Field("basis", "费率乘", ("basis",)),
)
RULE_FIELDS: Final = (
    Field("code", "险种代码", ("code",), required=True),
    Field("product", "条款", ("product",)),
    Field("kind", "规则", ("kind",), required=True),
    Field("value", "内容", ("value",), required=True),
    Field("name", "说法", ("name",), required=True),
    Field("since", "从", ("since",), required=True),
    Field("source", "依据", ("source",)),
    Field("example", "示例", ("example",)),
)
LIMIT_FIELDS: Final = (
    Field("role", "岗位", ("role",), required=True),
    Field("premium_max", "一单保费不超过", ("premium_max",), required=True),
    Field("uses", "只限使用性质", ("uses",)),
    Field("special", "可以定特别约定", ("special",)),
)


def read_row(cells: Cells) -> TableRow:
    return TableRow(
        kind=cells.one_of("kind", TableKind),
        edition=cells.needed("edition"),
        since=cells.needed_day("since"),
        region=cells.text("region"),
        insurer=cells.text("insurer").upper(),
        source=cells.text("source"),
        example=cells.yes("example"),
        line=RateLine(
            code=cells.needed("code"),
            name=cells.text("name"),
            scheme=cells.text("scheme"),
            use=cells.text("use"),
            product=cells.text("product"),
            measure=cells.one_of("measure", Measure, Measure.NONE),
            low=cells.number("low"),
            high=cells.number("high"),
            sum=cells.number("sum"),
            value=cells.number("value"),
            rate=cells.number("rate"),
            basis=cells.one_of("basis", Basis, Basis.SUM),
        ),
    )


def read_rule(cells: Cells) -> RuleRow:
    kind, value = cells.one_of("kind", RuleKind), cells.needed("value")
    if fault := fault_of(kind, value, codes_in(value)):
        raise ValueError(f"内容{fault}")
    return RuleRow(
        code=cells.needed("code"),
        product=cells.text("product"),
        kind=kind,
        value=value,
        name=cells.needed("name"),
        since=cells.needed_day("since"),
        source=cells.text("source"),
        example=cells.yes("example"),
    )


def read_limit(cells: Cells) -> LimitRow:
    most = cells.number("premium_max")
    if most is None:
        raise ValueError("缺一单保费不超过")
    return LimitRow(cells.one_of("role", Role), most, uses=cells.text("uses"), special=cells.yes("special"))


def take_rows(ctx: Any, rows: Sequence[TableRow], token: str) -> None:
    actions.load_tables(ctx, rows=list(rows), token=token)


def take_rules(ctx: Any, rows: Sequence[RuleRow], token: str) -> None:
    actions.load_rules(ctx, rules=list(rows), limits=[], token=token)


def take_limits(ctx: Any, rows: Sequence[LimitRow], token: str) -> None:
    actions.load_rules(ctx, rules=[], limits=list(rows), token=token)


TABLES: Final = PlainLedger("rate-tables", "费率表", TABLE_FIELDS, read_row, take_rows, chunk=100_000)
RULES: Final = PlainLedger("underwriting-rules", "承保规则", RULE_FIELDS, read_rule, take_rules)
LIMITS: Final = PlainLedger("underwriting-limits", "承保权限", LIMIT_FIELDS, read_limit, take_limits)


def house_tables() -> list[TableRow]:
    return TABLES.rows(house_files.lines_of("tables"))


def house_rules() -> list[RuleRow]:
    return RULES.rows(house_files.lines_of("rules"))


def house_limits() -> list[LimitRow]:
    return LIMITS.rows(house_files.lines_of("limits"))
