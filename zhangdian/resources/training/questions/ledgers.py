"""Questions as a list, from a file or the house's own examples."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.resources.training.models import LETTERS, QuestionEdition
from zhangdian.resources.training.questions import actions
from zhangdian.resources.training.questions.actions import QuestionRow

DATA = Path(__file__).parent.parent / "data"
Sort = QuestionEdition.Sort

FIELDS: Final = (
    Field("code", "题号", ("code",), required=True),
    Field("topic", "科目", ("topic",), required=True),
    Field("sort", "题型", ("sort",)),
    Field("text", "题目", ("text",), required=True),
    *(Field(letter, f"选项{letter}", (letter.lower(),)) for letter in LETTERS),
    Field("right", "答案", ("right",), required=True),
    Field("explanation", "解析", ("explanation",)),
    Field("source", "出处", ("source",)),
    Field("about", "考哪条", ("about",)),
    Field("since", "从", ("since",)),
    Field("example", "示例", ("example",)),
)


def read_question(cells: Cells) -> QuestionRow:
    """One row; what could not be answered is told with its reason."""
    sort = cells.one_of("sort", Sort, Sort.SINGLE)
    options = actions.options_of(sort, [cells.text(letter) for letter in LETTERS])
    right = actions.right_of(cells.needed("right"))
    if fault := actions.fault_of(sort, options, right):
        raise ValueError(fault)
    return QuestionRow(
        code=fitting(cells, "code"),
        topic=fitting(cells, "topic"),
        sort=sort,
        text=fitting(cells, "text"),
        options=tuple(options),
        right=right,
        explanation=fitting(cells, "explanation"),
        source=fitting(cells, "source"),
        about=fitting(cells, "about"),
        since=cells.day("since"),
        example=cells.yes("example"),
    )


LONGEST = {"code": 20, "topic": 20, "text": 300, "explanation": 400, "source": 100, "about": 60}
NEEDED = ("code", "topic", "text")


def fitting(cells: Cells, key: str) -> str:
    """The words of a cell, refused where there is no room for them."""
    words = cells.needed(key) if key in NEEDED else cells.text(key)
    if len(words) > LONGEST[key]:
        raise ValueError(f"{LABELS[key]}最多 {LONGEST[key]} 个字")
    return words


LABELS = {each.key: each.label for each in FIELDS}


def take_questions(ctx: Any, rows: Sequence[QuestionRow], token: str) -> None:
    actions.load_questions(ctx, rows=list(rows), token=token)


QUESTIONS: Final = PlainLedger("questions", "试题", FIELDS, read_question, take_questions, chunk=1)


def house_questions() -> list[QuestionRow]:
    with (DATA / "questions.csv").open(encoding="utf-8") as file:
        return QUESTIONS.rows(csv.DictReader(file))
