"""The guard taken away: what was asked for under a lock is asked for without one."""

import copy
from typing import Any

import pytest

from zhangdian.foundation.kernel.records import RecordQuerySet
from zhangdian.foundation.kernel.rows import Question

LOCK = " FOR NO KEY UPDATE"


def without_row_locks(patch: pytest.MonkeyPatch) -> None:
    """PostgreSQL locks no row, neither for a query nor for a question that was worded with its lock."""
    ask = Question.ask

    def ask_without_lock(question: Question, *given: Any) -> list[Any]:
        bare = copy.copy(question)
        bare.text = question.text.partition(LOCK)[0]
        return ask(bare, *given)

    patch.setattr(RecordQuerySet, "lock", lambda asked: asked)
    patch.setattr(Question, "ask", ask_without_lock)
