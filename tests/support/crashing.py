"""Crashes: a child does an act and is killed before one of its statements; the database gives the verdict."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, connections

from tests.support.copies import checksums, footprint, private_copy
from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.people.organization.models import Store

KILLED = -signal.SIGKILL
RAN_TO_ITS_END = 0
FAILED = 3

Deed = Callable[[], Any]
State = dict[str, tuple[int, str]]


@dataclass
class Crashes:
    """What a sweep over all statement boundaries found."""

    statements: int
    half_done: list[tuple[int, list[str]]] = field(default_factory=list)
    """Boundary → tables that are neither as before nor as after."""
    after: State = field(default_factory=dict)


def crash_everywhere(deed: Deed) -> Crashes:
    """Kill the deed before each statement, its commit and its answer; the last leaves it done."""
    before, untouched = checksums(), footprint()
    with private_copy():
        statements = count_statements(deed)
    found = Crashes(statements)
    for boundary in range(1, statements + 3):
        ended = run_child(deed, boundary)
        assert ended == KILLED, f"boundary {boundary} of {statements}: the child ended with {ended}"
        now = before if untouched and footprint() == untouched else checksums()
        expected_done = boundary == statements + 2
        changed = [table for table in now if now[table] != before[table]]
        if bool(changed) != expected_done:
            found.half_done.append((boundary, changed))
            if changed and not expected_done:
                # Without atomicity the next child would start from here.
                break
        found.after = now
    return found


def runs(deed: Deed) -> bool:
    """Whether it goes through; tried in a copy, by a child that does not commit."""
    reader, writer = os.pipe()
    with private_copy(), os.fdopen(reader), os.fdopen(writer, "w") as told:
        return run_child(deed, boundary=0, tell=told.fileno()) == KILLED


def what_is_wrong() -> list[str]:
    """The journal and every invariant of the house."""
    journal.seal_new_entries()
    faults = filter(None, [journal.verify()])
    return [str(each) for each in (*faults, *violations(Store.objects.all()))]


def count_statements(deed: Deed) -> int:
    """How many statements the deed sends; counted in a child that is killed before it commits."""
    reader, writer = os.pipe()
    ended = run_child(deed, boundary=0, tell=writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    assert (ended, bool(told)) == (KILLED, True), f"the deed does not run: the child ended with {ended}"
    return int(told)


_inherited: list[Any] = []
"""Connections that a child found open: not its own, so they are neither used nor closed."""


def fork_apart() -> int:
    """Fork into a child that opens its own connections; its number, or 0 in the child.

    Beside an event loop (a browser's) the parent stands on other connections than those that a child finds.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        for found in connections.all(initialized_only=True):
            _inherited.append(found)
            del connections[found.alias]
    return child


def run_child(deed: Deed, boundary: int, tell: int | None = None) -> int:
    """Fork, do the deed, die at the boundary; with 0 die before the commit and tell the statements."""
    child = fork_apart()
    if child == 0:
        try:
            _do_and_die(deed, boundary, tell)
        except BaseException:
            import traceback  # noqa: PLC0415 (only in a child that is about to end)

            traceback.print_exc()
            os._exit(FAILED)
        os._exit(RAN_TO_ITS_END)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _do_and_die(deed: Deed, boundary: int, tell: int | None) -> None:
    sent = 0
    connection.ensure_connection()
    commit = connection._commit  # type: ignore[attr-defined]

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == boundary:
            die()
        return execute(sql, params, many, context)

    def commit_and_die() -> None:
        if tell is not None:
            os.write(tell, str(sent).encode())
            die()
        if boundary == sent + 1:
            die()
        commit()
        if boundary == sent + 2:
            die()

    connection._commit = commit_and_die  # type: ignore[attr-defined]
    with connection.execute_wrapper(count):
        deed()
    # Only a deed that never commits comes here: one without atomicity.
    if tell is not None:
        os.write(tell, str(sent).encode())
    die()
