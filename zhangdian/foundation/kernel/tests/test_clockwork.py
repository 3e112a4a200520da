"""The worker: what is due is done once, whoever was down, killed or put back (reliability R8a, R8b)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.support.copies import at_once
from zhangdian.foundation.kernel import clock, clockwork
from zhangdian.foundation.kernel.clockwork import due, job, work_once
from zhangdian.foundation.kernel.jobs import learn_how_rows_lie
from zhangdian.foundation.kernel.models import JobRun

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=clock.CHINA)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """A job for each hour and one for each day, and how often each was done."""
    monkeypatch.setattr(clockwork, "JOBS", {})
    count: Counter[str] = Counter()

    @job("每小时", every=timedelta(hours=1))
    def hourly() -> None:
        count["hourly"] += 1

    @job("每天", every=timedelta(days=1))
    def daily() -> None:
        count["daily"] += 1

    clock.set_to(NOW)
    yield count
    clock.set_to(None)


def test_what_is_due_is_done_and_then_not_until_its_time_comes_again(db, done):
    assert (work_once(), work_once()) == (2, 0)
    clock.set_to(NOW + timedelta(hours=1))
    assert work_once() == 1
    assert done == {"hourly": 2, "daily": 1}


@pytest.mark.parametrize("days", [3, 45, 400])
def test_after_so_many_days_without_a_worker_each_job_is_done_once(db, done, days):
    work_once()
    clock.set_to(NOW + timedelta(days=days))
    assert (work_once(), work_once()) == (2, 0)
    assert done == {"hourly": 2, "daily": 2}


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-1), timedelta(days=-365)])
def test_a_clock_that_is_put_back_stops_no_job(db, done, jump):
    work_once()
    clock.set_to(NOW + jump)
    assert (work_once(), work_once()) == (2, 0)


def test_a_job_whose_worker_was_killed_is_due_again_when_no_run_takes_so_long(db, done):
    work_once()
    JobRun.objects.filter(name__endswith=".hourly").update(ended_at=None)
    clock.set_to(NOW + timedelta(minutes=59))
    assert list(due(clock.now())) == []
    clock.set_to(NOW + timedelta(hours=1))
    assert [each.label for each in due(clock.now())] == ["每小时"]


def test_what_is_done_every_few_minutes_waits_for_no_hour_after_a_kill():
    often = [each for each in clockwork.JOBS.values() if each.every <= timedelta(minutes=10)]
    assert {"封印日志", "导入台账", "投诉升级"} <= {each.label for each in often}
    assert [each.label for each in often if each.stuck > timedelta(minutes=15)] == []


def test_a_job_that_fails_says_why_and_stops_no_other(db, done):
    @job("坏的", every=timedelta(hours=1))
    def broken() -> None:
        raise RuntimeError("没有这张纸")

    assert work_once() == 3
    assert done == {"hourly": 1, "daily": 1}
    assert "没有这张纸" in JobRun.objects.get(name__endswith=".broken").failed_with


def test_a_worker_that_does_nothing_for_two_minutes_is_silent(db, done):
    assert clockwork.is_silent(NOW)
    work_once()
    assert not clockwork.is_silent(NOW + timedelta(minutes=2))
    assert clockwork.is_silent(NOW + timedelta(minutes=2, seconds=1))
    assert clockwork.is_silent(NOW - timedelta(days=1))


def test_a_worker_at_a_long_job_is_not_silent_until_no_run_takes_so_long(db, done):
    work_once()
    JobRun.objects.filter(name__endswith=".hourly").update(ended_at=None)
    assert not clockwork.is_silent(NOW + timedelta(minutes=59))
    assert clockwork.is_silent(NOW + timedelta(hours=1))


def test_a_worker_with_nothing_but_its_shipped_jobs_stirs_within_a_minute():
    assert min(each.every for each in clockwork.JOBS.values()) * 2 < clockwork.SILENCE


def test_eight_workers_at_once_do_it_once(own_shop, done):
    clock.set_to(NOW)
    work_once()
    clock.set_to(NOW + timedelta(hours=2))
    assert [answer for answer in at_once(*[work_once] * 8) if isinstance(answer, Exception)] == []
    assert done == {"hourly": 2, "daily": 1}


def test_without_claiming_the_run_eight_workers_do_it_again_and_again(own_shop, done, monkeypatch):
    """The negative control."""
    clock.set_to(NOW)
    work_once()
    clock.set_to(NOW + timedelta(hours=2))
    monkeypatch.setattr(clockwork, "take", lambda each, now: True)
    waiting = list(due(clock.now()))
    monkeypatch.setattr(clockwork, "due", lambda now: waiting)
    at_once(*[work_once] * 8)
    assert done["hourly"] > 2


@pytest.mark.only_on("sqlite")
def test_sqlite_is_told_to_look_how_its_rows_lie(shop):
    learn_how_rows_lie()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'organization_person'")
        assert cursor.fetchone()[0] > 0
