"""Told to end, at whatever moment, the house ends with all its processes and cuts nobody off (R17)."""

import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.db import connection, connections, transaction

from tests.support.house import Browser, House, Press
from zhangdian import cli
from zhangdian.foundation.kernel.models import JobRun
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.tests.doors import HASH, PASSWORD
from zhangdian.resources.cashier.models import CashierShift

AT_ONCE = 12
"""Seconds within which a house that does nothing has ended; it takes one on a machine that is free."""
BOTH = [signal.SIGINT, signal.SIGTERM]
STARTS = int(os.environ.get("ZD_STARTS", "20"))


class Running:
    """`zhangdian serve --with-worker` in a group of its own."""

    def __init__(self, house: House) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhangdian", "serve", "--with-worker", "--port", str(house.port)],
            env=house.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def says_it_is_open(self) -> None:
        """The moment at which it divides into processes."""
        assert self.process.stdout
        readable, _, _ = select.select([self.process.stdout], [], [], 60)
        assert readable
        assert "掌店已打开" in self.process.stdout.readline().decode()

    def told(self, what: signal.Signals) -> None:
        self.process.send_signal(what)

    def ended_within(self, seconds: float) -> bool:
        """Its own process and every one that it started."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None and not self.anybody_left():
                return True
            time.sleep(0.05)
        return False

    def anybody_left(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def close(self) -> None:
        if self.anybody_left():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def house(own_shop: Any, tmp_path: Any) -> House:
    change_password(own_shop.cashier, own_shop.person("cashier"), password_hash=HASH)
    return House(tmp_path)


@pytest.fixture
def running(house: House) -> Iterator[Running]:
    connections.close_all()
    with closing(Running(house)) as started:
        yield started


@contextmanager
def nobody_writes() -> Iterator[None]:
    """SQLite: its one place to write is taken; PostgreSQL: the till's shifts and the runs of the jobs."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for model in (CashierShift, JobRun):
                    cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN EXCLUSIVE MODE')
        yield
    connections.close_all()


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize(("what", "after"), [(signal.SIGINT, 0.0), (signal.SIGTERM, 0.05)])
def test_told_while_it_opens_it_ends(running, what, after):
    running.says_it_is_open()
    time.sleep(after)
    running.told(what)
    assert running.ended_within(AT_ONCE)


@pytest.mark.parametrize("what", BOTH, ids=lambda what: what.name)
def test_told_before_it_is_open_it_leaves_nothing_behind(running, what):
    time.sleep(0.8)
    running.told(what)
    assert running.ended_within(AT_ONCE)


def test_who_waits_for_an_answer_gets_it_before_the_house_ends(house, own_shop, running):
    running.says_it_is_open()
    house.wait()
    browser = Browser(house, own_shop.person("cashier").employee_no, PASSWORD)
    answers: list[tuple[int, str]] = []
    press = Press("cashier.open_shift", None, {"float_amount": "500"})
    waiting = threading.Thread(target=lambda: answers.append(browser.press(press)))
    with nobody_writes():
        waiting.start()
        time.sleep(1)
        running.told(signal.SIGTERM)
        time.sleep(1)
        assert answers == []
    waiting.join(20)
    assert [status for status, _ in answers] == [204]
    assert CashierShift.objects.filter(cashier=own_shop.cashier.person_id).count() == 1
    assert running.ended_within(AT_ONCE)


@pytest.mark.long
def test_told_while_its_worker_waits_for_others_it_ends(house, running):
    with nobody_writes():
        running.says_it_is_open()
        house.wait()
        time.sleep(4)
        running.told(signal.SIGTERM)
        assert running.ended_within(cli.PATIENCE + AT_ONCE)


@pytest.mark.long
def test_told_at_any_moment_of_many_starts_it_ends(house):
    connections.close_all()
    seed = os.environ.get("ZD_SEED") or str(random.randrange(1_000_000))
    print(f"ZD_SEED={seed}")  # noqa: T201 (whoever sees it fail plays it again)
    chance, stayed = random.Random(seed), []
    for number in range(STARTS):
        after, what = chance.uniform(0, 6), chance.choice(BOTH)
        with closing(Running(house)) as started:
            time.sleep(after)
            started.told(what)
            if not started.ended_within(AT_ONCE):
                stayed.append((number, after, what.name))
    assert stayed == []
