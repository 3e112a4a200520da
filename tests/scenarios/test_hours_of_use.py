"""Hours of use: people press and look all the time, nothing breaks and the house does not grow (R17)."""

import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.support.day import Day, a_seed
from tests.support.house import Browser, House
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.tests.doors import HASH, PASSWORD

LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux what is held")
MINUTES = float(os.environ.get("ZD_MINUTES", "60"))
LOOKERS = {
    "service_advisor": ("/", "/orders", f"/search?q={quote('宁Z')}"),
    "workshop_supervisor": ("/board", "/"),
    "parts_manager": ("/parts/", "/parts/receipts", "/"),
    "service_manager": ("/", "/signatures", "/orders"),
}
BREATH = 0.25
"""Seconds between two looks of one person."""
GROWTH = 1.10
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass
class Looks:
    """What those who only look were answered, and how soon."""

    broken: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def look(self, browser: Browser, addresses: tuple[str, ...], until: threading.Event) -> None:
        while not until.is_set():
            for address in addresses:
                began = time.perf_counter()
                status, _ = browser.send("GET", address)
                self.seconds.append(time.perf_counter() - began)
                if status != 200:
                    self.broken.append(f"{status} {address}")
                until.wait(BREATH)


@dataclass(frozen=True)
class Held:
    """What all processes of the house hold at one moment."""

    memory: int
    files: int
    connections: int


def held_by(house: House) -> Held:
    groups = {process.pid for process in house.running}
    ours = [each for each in Path("/proc").iterdir() if each.name.isdigit() and group_of(each) in groups]
    memory = sum(int((each / "statm").read_text().split()[1]) * PAGE for each in ours)
    return Held(memory, sum(len(list((each / "fd").iterdir())) for each in ours), connections_now())


def group_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0


def connections_now() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


@contextmanager
def looked_at(day: Day, accounts: dict[str, str]) -> Iterator[Looks]:
    looks, until = Looks(), threading.Event()
    threads = [
        threading.Thread(
            target=looks.look, args=(Browser(day.house, accounts[name], PASSWORD), addresses, until)
        )
        for name, addresses in LOOKERS.items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield looks
    finally:
        until.set()
        for thread in threads:
            thread.join(60)


def live(day: Day, minutes: float) -> tuple[Looks, list[Held]]:
    """So long with eight people; what was held at two hundred moments."""
    people = {name: day.shop.person(name) for name in LOOKERS}
    for name, person in people.items():
        change_password(getattr(day.shop, name), person, password_hash=HASH)
    accounts = {name: person.employee_no for name, person in people.items()}
    moments = []
    with day.at_work(), looked_at(day, accounts) as looks:
        for _ in range(200):
            time.sleep(minutes * 60 / 200)
            moments.append(held_by(day.house))
    return looks, moments


def wrong_with(day: Day, looks: Looks, moments: list[Held]) -> list[str]:
    """Errors and growth: the last tenth against the second fifth, when all is warm."""
    wrong = [*day.verdict(), *looks.broken]
    early, late = moments[40:80], moments[-20:]
    for what in ("memory", "files", "connections"):
        then, now = (statistics.median(getattr(each, what) for each in part) for part in (early, late))
        if now > then * GROWTH + (0 if what == "memory" else 3):
            wrong.append(f"{what} grew from {then:,.0f} to {now:,.0f}")
    return wrong


def tell(day: Day, looks: Looks, moments: list[Held]) -> None:
    soon = statistics.quantiles(looks.seconds, n=100)
    first, last = moments[40], moments[-1]
    print(  # noqa: T201 (figures)
        f"{connection.vendor}: {len(day.answered)} acts, {len(looks.seconds)} looks, "
        f"p95 {soon[94] * 1000:.0f} ms, p99 {soon[98] * 1000:.0f} ms, "
        f"{first.memory / 1e6:.0f} to {last.memory / 1e6:.0f} MB, {first.files} to {last.files} files, "
        f"{first.connections} to {last.connections} connections"
    )


@LINUX
@pytest.mark.long
def test_nothing_breaks_and_nothing_grows(own_shop: Any, tmp_path: Path) -> None:
    day = Day(own_shop, House(tmp_path), a_seed())
    looks, moments = live(day, MINUTES)
    tell(day, looks, moments)
    assert wrong_with(day, looks, moments) == []
    assert day.answered


def test_what_grows_is_seen(own_shop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: a house of which each moment holds a little more."""
    day = Day(own_shop, House(tmp_path), a_seed())
    monkeypatch.setattr(day, "verdict", list)
    grown = [Held(100_000_000 + 200_000 * at, 50 + at // 10, 4) for at in range(200)]
    assert [each.split()[0] for each in wrong_with(day, Looks(), grown)] == ["memory", "files"]
    assert wrong_with(day, Looks(), [Held(100_000_000, 50, 4)] * 200) == []
