"""The database stopped at once and started again: nothing is half done, the house goes on (R1c)."""

import os
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections

from tests.support.day import Day, a_seed
from tests.support.house import House, address_of_database
from tests.support.postgres import Cluster

pytestmark = pytest.mark.only_on("postgres")
STOPS = int(os.environ.get("ZD_STOPS", "50"))
DOWN = 0.5
"""Seconds without a database."""


@pytest.fixture
def cluster(transactional_db: None) -> Iterator[Cluster]:
    """A server of this test's own, with what the tests' server has; the others go on with theirs."""
    settings, source = connection.settings_dict, address_of_database()
    original = {name: settings[name] for name in ("NAME", "HOST", "PORT", "PASSWORD")}
    cluster = Cluster()
    dump = subprocess.run(
        [str(cluster.programs / "pg_dump"), "--no-owner", "--format=custom", source],
        check=True,
        capture_output=True,
    ).stdout
    into = [str(cluster.programs / "pg_restore"), "--no-owner", f"--dbname={cluster.url()}"]
    subprocess.run(into, input=dump, check=True)
    connections.close_all()
    own = {"NAME": "zhangdian", "HOST": str(cluster.folder), "PORT": str(cluster.port)}
    settings.update(own, PASSWORD=cluster.password)
    try:
        yield cluster
    finally:
        connections.close_all()
        settings.update(original)
        cluster.stop()


@pytest.fixture
def day(cluster: Cluster, own_shop: Any, tmp_path: Any) -> Day:
    found = Day(own_shop, House(tmp_path), a_seed())
    found.loses_its_database = True
    return found


def live_through(day: Day, cluster: Cluster, stops: int) -> None:
    answered_after: list[float] = []

    def stop_and_start() -> None:
        cluster.stop_at_once()
        time.sleep(DOWN)
        cluster.start_again()
        began = time.monotonic()
        day.house.wait()
        answered_after.append(time.monotonic() - began)

    day.live_through(stops, (0.5, 1.5), stop_and_start)
    print(  # noqa: T201 (figures)
        f"{stops} stops, {len(day.answered)} acts answered, {len(day.pressed_again)} pressed again, "
        f"answering again after {max(answered_after):.1f} s"
    )
    assert max(answered_after) < 30
    assert day.verdict() == []
    assert len(day.answered) > stops


def test_when_the_database_comes_back_the_house_goes_on_without_a_restart(day, cluster):
    live_through(day, cluster, 3)


@pytest.mark.long
def test_after_fifty_stops_nothing_is_half_done_doubled_or_lost(day, cluster):
    live_through(day, cluster, STOPS)
