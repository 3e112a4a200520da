"""A ledger of customers and vehicles from the command line: tried, taken in, gone on with after a kill."""

from pathlib import Path
from typing import Any

from zhangdian.foundation.kernel.keeping import digest_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.imports import Brought, Progress
from zhangdian.foundation.ui.sheets import MOST_EVER
from zhangdian.people.customers.imports import actions, files, jobs, reports
from zhangdian.people.customers.imports.actions import Chosen
from zhangdian.people.customers.models import ImportRun

State = ImportRun.State


def bring(ctx: Any, path: Path, dry_run: bool, progress: Progress) -> Brought:
    """Open the ledger (or find it half taken in), try it, and take in its good rows."""
    run = unfinished(ctx, path) or open_ledger(ctx, path)
    if run.state == State.TRYING:
        run = jobs.go_on(run, lambda done, of: progress("试导入", done, of))
    if run.trouble:
        raise Refusal(run.trouble)
    if run.state == State.TRIED and not dry_run and run.good:
        actions.start_import(ctx, run)
        run.refresh_from_db()
    if run.state == State.RUNNING:
        run = jobs.go_on(run, lambda done, of: progress("导入", done, of))
    return Brought(
        tuple(sentences(ctx, run)), run.bad, lambda stream: reports.write_refused(ctx, run, stream)
    )


def unfinished(ctx: Any, path: Path) -> ImportRun | None:
    """The run of the same file that was killed while it went in."""
    runs = ImportRun.objects.of(ctx).filter(file__digest=digest_of(path), state=State.RUNNING)
    run: ImportRun | None = runs.select_related("file").order_by("-pk").first()
    return run


def open_ledger(ctx: Any, path: Path) -> ImportRun:
    with path.open("rb") as source:
        kept = files.store_ledger(ctx, source, path.name, most_bytes=MOST_EVER)
    sheet = files.sheet_of(kept, "")
    chosen = [Chosen(key, column) for key, column in sheet.proposal().items()]
    run: ImportRun = actions.open_import(ctx, file=kept.pk, sheet=sheet.name, columns=chosen).subject
    actions.try_import(ctx, run)
    run.refresh_from_db()
    return run


def sentences(ctx: Any, run: ImportRun) -> list[str]:
    """What came of it, for who started it."""
    could = "可以导入" if run.state == State.TRIED else "已导入"
    told = [
        f"{run.file.name}：{run.rows} 行，{could} {run.good}"
        f"（新增 {run.added}，更新 {run.changed}，无变化 {run.unchanged}），退回 {run.bad}"
    ]
    told += [
        f"  退回 {count}：{reason}"
        for reason, count, _first in reports.by_reason(reports.refusals_of(ctx, run))
    ]
    told += [f"  没有用 {count}：{note}" for note, count in reports.notes_of(run)]
    return told
