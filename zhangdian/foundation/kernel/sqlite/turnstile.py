"""One at a time, in the order of arrival."""

import os
from collections import deque
from threading import Lock
from typing import Any


class Turnstile:
    """Whoever comes first passes first; who leaves lets the next one in."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn; False when it has not come in time."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            came = turn.acquire(timeout=seconds)
        except BaseException:  # told to end while waiting
            if self._came_while_going(turn):
                self.leave()
            raise
        return came or self._came_while_going(turn)

    def leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _came_while_going(self, turn: Lock) -> bool:
        """Whether the turn came just when its holder had enough of waiting."""
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
            return True


_turnstiles: dict[str, Turnstile] = {}


def turnstile_of(file: Any) -> Turnstile:
    """The one before this database file, in this process."""
    return _turnstiles.setdefault(str(file), Turnstile())


os.register_at_fork(after_in_child=_turnstiles.clear)
