"""The demo store: founded, played for a fortnight up to now, and played on when it is called again."""

import os
import sys
import time as stopwatch
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max

from zhangdian.doors.simulation import playing
from zhangdian.doors.simulation.hurrying import hurried
from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Claim, Entry
from zhangdian.people.organization.models import Store

DAYS = 14
MOST_ACTS = 25_000
EVENING = time(17, 0)
APPRAISED = timedelta(days=9)
"""So long before the end of a month the people are entered: who was here less is not appraised for it."""
FAST = "; ".join(
    f"PRAGMA {each}"
    for each in (
        "journal_mode=MEMORY",
        "synchronous=OFF",
        "locking_mode=EXCLUSIVE",
        "foreign_keys=OFF",
        "cache_size=-65536",
    )
)
"""The draft is nobody else's: when it is whole its keys are checked, all at once, and it goes to the disk."""
FOUNDING_SHARE = 0.12


@dataclass(frozen=True)
class Played:
    """What was done, by what time, how fast."""

    store_id: int
    acts: int
    seconds: float
    until: datetime
    refused: int


class Bar:
    """How far it is, in one line of the terminal; silent where nobody looks."""

    def __init__(self, stream: Any = None) -> None:
        self.stream = stream if stream is not None else sys.stderr
        self.shown = bool(getattr(self.stream, "isatty", lambda: False)())
        self.begun = stopwatch.monotonic()

    def tell(self, share: float, what: str) -> None:
        if self.shown:
            filled = round(30 * min(max(share, 0), 1))
            seconds = stopwatch.monotonic() - self.begun
            bar = "█" * filled + "░" * (30 - filled)
            self.stream.write(f"\r{bar} {share:4.0%}  {what}  {seconds:3.0f} s\x1b[K")
            self.stream.flush()

    def end(self) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def has_store() -> bool:
    """Whether somebody keeps a store here already."""
    if "organization_store" not in connection.introspection.table_names():
        return False
    return Store.objects.exists()


def has_only_tables() -> bool:
    """Whether the database is made and nobody has done anything in it: it need not be made again."""
    return "kernel_entry" in connection.introspection.table_names() and not Entry.objects.exists()


def build(
    seed: str, until: datetime, *, days: int = DAYS, most_acts: int = MOST_ACTS, bar: Bar | None = None
) -> Played:
    """Found and play a whole demo store; on SQLite beside the database, moved into place when whole."""
    if connection.vendor == "sqlite":
        with hurried(), beside() as finish:
            played = from_nothing(seed, until, days, most_acts, bar)
            finish()
        return played
    with hurried():
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        return from_nothing(seed, until, days, most_acts, bar)


def from_nothing(seed: str, until: datetime, days: int, most_acts: int, bar: Bar | None) -> Played:
    bar = bar or Bar()
    bar.tell(0, "建数据库")
    call_command("migrate", verbosity=0)
    start = clock.instant(clock.day(until) - timedelta(days=days), EVENING)
    start = min(start, until)

    def tell(what: str, share: float) -> None:
        bar.tell(share * FOUNDING_SHARE, what)

    try:
        with transaction.atomic():  # a store that is half founded would be taken for a whole one
            clock.set_to(min(start, month_before(until)))
            ctx = founding.enter_people(seed, tell)
            clock.set_to(start)
            founding.furnish(ctx, seed, told=tell)
        return go_on(World(ctx.store_id, seed, start), until, most_acts, bar, FOUNDING_SHARE)
    finally:
        clock.set_to(None)
        bar.end()


def month_before(until: datetime) -> datetime:
    """Early enough that the people of the store have a month that is over when the play begins."""
    ended = clock.month_end(clock.months_back(clock.day(until), 2)[-1])
    return clock.instant(ended - APPRAISED, EVENING)


def play_on(until: datetime, *, most_acts: int = MOST_ACTS, bar: Bar | None = None) -> Played | None:
    """Let an older demo store live on until now, at most its last fortnight; None where it is no demo."""
    seed = founding.seed_of_demo()
    if seed is None:
        return None
    if connection.vendor == "sqlite":
        # A demo may lose its last second with the power; it stays whole when only the process ends.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
    store = Store.objects.order_by("pk").values_list("pk", flat=True).first()
    last = Entry.objects.filter(store=store).aggregate(last=Max("at"))["last"]
    start = max(last, until - timedelta(days=DAYS))
    if start >= until:
        return Played(store or 0, 0, 0.0, until, 0)
    bar = bar or Bar()
    try:
        with hurried():
            world = World(store or 0, seed, start)
            world.fresh = world.fresh or start > last + timedelta(hours=20)
            return go_on(world, until, most_acts, bar, 0.0)
    finally:
        clock.set_to(None)
        bar.end()


def go_on(world: World, until: datetime, most_acts: int, bar: Bar, share: float) -> Played:
    start, begun = world.now, stopwatch.monotonic()
    before = Claim.objects.count()
    world.acts = before
    world.most_acts = most_acts and (most_acts if share else before + most_acts)
    whole = max((until - start).total_seconds(), 1)

    def told(at: World) -> None:
        done = (at.now - start).total_seconds() / whole
        day = clock.local(at.now)
        bar.tell(share + (1 - share) * done, f"{day:%m-%d %H:00} 已办 {at.acts:,} 个动作")

    playing.play(world, until, told)
    seconds = stopwatch.monotonic() - begun
    return Played(world.store_id, world.acts - before, seconds, world.now, len(world.engine.refused))


@contextmanager
def beside() -> Iterator[Any]:
    """Work in a file beside the database without waiting for the disk; `finish` moves it into place."""
    target = Path(connection.settings_dict["NAME"])
    draft = target.with_name(f"{target.name}.building-{os.getpid()}")
    options, kept = connection.settings_dict["OPTIONS"], dict(connection.settings_dict["OPTIONS"])
    for left in target.parent.glob(f"{target.name}.building-*"):
        if not is_alive(left.name):
            forget(left)
    if has_only_tables():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(draft)])
    connection.close()
    connection.settings_dict["NAME"] = draft
    options["init_command"] = FAST
    done, whole = [], False
    try:
        yield lambda: done.append(True)
        if done:
            settle(draft)
            whole = True
    finally:
        connection.close()
        connection.settings_dict["NAME"] = target
        options.clear()
        options.update(kept)
        if whole:
            forget(target)
            draft.replace(target)
        forget(draft)


def is_alive(name: str) -> bool:
    """Whether the process that builds this draft still runs; one that was killed left it behind."""
    number = name.rsplit("-", 1)[-1]
    return number.isdigit() and Path(f"/proc/{number}").exists()


def settle(draft: Path) -> None:
    """Whole, and everything on the disk, before the file takes its place."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def forget(file: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
