"""What became of a ledger, in counts and as a sheet: the refused rows with line and reason beside them."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, Any

from zhangdian.foundation.ui import imports
from zhangdian.people.customers.imports import files
from zhangdian.people.customers.models import ImportChunk, ImportOutcome, ImportRun

Refusals = list[tuple[int, list[tuple[str, str]]]]


def refusals_of(ctx: Any, run: ImportRun) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Line and reasons of the refused rows, in the order of the file: of the import, else of its trial."""
    if run.state in (ImportRun.State.TRIED, ImportRun.State.TRYING):
        for text in (
            ImportChunk.objects.filter(run=run).order_by("number").values_list("tried_text", flat=True)
        ):
            yield from json.loads(text)["refusals"]
    else:
        outcomes = ImportOutcome.objects.of(ctx).filter(run=run).order_by("number")
        for text in outcomes.values_list("refusals_text", flat=True):
            yield from json.loads(text)


def by_reason(
    refusals: Sequence[tuple[int, list[tuple[str, str]]]] | Iterator[Any],
) -> list[tuple[str, int, str]]:
    """Heading and what is wrong with it, how many rows, and the first of them; the most frequent first."""
    counts: Counter[str] = Counter()
    firsts: dict[str, str] = {}
    for line, faults in refusals:
        for label, sentence in faults:
            reason = f"{label}：{kind_of(sentence)}"
            counts[reason] += 1
            firsts.setdefault(reason, f"第 {line} 行：{sentence}")
    return [(reason, count, firsts[reason]) for reason, count in counts.most_common(12)]


def kind_of(sentence: str) -> str:
    """The sentence as far as it is the same for all rows: values that somebody wrote stand as …"""
    plain = re.sub("“[^”]*”", "…", sentence)
    plain = re.sub(r"[-+]?[0-9A-Za-z][0-9A-Za-z,.\-]*", "…", plain)
    return re.sub(r"[：，；].*", "", plain).strip()[:40]


def notes_of(run: ImportRun) -> list[tuple[str, int]]:
    """What the trial left out of rows that go in, by reason."""
    counts: Counter[str] = Counter()
    for text in ImportChunk.objects.filter(run=run).values_list("tried_text", flat=True):
        counts.update(json.loads(text)["notes"])
    return counts.most_common(12)


def write_refused(ctx: Any, run: ImportRun, stream: IO[bytes]) -> int:
    """The refused rows of a run as a sheet."""
    headings = files.sheet_of(run.file, run.sheet).headings
    return imports.write_refused(stream, headings, refused_rows(ctx, run))


def refused_rows(ctx: Any, run: ImportRun) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Line, reasons and cells of each."""
    refusals = refusals_of(ctx, run)
    wanted = next(refusals, None)
    for row in files.rows_of(run.file, run.sheet):
        if wanted is None:
            return
        if row.line == wanted[0]:
            yield row.line, "；".join(f"{label}：{sentence}" for label, sentence in wanted[1]), row.cells
            wanted = next(refusals, None)
