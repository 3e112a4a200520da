"""What customers are asked after a visit, as a list: a row a question, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from zhangdian.aftercare.care.calling import actions
from zhangdian.aftercare.care.calling.actions import QuestionRow
from zhangdian.aftercare.care.models import Questionnaire, QuestionnaireQuestion
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

FIELDS: Final = (
    Field("kind", "问卷", ("问卷名称", "questionnaire"), required=True),
    Field("edition", "版本", ("version",), required=True),
    Field("code", "题号", ("question_code",), required=True),
    Field("text", "题目", ("问题", "question_zh"), required=True),
    Field("answered", "答法", ("answer_kind",), required=True),
    Field("options", "选项", ("options_zh",)),
    Field("required", "必答", ("required",)),
    Field("branch", "跳转", ("branch",)),
    Field("topic", "投诉事由代码", ("topic_code",)),
)


@dataclass(frozen=True)
class AskedRow:
    """A question with the questionnaire and edition to which it belongs."""

    kind: Questionnaire.Kind
    edition: str
    question: QuestionRow


def read_question(cells: Cells) -> AskedRow:
    """没好→投诉 is a complaint, 没有→Q9 leads past the questions between."""
    answer, _, goal = cells.text("branch").partition("→")
    skips = goal if goal.startswith("Q") else ""
    question = QuestionRow(
        code=cells.needed("code"),
        text=cells.needed("text"),
        answered=cells.one_of("answered", QuestionnaireQuestion.Answered),
        options=cells.text("options"),
        required=cells.yes("required"),
        complains=answer if goal == "投诉" else "",
        skips_after=answer if skips else "",
        skips_to=skips,
        topic_code=cells.text("topic"),
    )
    edition = cells.needed("edition")
    begins(edition)
    return AskedRow(cells.one_of("kind", Questionnaire.Kind), edition, question)


def begins(edition: str) -> date:
    """An edition is named by the month in which it begins: 2026-01."""
    try:
        return date.fromisoformat(f"{edition}-01")
    except ValueError:
        raise ValueError(f"版本“{edition}”要写成年月，例如 2026-01") from None


def take_questions(ctx: Any, rows: Sequence[AskedRow], token: str) -> None:
    editions: dict[tuple[Questionnaire.Kind, str], list[QuestionRow]] = {}
    for row in rows:
        editions.setdefault((row.kind, row.edition), []).append(row.question)
    for (kind, edition), questions in editions.items():
        actions.load_questionnaire(
            ctx,
            kind=kind,
            edition=edition,
            since=begins(edition),
            questions=questions,
            token=f"{token}:{kind}:{edition}",
        )


QUESTIONNAIRES: Final = PlainLedger(
    "questionnaires", "回访问卷", FIELDS, read_question, take_questions, chunk=10_000
)
