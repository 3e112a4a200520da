"""`ZD_CRASH=1 pytest`: each action's own test kills its first press before every statement (reliability R1a).

The actions come from the registry and the presses from their tests: a new action is swept with its test.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.crashing import Deed, crash_everywhere, runs, what_is_wrong
from tests.support.plugin import CRASHING
from tests.support.twice import actions_by_file, in_part
from zhangdian.foundation.kernel.action import Action

swept: dict[str, int] = {}
"""Action → the statements before each of which it was killed."""

carry_out = Action.__call__


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only the tests of actions have a press to kill."""
    if CRASHING:
        others = [item for item in items if item.path not in actions_by_file()]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.path in actions_by_file()]


@pytest.fixture(autouse=True)
def crashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the test file of an action, until a press of it has gone through."""
    mine = actions_by_file().get(request.path)
    if mine is None or not CRASHING:
        return

    def pressed(self: Action, *args: Any, token: str | None = None, **more: Any) -> Any:
        more["token"] = token or uuid.uuid4().hex
        if self is mine and self.name not in swept:
            sweep(self, lambda: carry_out(self, *args, **more))
        return carry_out(self, *args, **more)

    monkeypatch.setattr(Action, "__call__", pressed)


def sweep(action: Action, deed: Deed) -> None:
    """Kill it everywhere; what is refused is left to its test."""
    if not runs(deed):
        return
    before = what_is_wrong()
    found = crash_everywhere(deed)
    swept[action.name] = found.statements
    assert found.half_done == []
    assert what_is_wrong() == before


@pytest.fixture(autouse=True, scope="module")
def swept_by_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test file of an action holds a press that could be killed."""
    failed_before = request.session.testsfailed
    yield
    mine = actions_by_file().get(request.path)
    chosen = any("::" in each for each in request.config.args) or request.path in in_part
    if mine is not None and CRASHING and not chosen and request.session.testsfailed == failed_before:
        assert mine.name in swept, f"{request.path.name} never carries {mine.name} out"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if swept:
        boundaries = sum(swept.values()) + 2 * len(swept)
        terminalreporter.line(f"{len(swept)} actions killed at {boundaries} statement boundaries")
