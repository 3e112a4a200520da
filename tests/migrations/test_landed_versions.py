"""Databases that a landed version wrote: half a day of a small store, as it was left.

A version that lands with new migrations gets a file of its own in `landed/`: a few hours played by that
version into SQLite, journal sealed, `VACUUM INTO`, xz. Its files stay for good.
"""

import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.migrations.tables import same_as_the_models

LANDED = sorted(
    (Path(__file__).parent / "landed").glob("*.sqlite3.xz"), key=lambda file: file.name.split(".")
)
pytestmark = [pytest.mark.only_on("sqlite")]

YOUNGEST = LANDED[-1]
"""It walks through every migration that is younger than all of them; older ones stay as they landed."""
each_landed = [
    pytest.param(file, id=file.name.split(".")[0], marks=() if file == YOUNGEST else pytest.mark.long)
    for file in LANDED
]


@pytest.fixture(params=each_landed)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of data as it was left."""
    with lzma.open(request.param) as packed, (tmp_path / "zhangdian.sqlite3").open("wb") as file:
        shutil.copyfileobj(packed, file)
    return tmp_path


def zhangdian(house: Path, *command: str) -> str:
    """What the command says; it must succeed."""
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**ours, "ZHANGDIAN_DATA": str(house)}
    script = "import sys; from zhangdian.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(house: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(house / "zhangdian.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_it_comes_forward_whole(transactional_db: None, house: Path) -> None:
    acts = rows(house, "SELECT count(*) FROM kernel_entry")
    orders = rows(house, "SELECT number, state FROM service_repairorder ORDER BY id")
    zhangdian(house, "migrate", "--verbosity", "0")
    same_as_the_models(str(house / "zhangdian.sqlite3"))
    assert rows(house, "SELECT count(*) FROM kernel_entry") == acts
    assert rows(house, "SELECT number, state FROM service_repairorder ORDER BY id") == orders
    assert len(orders) > 10
    assert rows(house, "PRAGMA foreign_key_check") == []
    assert "日志链完整" in zhangdian(house, "journal", "verify")
    assert "全部成立" in zhangdian(house, "check")


@pytest.mark.long
def test_it_lives_on(transactional_db: None, house: Path) -> None:
    acts = rows(house, "SELECT count(*) FROM kernel_entry")
    zhangdian(house, "migrate", "--verbosity", "0")
    zhangdian(house, "demo", "--until", "2026-11-23T12:30")
    assert rows(house, "SELECT count(*) FROM kernel_entry") > acts
    assert "全部成立" in zhangdian(house, "check")
