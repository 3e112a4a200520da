"""What the clock does with ledgers: try, take in, undo; safe to run twice, to be killed, and to go on."""

import hashlib
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import structlog

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.sheets import SheetRefused
from zhangdian.people.customers.imports import actions, files, writing
from zhangdian.people.customers.imports.judging import Incoming, Judge, pack
from zhangdian.people.customers.imports.taking import Taken
from zhangdian.people.customers.models import ImportChunk, ImportOutcome, ImportRun, LedgerFile

log = structlog.get_logger(__name__)

SLICE = 10.0
"""Seconds that one ledger may keep the worker from its other jobs; a trial is read in one go."""
CHUNK = 500
"""Rows of one act: half a second of the writer's lock."""
KEPT_DAYS = 30
"""So long a ledger's file is kept for its list of refused rows."""
State = ImportRun.State
AT_WORK = (State.TRYING, State.RUNNING, State.UNDOING)
COUNTS = ("good", "bad", "added", "changed", "unchanged")
Progress = Callable[[int, int], None]


def run_imports(seconds: float = SLICE) -> int:
    """Go on with every ledger that waits for the clock, a while each; returns how many."""
    waiting = list(ImportRun.objects.filter(state__in=AT_WORK).order_by("pk"))
    for run in waiting:
        try:
            go_on(run, until=time.monotonic() + seconds)
        except Refusal:
            log.warning("an import stands still", run=run.pk)
    return len(waiting)


def go_on(
    run: ImportRun, progress: Progress = lambda done, of: None, *, until: float = math.inf
) -> ImportRun:
    """Do what this ledger waits for: to its end, or until it is time for others."""
    run = ImportRun.objects.select_related("file").get(pk=run.pk)
    ctx = Context(run.store_id, kind=ActorKind.CLOCK)
    step = {State.TRYING: try_out, State.RUNNING: take_in, State.UNDOING: undo}.get(State(run.state))
    if step:
        step(ctx, run, progress, until)
        run.refresh_from_db()
    return run


# Trying -------------------------------------------------------------------------------------------


def try_out(ctx: Context, run: ImportRun, progress: Progress, until: float) -> None:
    """Read every row once, judge it by itself and by what we know, keep it for the acts to come."""
    ImportChunk.objects.filter(run=run).delete()
    counts: Counter[str] = Counter()
    seen = Seen()
    number = 0
    try:
        for number, rows in enumerate(batches(run, ctx.today), start=1):
            taken = seen.look(ctx, rows, run.overwrite)
            keep_chunk(run, number, rows, taken)
            for word in COUNTS:
                counts[word] += getattr(taken, word)
            progress(counts["good"] + counts["bad"], 0)
    except (SheetRefused, Refusal) as error:
        actions.fail_trial(ctx, run, trouble=str(error))
        return
    totals: Any = {word: counts[word] for word in COUNTS}
    actions.finish_trial(ctx, run, chunks=number, **totals)


def batches(run: ImportRun, today: Any) -> Iterator[list[Incoming]]:
    judge = Judge(files.columns_of(run.columns_text), today)
    rows = map(judge.read, files.rows_of(run.file, run.sheet))
    while batch := list(islice(rows, CHUNK)):
        yield batch


def keep_chunk(run: ImportRun, number: int, rows: list[Incoming], taken: Taken) -> None:
    body = pack(rows)
    ImportChunk(
        run=run,
        number=number,
        rows=len(rows),
        body=body,
        digest=hashlib.sha256(body.encode()).hexdigest(),
        tried_text=json.dumps(
            {"refusals": taken.refusals, "notes": taken.notes, "good": taken.good}, ensure_ascii=False
        ),
    ).save()


class Seen:
    """Cars that earlier chunks of the same ledger bring: a trial writes nothing by which to find them."""

    def __init__(self) -> None:
        self.by_vin: dict[str, str] = {}
        self.by_plate: dict[str, str] = {}

    def look(self, ctx: Context, rows: list[Incoming], overwrite: bool) -> Taken:
        """As taking these rows in would go, after those before them."""
        again: list[Incoming] = []
        contradicting: list[tuple[int, list[tuple[str, str]]]] = []
        fresh = []
        for row in rows:
            vin = self.by_plate.get(row.plate) if row.plate else None
            if row.faults:
                fresh.append(row)
            elif row.vin and vin and vin != row.vin:
                said = f"{row.plate} 在这份台账里已是车架号尾号 {vin[-6:]} 的车：请照行驶证核对"
                contradicting.append((row.line, [("车牌号", said)]))
            elif (row.vin and row.vin in self.by_vin) or (not row.vin and vin is not None):
                again.append(row)
            else:
                fresh.append(row)
        taken = writing.look(ctx, fresh, overwrite=overwrite)
        taken.good += len(again)
        taken.unchanged += len(again)
        taken.refusals = sorted([*taken.refusals, *contradicting])
        for car in taken.new_cars:
            if car.vin:
                self.by_vin[car.vin] = car.plate
            if car.plate:
                self.by_plate[car.plate] = car.vin
        return taken


# Taking in ----------------------------------------------------------------------------------------


def take_in(ctx: Context, run: ImportRun, progress: Progress, until: float) -> None:
    """One act per chunk; a chunk that is in already answers as the first time."""
    done = set(ImportOutcome.objects.of(ctx).filter(run=run).values_list("number", flat=True))
    for chunk in ImportChunk.objects.filter(run=run).order_by("number").defer("body", "tried_text"):
        if chunk.number in done:
            continue
        take_chunk(ctx, run, chunk)
        progress(chunk.number, run.chunks)
        if time.monotonic() > until:
            return
    actions.finish_import(ctx, run)


def take_chunk(ctx: Context, run: ImportRun, chunk: ImportChunk) -> None:
    token = f"import:{run.pk}:{chunk.number}:{chunk.digest[:16]}"
    for attempt in (1, 2, 3):
        try:
            actions.take_chunk(ctx, run, number=chunk.number, digest=chunk.digest, token=token)
            return
        except Refusal:
            # Somebody registered one of these cars in this very moment: now it is known.
            if attempt == 3 or not ImportRun.objects.filter(pk=run.pk, state=State.RUNNING).exists():
                raise


def undo(ctx: Context, run: ImportRun, progress: Progress, until: float) -> None:
    """The last chunk first, so that what two chunks did to one file is undone in order."""
    left = ImportOutcome.objects.of(ctx).filter(run=run, undone_at=None).order_by("-number")
    numbers = list(left.values_list("number", flat=True))
    for done, number in enumerate(numbers, start=1):
        actions.undo_chunk(ctx, run, number=number, token=f"undo:{run.pk}:{number}")
        progress(done, len(numbers))
        if time.monotonic() > until:
            return
    ImportChunk.objects.filter(run=run).delete()
    actions.finish_undo(ctx, run)


# Afterwards ---------------------------------------------------------------------------------------


def forget_ledgers() -> int:
    """Files and rows of ledgers that came long ago are personal data without a purpose."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    ImportChunk.objects.filter(
        run__acted_at__lt=before, run__state__in=[State.DONE, State.UNDONE, State.DROPPED]
    ).delete()
    old = LedgerFile.objects.filter(at__lt=before).exclude(sheets_text="[]")
    waiting = ImportRun.objects.filter(state__in=[*AT_WORK, State.TRIED, State.OPEN]).values("file")
    forgotten = 0
    for file in old.exclude(pk__in=waiting):
        if not LedgerFile.objects.filter(digest=file.digest, at__gte=before).exists():
            files.path_of(file.digest).unlink(missing_ok=True)
        file.sheets_text = "[]"
        file.save(update_fields=["sheets_text"])
        forgotten += 1
    return forgotten
