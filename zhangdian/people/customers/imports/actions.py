"""A ledger on its way in: opened, tried, taken in by chunks; or undone as a whole."""

import json
from dataclasses import dataclass

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.imports import gates, undoing, writing
from zhangdian.people.customers.imports.judging import unpack
from zhangdian.people.customers.ledger_columns import LABELS
from zhangdian.people.customers.models import ImportChunk, ImportOutcome, ImportRun, LedgerFile
from zhangdian.people.organization.roles import Role

IMPORTERS = (
    Role.GENERAL_MANAGER,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.SERVICE_MANAGER,
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.OFFICE_DIRECTOR,
    Role.INFORMATION_CONSULTANT,
)
State = ImportRun.State


@dataclass(frozen=True)
class Chosen:
    """A field and the column (from 0) in which the ledger holds it."""

    field: str
    column: int


def written(columns: list[Chosen]) -> str:
    """The chosen columns as the run keeps them; no column twice."""
    if strange := [one.field for one in columns if one.field not in LABELS]:
        raise Refusal(f"没有“{strange[0]}”这个栏目：请重新选列")
    twice = {one.column for one in columns if sum(other.column == one.column for other in columns) > 1}
    if twice:
        names = "、".join(LABELS[one.field] for one in columns if one.column in twice)
        raise Refusal(f"{names}选了同一列：一列只能做一个栏目")
    return json.dumps({one.field: one.column for one in columns if one.column >= 0}, sort_keys=True)


@action("打开台账", by=IMPORTERS, by_clock=True, opens=ImportRun)
def open_import(
    ctx: Act, *, file: int, sheet: str = "", columns: list[Chosen], overwrite: bool = False
) -> ImportRun:
    """An uploaded ledger, with the columns as its headings propose them."""
    kept = LedgerFile.objects.filter(pk=file, store_id=ctx.store_id).first()
    if kept is None:
        raise Refusal("没有这份台账：请重新上传")
    run = ImportRun(
        store_id=ctx.store_id,
        file=kept,
        sheet=sheet,
        columns_text=written(columns),
        overwrite=overwrite,
        opened_by_id=ctx.person_id,
        acted_at=ctx.now,
    )
    run.save()
    return run


@action("调整列", by=IMPORTERS, moves=((State.OPEN, State.TRIED), State.OPEN))
def choose_columns(
    ctx: Act, run: ImportRun, *, sheet: str, columns: list[Chosen], overwrite: bool = False
) -> None:
    """Somebody says which column means what; an earlier trial no longer counts."""
    run.sheet, run.columns_text, run.overwrite = sheet, written(columns), overwrite


@action(
    "试导入",
    by=IMPORTERS,
    by_clock=True,
    moves=((State.OPEN, State.TRIED), State.TRYING),
    gates=[gates.ledger_says_who],
)
def try_import(ctx: Act, run: ImportRun) -> None:
    """Read and judge every row, write nothing: the clock does it, the page shows how far it is."""
    run.started_at, run.ended_at, run.trouble = ctx.now, None, ""
    run.rows = run.chunks = run.chunks_done = run.good = run.bad = 0
    run.added = run.changed = run.unchanged = 0


@action("试导入完成", by_clock=True, moves=(State.TRYING, State.TRIED))
def finish_trial(
    ctx: Act, run: ImportRun, *, chunks: int, good: int, bad: int, added: int, changed: int, unchanged: int
) -> None:
    """What taking the ledger in would bring."""
    run.chunks, run.rows, run.good, run.bad = chunks, good + bad, good, bad
    run.added, run.changed, run.unchanged = added, changed, unchanged
    run.ended_at = ctx.now


@action("试导入中断", by_clock=True, moves=(State.TRYING, State.OPEN))
def fail_trial(ctx: Act, run: ImportRun, *, trouble: str) -> None:
    """The file cannot be read after all; the reason stands on the page."""
    run.trouble, run.ended_at = trouble[:300], ctx.now


@action(
    "导入",
    by=IMPORTERS,
    by_clock=True,
    moves=(State.TRIED, State.RUNNING),
    gates=[gates.trial_found_good_rows],
)
def start_import(ctx: Act, run: ImportRun) -> None:
    """The good rows go in, chunk by chunk; killed at any moment, it goes on where it stopped."""
    run.started_at, run.ended_at = ctx.now, None
    run.good = run.bad = run.added = run.changed = run.unchanged = run.chunks_done = 0


@action("导入一批", by_clock=True, within={State.RUNNING}, chunk=True)
def take_chunk(ctx: Act, run: ImportRun, *, number: int, digest: str) -> None:
    """The rows of one chunk: the good ones in, the others noted with their reasons."""
    chunk = ImportChunk.objects.filter(run=run, number=number, digest=digest).first()
    if chunk is None:
        raise Refusal(f"第 {number} 批不见了：请撤销后重新导入")
    taken = writing.take(ctx, unpack(chunk.body), overwrite=run.overwrite)
    ImportOutcome(
        run=run,
        number=number,
        good=taken.good,
        bad=taken.bad,
        added=taken.added,
        changed=taken.changed,
        unchanged=taken.unchanged,
        refusals_text=json.dumps(taken.refusals, ensure_ascii=False),
    ).save()
    ImportChunk.objects.filter(pk=chunk.pk).update(body="[]")
    run.chunks_done += 1
    for count in ("good", "bad", "added", "changed", "unchanged"):
        setattr(run, count, getattr(run, count) + getattr(taken, count))


@action("导入完成", by_clock=True, moves=(State.RUNNING, State.DONE))
def finish_import(ctx: Act, run: ImportRun) -> None:
    """Every row is accounted for."""
    if run.chunks_done != run.chunks:
        raise Refusal(f"还有 {run.chunks - run.chunks_done} 批没有导入")
    run.ended_at = ctx.now


@action("撤销导入", by=IMPORTERS, moves=((State.RUNNING, State.DONE), State.UNDOING))
def undo_import(ctx: Act, run: ImportRun, *, reason: str) -> None:
    """Everything that this ledger brought goes again, but for files that somebody has worked on since."""
    if not reason.strip():
        raise Refusal("撤销导入要写明原因")
    run.started_at, run.ended_at, run.kept = ctx.now, None, 0


@action("撤销一批", by_clock=True, within={State.UNDOING}, chunk=True)
def undo_chunk(ctx: Act, run: ImportRun, *, number: int) -> None:
    """What one chunk brought is void; what it changed is as it was."""
    outcome = ImportOutcome.objects.of(ctx).filter(run=run, number=number, undone_at=None).first()
    if outcome is None:
        raise Refusal(f"第 {number} 批已经撤销")
    run.kept += undoing.undo(ctx, outcome)
    run.chunks_done -= 1
    outcome.undone_at = ctx.now
    outcome.save()


@action("撤销完成", by_clock=True, moves=(State.UNDOING, State.UNDONE))
def finish_undo(ctx: Act, run: ImportRun) -> None:
    """Nothing of the ledger is left but what was worked on."""
    if left := ImportOutcome.objects.of(ctx).filter(run=run, undone_at=None).count():
        raise Refusal(f"还有 {left} 批没有撤销")
    run.ended_at = ctx.now


@action("放弃台账", by=IMPORTERS, moves=((State.OPEN, State.TRIED), State.DROPPED))
def drop_import(ctx: Act, run: ImportRun) -> None:
    """It is not taken in after all."""
    run.ended_at = ctx.now
