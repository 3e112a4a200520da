"""What customers complain about, as a list."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.care.complaints import actions
from zhangdian.aftercare.care.complaints.actions import TopicRow
from zhangdian.aftercare.care.models import Severity
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

FIELDS: Final = (
    Field("code", "事由代码", ("topic_code",), required=True),
    Field("department", "部门", ("责任部门", "department_zh")),
    Field("name", "投诉事由", ("事由", "topic_zh"), required=True),
    Field("severity", "严重程度", ("等级", "severity"), required=True),
    Field("remedies", "常用办法", ("usual_remedy_zh",)),
    Field("hours", "通常几小时解决", ("hours_to_solve_median",)),
)


def read_topic(cells: Cells) -> TopicRow:
    return TopicRow(
        code=cells.needed("code"),
        department=cells.text("department"),
        name=cells.needed("name"),
        severity=cells.one_of("severity", Severity),
        remedies=cells.text("remedies"),
        hours=cells.whole("hours") or 24,
    )


def take_topics(ctx: Any, rows: Sequence[TopicRow], token: str) -> None:
    actions.load_topics(ctx, rows=list(rows), token=token)


TOPICS: Final = PlainLedger("topics", "投诉事由", FIELDS, read_topic, take_topics)
