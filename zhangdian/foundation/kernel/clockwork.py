"""What the clock does: each room declares its jobs, one worker carries out what is due; safe to run twice."""

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import close_old_connections
from django.db.models import Q
from structlog.contextvars import bound_contextvars

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import JobRun

log = structlog.get_logger(__name__)
STUCK = timedelta(hours=1)
"""A run that began so long ago and never ended was killed: the job is due again."""
PUT_BACK = timedelta(minutes=5)
"""A run that lies so far ahead: the clock was put back, and nobody waits for a time that never was."""

SILENCE = timedelta(minutes=2)
"""A worker does something every few seconds; one that did nothing for so long is dead."""


@dataclass(frozen=True)
class Job:
    """A piece of work that the clock starts again and again."""

    name: str
    label: str
    every: timedelta
    run: Callable[[], object]
    stuck: timedelta = STUCK


JOBS: dict[str, Job] = {}


def job(
    label: str, *, every: timedelta, stuck: timedelta = STUCK
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Declare a job; what it does must be harmless when done twice or late; `stuck`: no run takes so long."""

    def declare(run: Callable[[], object]) -> Callable[[], object]:
        name = f"{run.__module__.split('.')[2]}.{run.__name__}"
        JOBS[name] = Job(name, label, every, run, stuck)
        return run

    return declare


def due(now: datetime) -> Iterator[Job]:
    """Jobs whose time has come, the longest waiting first."""
    runs = {run.name: run for run in JobRun.objects.all()}
    waiting = []
    for each in JOBS.values():
        run = runs.get(each.name)
        if is_due(each, run, now):
            last = run.started_at if run else None
            waiting.append((last or datetime.min.replace(tzinfo=now.tzinfo), each))
    yield from (each for _, each in sorted(waiting, key=lambda pair: pair[0]))


def is_due(each: Job, run: JobRun | None, now: datetime) -> bool:
    """Whether its time has come, and nobody is at it."""
    last = run.started_at if run else None
    if run is None or last is None or last - now > PUT_BACK:
        return True
    running = run.ended_at is None or run.ended_at < last
    return now - last >= (max(each.stuck, each.every) if running else each.every)


def is_silent(now: datetime) -> bool:
    """Whether no worker has begun or ended a job for SILENCE, and none is at a job that may take longer."""
    runs = [run for run in JobRun.objects.filter(name__in=JOBS) if run.started_at]
    if any(is_at_it(JOBS[run.name], run, now) for run in runs):
        return False
    stirred = [at for run in runs for at in (run.started_at, run.ended_at) if at and at - now <= PUT_BACK]
    return not stirred or now - max(stirred) > SILENCE


def is_at_it(each: Job, run: JobRun, now: datetime) -> bool:
    """Whether a run of it is under way, as far as one can see."""
    begun = run.started_at
    if begun is None or (run.ended_at is not None and run.ended_at >= begun):
        return False
    return -PUT_BACK <= now - begun < each.stuck


def take(each: Job, now: datetime) -> bool:
    """Claim this run; False when another worker was first."""
    run, _ = JobRun.objects.get_or_create(name=each.name)
    if not is_due(each, run, now):
        return False
    free = Q(started_at=run.started_at) if run.started_at else Q(started_at__isnull=True)
    return bool(JobRun.objects.filter(free, pk=run.pk).update(started_at=now, ended_at=None))


def carry_out(each: Job) -> None:
    """Run it; what goes wrong is kept where somebody sees it and stops no other job."""
    failed, began = "", time.perf_counter()
    with bound_contextvars(job=each.name):
        try:
            each.run()
        except Exception:
            failed = traceback.format_exc()[-4000:]
            log.exception("a job failed")
        else:
            log.info("a job ran", ms=round((time.perf_counter() - began) * 1000, 1))
    JobRun.objects.filter(name=each.name).update(ended_at=clock.now(), failed_with=failed)


def work_once(stop: Callable[[], bool] = lambda: False) -> int:
    """All that is due now, until told to stop; the number of jobs run."""
    done = 0
    for each in due(clock.now()):
        if not stop() and take(each, clock.now()):
            carry_out(each)
            done += 1
    return done


def work(stop: Callable[[], bool], *, pause: float = 2.0) -> None:
    """Until told to stop: what is due, then a breath."""
    while not stop():
        close_old_connections()
        if not work_once(stop):
            time.sleep(pause)
