"""The desk's words as a list; the house's own examples lie beside the room."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.renewals import actions
from zhangdian.aftercare.insurance.renewals.actions import DeskWordRow
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

WORD_FIELDS: Final = (
    Field("kind", "类别", ("kind",), required=True),
    Field("name", "说法", ("name",), required=True),
    Field("text", "怎么说", ("text",)),
    Field("group", "归类", ("group",)),
    Field("order", "次序", ("order",)),
    Field("silences", "不再联系", ("silences",)),
)


def read_word(cells: Cells) -> DeskWordRow:
    return DeskWordRow(
        kind=cells.one_of("kind", DeskWord.Kind),
        name=cells.needed("name"),
        text=cells.text("text"),
        group=cells.text("group"),
        order=cells.whole("order") or 0,
        silences=cells.yes("silences"),
    )


def take_words(ctx: Any, rows: Sequence[DeskWordRow], token: str) -> None:
    actions.load_desk_words(ctx, rows=list(rows), token=token)


WORDS: Final = PlainLedger("desk-words", "续保话术与选项", WORD_FIELDS, read_word, take_words)


def house_words() -> list[DeskWordRow]:
    return WORDS.rows(house_files.lines_of("desk_words"))
