"""What races need: a way to take a guard away, so that a test can show that it would notice."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, transaction

from tests.support.unlocked import without_row_locks


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL without row locks; SQLite without the one transaction that makes an act its only writer."""
    if connection.vendor == "postgresql":
        without_row_locks(monkeypatch)
        return
    options = connection.settings_dict["OPTIONS"]
    begin = options["init_command"].replace("foreign_keys=ON", "foreign_keys=OFF")
    monkeypatch.setitem(options, "init_command", begin)
    monkeypatch.setattr(transaction, "atomic", lambda *_, **__: nullcontext())


@pytest.fixture
def linger(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a function take a little longer, so that others get between its reading and its writing."""

    def slow_down(where: Any, name: str, seconds: float = 0.05) -> None:
        func = getattr(where, name)

        def slowly(*args: Any, **kwargs: Any) -> Any:
            answer = func(*args, **kwargs)
            time.sleep(seconds)
            return answer

        monkeypatch.setattr(where, name, slowly)

    return slow_down
