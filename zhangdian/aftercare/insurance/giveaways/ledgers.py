"""Forms of giving away as a list; the house's own examples lie beside the room."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.giveaways import actions
from zhangdian.aftercare.insurance.giveaways.actions import FormRow
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

FORM_FIELDS: Final = (
    Field("name", "形式", ("name",), required=True),
    Field("allowed", "允许", ("allowed",)),
    Field("most", "每单最多", ("most",)),
    Field("share", "最多占手续费", ("share",)),
    Field("source", "依据", ("source",), required=True),
    Field("example", "示例", ("example",)),
)


def read_form(cells: Cells) -> FormRow:
    return FormRow(
        name=cells.needed("name"),
        allowed=cells.yes("allowed"),
        most=cells.number("most"),
        share=cells.number("share"),
        source=cells.needed("source"),
        example=cells.yes("example"),
    )


def take_forms(ctx: Any, rows: Sequence[FormRow], token: str) -> None:
    actions.load_giveaway_forms(ctx, rows=list(rows), token=token)


FORMS: Final = PlainLedger("giveaway-forms", "让利形式", FORM_FIELDS, read_form, take_forms)


def house_forms() -> list[FormRow]:
    return FORMS.rows(house_files.lines_of("giveaway_forms"))
