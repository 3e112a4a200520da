"""What is asked about, as a list; the house's own examples lie beside the room."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from zhangdian.aftercare.care.inquiries import actions
from zhangdian.aftercare.care.inquiries.actions import InquiryTopicRow
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.people.organization.roles import Role

EXAMPLES = Path(__file__).parent.parent / "data" / "inquiry_topics.csv"
FIELDS: Final = (
    Field("name", "主题", ("咨询主题", "name"), required=True),
    Field("desk", "哪个岗位答", ("岗位", "desk"), required=True),
    Field("minutes", "几分钟内答", ("分钟", "minutes"), required=True),
    Field("order", "次序", ("order",)),
)


def read_topic(cells: Cells) -> InquiryTopicRow:
    return InquiryTopicRow(
        name=cells.needed("name"),
        desk=cells.one_of("desk", Role),
        minutes=cells.whole("minutes") or 0,
        order=cells.whole("order") or 0,
    )


def take_topics(ctx: Any, rows: Sequence[InquiryTopicRow], token: str) -> None:
    actions.load_inquiry_topics(ctx, rows=list(rows), token=token)


TOPICS: Final = PlainLedger("inquiry-topics", "咨询主题", FIELDS, read_topic, take_topics)


def house_topics() -> list[InquiryTopicRow]:
    with EXAMPLES.open(encoding="utf-8") as file:
        return TOPICS.rows(list(csv.DictReader(file)))
