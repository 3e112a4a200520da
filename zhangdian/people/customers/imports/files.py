"""The ledger as a file: judged when it comes, kept outside the web root, read again row by row."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.sheets import (
    MOST_BYTES,
    MOST_EVER,
    Ledger,
    Row,
    SheetRefused,
    Table,
    match_headings,
    open_ledger,
    too_large,
)
from zhangdian.people.customers.ledger_columns import FIELDS
from zhangdian.people.customers.models import LedgerFile

SHOWN = 20
"""Rows that the person sees while choosing columns."""
PIECE = 1024 * 1024
PER_DAY = 100


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "ledgers" / digest[:2] / digest


def store_ledger(ctx: Any, source: IO[bytes], name: str, *, most_bytes: int = MOST_BYTES) -> LedgerFile:
    """Keep a ledger that was brought; what is no ledger, or too large a one, is refused with its reason."""
    today, _ = clock.day_bounds(ctx.today, ctx.standing.zone)
    if LedgerFile.objects.filter(person_id=ctx.person_id, at__gte=today).count() >= PER_DAY:
        raise Refusal(f"今天已上传 {PER_DAY} 份台账：请明天再传")
    with tempfile.NamedTemporaryFile(prefix="ledger-") as held:
        digest, size = copy(source, held, most_bytes)
        try:
            with open_ledger(Path(held.name), most_bytes=most_bytes) as ledger:
                sheets = [seen(table) for table in ledger.tables(FIELDS)]
        except SheetRefused as error:
            raise Refusal(str(error)) from error
        if not sheets:
            raise Refusal("表格里没有内容：请上传写着客户和车辆的表格")
        kept = path_of(digest)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(held.name, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)
    file = LedgerFile(
        store_id=ctx.store_id,
        person_id=ctx.person_id,
        at=ctx.now,
        name=Path(name.replace("\\", "/")).name[:200] or "台账",
        digest=digest,
        size=size,
        sheets_text=json.dumps(sheets, ensure_ascii=False),
    )
    file.save()
    return file


def copy(source: IO[bytes], into: IO[bytes], most_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        size += len(piece)
        if size > most_bytes:
            raise Refusal(too_large(most_bytes))
        digest.update(piece)
        into.write(piece)
    into.flush()
    return digest.hexdigest(), size


def seen(table: Table) -> dict[str, Any]:
    """What the person who chooses columns sees of one sheet."""
    sample = [[row.line, list(row.cells), dict(row.doubts), row.fault] for row in islice(table.rows, SHOWN)]
    return {
        "sheet": table.sheet,
        "headings": list(table.headings),
        "line": table.heading_line,
        "rows": sample,
        "skipped": [[each.line, each.until, each.why] for each in table.skipped],
    }


@dataclass(frozen=True)
class Sheet:
    """One sheet of a kept ledger: its headings and first rows."""

    name: str
    headings: Sequence[str]
    heading_line: int
    rows: Sequence[Row]
    skipped: Sequence[tuple[int, int, str]]

    def proposal(self) -> dict[str, int]:
        """Key of the field → column, as the headings say it."""
        return dict(match_headings(self.headings, FIELDS).columns)


def sheets_of(file: LedgerFile) -> list[Sheet]:
    return [
        Sheet(
            one["sheet"],
            one["headings"],
            one["line"],
            [
                Row(one["sheet"], line, tuple(cells), {int(at): text for at, text in doubts.items()}, fault)
                for line, cells, doubts, fault in one["rows"]
            ],
            [(line, until, why) for line, until, why in one["skipped"]],
        )
        for one in json.loads(file.sheets_text)
    ]


def sheet_of(file: LedgerFile, name: str) -> Sheet:
    """The named sheet, or the first whose headings say most."""
    sheets = sheets_of(file)
    return next((one for one in sheets if one.name == name), max(sheets, key=lambda one: len(one.proposal())))


def open_kept(file: LedgerFile) -> Ledger:
    path = path_of(file.digest)
    if not path.exists():
        raise Refusal("原文件已按期清除：请重新上传")
    return open_ledger(path, most_bytes=MOST_EVER)


def rows_of(file: LedgerFile, sheet: str) -> Iterator[Row]:
    """The records of one sheet; titles, totals and blanks are left out."""
    with open_kept(file) as ledger:
        yield from ledger.table(sheet or None, FIELDS).rows


def columns_of(text: str) -> Mapping[str, int]:
    return {key: int(column) for key, column in json.loads(text).items()}
