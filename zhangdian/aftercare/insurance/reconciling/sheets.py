"""The cells of a list as they came, kept until its lines are in."""

import json
from pathlib import Path
from typing import Any

from zhangdian.aftercare.insurance.layouts import FIELDS
from zhangdian.aftercare.insurance.models import BroughtSheet
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.keeping import digest_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.sheets import SheetRefused, Table, open_ledger

MOST_LINES = 20_000
PER_DAY = 100


def keep(ctx: Any, path: Path, name: str) -> BroughtSheet:
    """What is no list, or too long a one, is refused with what to do."""
    today, _ = clock.day_bounds(ctx.today, ctx.standing.zone)
    if BroughtSheet.objects.filter(person_id=ctx.person_id, at__gte=today).count() >= PER_DAY:
        raise Refusal(f"今天已上传 {PER_DAY} 份清单：请明天再传")
    try:
        with open_ledger(path) as ledger:
            tables = [(len(each.match(FIELDS).columns), each.sheet) for each in ledger.tables(FIELDS)]
            if not tables:
                raise Refusal("表格里没有内容：请上传保险公司发来的保单清单")
            _, sheet = max(tables, key=lambda each: each[0])
            headings, rows = cells_of(ledger.table(sheet, FIELDS))
    except SheetRefused as error:
        raise Refusal(str(error)) from error
    if not rows:
        raise Refusal("清单里没有一行保单：请核对文件")
    kept = BroughtSheet(
        store_id=ctx.store_id,
        person_id=ctx.person_id,
        at=ctx.now,
        name=name[:120] or "保单清单",
        digest=digest_of(path),
        headings_text=json.dumps(headings, ensure_ascii=False),
        rows=len(rows),
        body=json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
    )
    kept.save()
    return kept


def cells_of(table: Table) -> tuple[list[str], list[Any]]:
    rows: list[Any] = []
    for row in table.rows:
        if len(rows) == MOST_LINES:
            raise Refusal(f"清单超过 {MOST_LINES} 行：请按月、按出单机构拆开再上传")
        rows.append([row.line, list(row.cells), {str(at): why for at, why in row.doubts.items()}, row.fault])
    return list(table.headings), rows
