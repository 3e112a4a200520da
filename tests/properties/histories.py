"""How long the random histories are, and how one is undone after the other."""

import os
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine

SHORT = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
LONG = settings(SHORT, max_examples=int(os.environ.get("ZD_HISTORIES", "150")), stateful_step_count=150)


class History(RuleBasedStateMachine):
    """A history that leaves the database as it found it."""

    shop: Any

    def __init__(self) -> None:
        super().__init__()
        self.undone: AbstractContextManager[None] = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
