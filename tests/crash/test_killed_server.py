"""The server killed at random moments while people work: every act is whole, and once (reliability R1b)."""

import os
from typing import Any

import pytest
from django.db import connection

from tests.support.day import Day, a_seed
from tests.support.house import House
from zhangdian.doors.simulation.people import Shop

LONG_KILLS = int(os.environ.get("ZD_KILLS", "200"))


@pytest.fixture
def day(own_shop: Shop, tmp_path: Any) -> Day:
    return Day(own_shop, House(tmp_path), a_seed())


def tell(day: Day, times: int) -> None:
    print(  # noqa: T201 (figures)
        f"{connection.vendor}: {times} breaks, {len(day.answered)} acts answered, "
        f"{len(day.pressed_again)} pressed again, start {min(day.restarts):.1f} to {max(day.restarts):.1f} s"
    )


def cut_connections() -> None:
    """The database drops whoever is connected."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_whoever_presses_again_after_a_kill_finds_it_done_once(day):
    day.live_through(2, (0.8, 1.6))
    tell(day, 2)
    assert day.verdict() == []
    assert day.answered


@pytest.mark.only_on("postgres")
def test_a_server_whose_connections_are_cut_goes_on_without_a_restart(day):
    """Reliability R1c."""
    day.loses_its_database = True
    day.live_through(8, (0.4, 1.0), cut_connections)
    tell(day, 8)
    assert day.verdict() == []
    assert day.answered


@pytest.mark.long
def test_at_hundreds_of_random_moments_nothing_is_half_done_or_doubled(day):
    day.live_through(LONG_KILLS, (0.3, 2.0))
    tell(day, LONG_KILLS)
    assert day.verdict() == []
    assert len(day.answered) > LONG_KILLS


@pytest.mark.long
def test_with_a_new_token_for_the_same_press_the_verdict_finds_it_doubled(day):
    """The negative control."""
    day.losing, day.keeps_tokens = 1.0, False
    day.live_through(0, (3.0, 3.0))
    assert day.pressed_again
    assert any(" pressed, " in each for each in day.verdict())
