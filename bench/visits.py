"""Complete visits per second through the actions, beside the same rows written by the bare driver."""

import gc
import multiprocessing
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

from bench import raw
from bench.store import Founded
from tests.support.copies import private_copy
from zhangdian.doors.simulation import whole_visit

WARM = 6
"""Visits of each client before the clock is started: PostgreSQL prepares what was asked five times."""
fork = multiprocessing.get_context("fork")


def measure(founded: Founded, clients: int, visits: int) -> dict[str, Any]:
    """Both sides in databases that begin alike."""
    share = [plates_of(founded, client, visits + WARM) for client in range(clients)]
    with private_copy():
        ours = together(clients, lambda client: player(founded, client, share[client]))
    with private_copy():
        written, statements = record(founded, share)
    with private_copy():
        bare = together(clients, lambda client: replayer(written[client]))
    return {
        "clients": clients,
        "visits": visits * clients,
        "ours": visits * clients / ours.seconds,
        "raw": visits * clients / bare.seconds,
        "failed": ours.failed,
        "statements": statements,
        "rows": sum(len(each) for each in written[0]) / visits,
        "transactions": len(written[0]) / visits,
    }


def plates_of(founded: Founded, client: int, count: int) -> list[str]:
    first = client * count
    plates = list(founded.plates[first : first + count])
    if len(plates) < count:
        raise SystemExit(f"the store knows {len(founded.plates)} fitting cars, too few for this many visits")
    return plates


ALL = 1_000_000
"""Told by a client that could not even begin."""
Work = tuple[Callable[[], None], Callable[[], int]]
"""What is done before the clock is started, and what is timed; the latter tells how much failed."""


class Timed:
    def __init__(self, seconds: float, failed: int) -> None:
        self.seconds, self.failed = seconds, failed


def together(clients: int, work_of: Callable[[int], Work]) -> Timed:
    """Each client in a process of its own; all begin at one instant, the last one counts."""
    connections.close_all()
    gc.collect()
    gc.freeze()  # what the founding left in memory is shared with the clients, not gone through by each
    start, answers = fork.Barrier(clients), fork.Queue()

    def run(client: int) -> None:
        try:
            warm, work = work_of(client)
            warm()
            start.wait(300)
            begun = time.perf_counter()
            failed = work()
            answers.put((time.perf_counter() - begun, failed))
        except BaseException:
            start.abort()
            answers.put((0.0, ALL))
            raise
        finally:
            connections.close_all()

    running = [fork.Process(target=run, args=(client,)) for client in range(clients)]
    for process in running:
        process.start()
    found = [answers.get(timeout=1800) for _ in running]
    for process in running:
        process.join()
    if any(failed == ALL for _, failed in found):
        raise SystemExit("a client could not go on: see above")
    return Timed(max(seconds for seconds, _ in found), sum(failed for _, failed in found))


def player(founded: Founded, client: int, plates: Sequence[str]) -> Work:
    crew = founded.crew(client)

    def play(some: Sequence[str]) -> int:
        failed = 0
        for ordinal, plate in enumerate(some):
            try:
                whole_visit.play(founded.album, crew, plate, client * 5 + ordinal % 5)
            except Exception as error:
                failed += 1
                print(f"client {client} {plate}: {type(error).__name__} {error}")
        return failed

    return (lambda: void(play(plates[:WARM]))), (lambda: play(plates[WARM:]))


def void(_: int) -> None:
    """The warm visits are not counted."""


def replayer(transactions: list[raw.Transaction]) -> Work:
    ready: list[raw.Driver] = []

    def work() -> int:
        ready[0].write(transactions)
        ready[0].close()
        return 0

    return (lambda: ready.append(raw.Driver())), work


def record(founded: Founded, share: Sequence[Sequence[str]]) -> tuple[list[list[raw.Transaction]], float]:
    """What each client's visits write, and the statements of one visit on the mean."""
    written, statements, count = [], 0, 0
    for client, plates in enumerate(share):
        player(founded, client, plates)[0]()
        keys = raw.Keys()
        with raw.recording() as recorder:
            player(founded, client, plates)[1]()
        statements += recorder.statements
        count += len(plates) - WARM
        written.append(raw.for_driver(raw.with_keys(recorder.transactions, keys)))
    return written, statements / count
