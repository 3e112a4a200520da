"""Each action's own test presses twice, unseen: the twin of a press that went through changes nothing."""

import inspect
import re
import uuid
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.plugin import CRASHING
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Action

shown: set[str] = set()
"""Actions of which a first press and its twin have been seen."""
in_part: set[Path] = set()
"""Test files of which only some tests run: there the press that goes through may be missing."""

carry_out = Action.__call__


def file_of(action: Action) -> Path:
    """`tests/test_<action>.py` in the room or stage of the action."""
    folder = Path(inspect.getfile(action.func)).parent / "tests"
    return folder / f"test_{action.func.__name__}.py"


@cache
def actions_by_file() -> dict[Path, Action]:
    return {file_of(action): action for action in registry.ACTIONS.values()}


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    in_part.update(item.path for item in items)


def press_twice(action: Action, *args: Any, token: str | None = None, **more: Any) -> Any:
    """The answer to the first press, after its twin has got the same one and written nothing."""
    token = token or uuid.uuid4().hex
    done = carry_out(action, *args, token=token, **more)
    with CaptureQueriesContext(connection) as asked:
        twin = carry_out(action, *args, token=token, **more)
    assert twin.entry.pk == done.entry.pk
    assert writes_of(asked) == ["kernel_claim"]
    assert (twin.touched, twin.waits_for_signature) == (done.touched, done.waits_for_signature)
    shown.add(action.name)
    return done


def writes_of(asked: CaptureQueriesContext) -> list[str]:
    """The tables that were to be written."""
    found = [re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', each["sql"]) for each in asked]
    return [hit.group(1) for hit in found if hit]


@pytest.fixture(autouse=True)
def pressing_twice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the test file of an action, until a press of it has gone through."""
    mine = actions_by_file().get(request.path)
    if mine is None or mine.name in shown or CRASHING:
        return

    def pressed(self: Action, *args: Any, **more: Any) -> Any:
        counted_by_the_test = connection.force_debug_cursor
        if self is not mine or self.name in shown or counted_by_the_test:
            return carry_out(self, *args, **more)
        return press_twice(self, *args, **more)

    monkeypatch.setattr(Action, "__call__", pressed)


@pytest.fixture(autouse=True, scope="module")
def pressed_by_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test file of an action holds at least one press that goes through."""
    failed_before = request.session.testsfailed
    yield
    mine = actions_by_file().get(request.path)
    chosen = any("::" in each for each in request.config.args) or request.path in in_part
    if mine is not None and not chosen and not CRASHING and request.session.testsfailed == failed_before:
        assert mine.name in shown, f"{request.path.name} never carries {mine.name} out"
