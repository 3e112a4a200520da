"""The demo store as it is made at a terminal: killed, made anew, and played on days and weeks later."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.long, pytest.mark.only_on("sqlite")]

WEDNESDAY, SATURDAY, JANUARY = "2026-11-25T10:30", "2026-11-28T12:15", "2027-01-07T10:30"


class Home:
    """A data folder, and the commands that are given in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = {**given, "ZHANGDIAN_DATA": str(folder), "ZHANGDIAN_DEBUG": "false"}

    def begin(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "zhangdian", *words]
        return subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def told(self, *words: str) -> str:
        running = self.begin(*words)
        answer, _ = running.communicate(timeout=1200)
        assert running.returncode == 0, answer
        return answer

    def drafts(self) -> list[Path]:
        return [file for file in self.folder.glob("*.building-*") if file.name.rsplit("-", 1)[-1].isdigit()]

    def one(self, question: str) -> Any:
        with closing(sqlite3.connect(self.folder / "zhangdian.sqlite3")) as database:
            return database.execute(question).fetchone()[0]

    def here(self) -> int:
        """Cars that stand on the board."""
        return int(
            self.one(
                "SELECT count(*) FROM service_repairorder"
                " WHERE exited_at IS NULL AND voided_at IS NULL AND number <> ''"
            )
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


def test_who_is_killed_while_building_leaves_nothing_that_the_next_one_meets(home):
    running = home.begin("demo", "--days", "1", "--until", WEDNESDAY)
    until = time.monotonic() + 300
    while not any(draft.stat().st_size > 4_000_000 for draft in home.drafts()):
        assert running.poll() is None, running.communicate()[0]
        assert time.monotonic() < until
        time.sleep(0.1)
    running.send_signal(signal.SIGKILL)
    running.wait()
    left = home.drafts()
    answer = home.told("demo", "--days", "1", "--until", WEDNESDAY)
    assert left
    assert home.drafts() == []
    assert "E072" in answer
    assert home.here() > 5


def test_a_second_time_only_the_last_minutes_are_played(home):
    acts = home.one("SELECT count(*) FROM kernel_entry")
    assert "各岗位登录" in home.told("demo", "--if-empty", "--until", WEDNESDAY)
    assert 0 <= home.one("SELECT count(*) FROM kernel_entry") - acts < 40


def test_days_later_it_has_lived_on(home):
    before = home.one("SELECT max(id) FROM service_repairorder")
    home.told("demo", "--until", SATURDAY)
    stuck = "SELECT count(*) FROM service_repairorder WHERE exited_at IS NULL AND voided_at IS NULL"
    maintenance = f"{stuck} AND kind IN ('MAINT', 'FIRST') AND id <= {before}"
    assert home.one(maintenance) == 0
    assert home.one("SELECT count(DISTINCT date(at)) FROM kernel_entry WHERE at > '2026-11-25 16:00'") >= 3
    assert home.here() > 10
    home.told("check_store")


def test_weeks_later_it_has_its_last_fortnight(home):
    home.told("demo", "--until", JANUARY, "--stop-at-acts", "3000")
    silent = "SELECT count(*) FROM kernel_entry WHERE at BETWEEN '2026-11-28 16:00' AND '2026-12-23'"
    assert home.one(silent) == 0
    assert home.one("SELECT count(*) FROM kernel_entry WHERE at > '2026-12-24'") > 2500
    assert home.here() > 10
    home.told("check_store")
