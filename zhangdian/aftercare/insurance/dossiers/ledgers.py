"""The papers that policies need as a list; the house's own examples lie beside the room."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.dossiers import actions
from zhangdian.aftercare.insurance.dossiers.actions import NeedRow
from zhangdian.aftercare.insurance.models import Drive, Keeper, Policy, PolicyLine
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

NEED_FIELDS: Final = (
    Field("name", "资料", ("name",), required=True),
    Field("order", "排第几", ("order",)),
    Field("line", "险别", ("line",)),
    Field("keeper", "车主", ("keeper",)),
    Field("desk", "业务", ("desk",)),
    Field("drive", "能源", ("drive",)),
    Field("identity", "证件", ("identity",)),
    Field("source", "依据", ("source",), required=True),
    Field("example", "示例", ("example",)),
)


def one_of(cells: Cells, key: str, choices: Any) -> str:
    """By its code or as people call it; empty means all."""
    text = cells.text(key).strip()
    found = next((each.value for each in choices if text in (each.value, str(each.label))), "")
    if text and not found:
        raise ValueError(
            f"“{text}”不在清单里：请填{'、'.join(str(each.label) for each in choices)}，都要的留空"
        )
    return str(found)


def read_need(cells: Cells) -> NeedRow:
    return NeedRow(
        name=cells.needed("name"),
        order=int(cells.number("order") or 50),
        line=one_of(cells, "line", PolicyLine),
        keeper=one_of(cells, "keeper", Keeper),
        desk=one_of(cells, "desk", Policy.Desk),
        drive=one_of(cells, "drive", Drive),
        identity=cells.yes("identity"),
        source=cells.needed("source"),
        example=cells.yes("example"),
    )


def take_needs(ctx: Any, rows: Sequence[NeedRow], token: str) -> None:
    actions.load_document_needs(ctx, rows=list(rows), token=token)


NEEDS: Final = PlainLedger("document-needs", "要收的资料", NEED_FIELDS, read_need, take_needs)


def house_needs() -> list[NeedRow]:
    return NEEDS.rows(house_files.lines_of("document_needs"))
