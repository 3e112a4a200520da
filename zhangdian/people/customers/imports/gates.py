"""Conditions of taking a ledger in."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.customers.imports.files import columns_of
from zhangdian.people.customers.ledger_columns import IDENTITY, LABELS
from zhangdian.people.customers.models import ImportRun


@stops("至少有一列认得出车或客户")
def ledger_says_who(ctx: Any, run: ImportRun) -> Missing | None:
    columns = columns_of(run.columns_text)
    if not set(columns) & set(IDENTITY):
        wanted = "、".join(LABELS[key] for key in IDENTITY)
        return Missing(f"没有一列写着{wanted}：请先选列")
    return None


@stops("试导入有可以导入的行")
def trial_found_good_rows(ctx: Any, run: ImportRun) -> Missing | None:
    return None if run.good else Missing("试导入没有一行可以导入：请下载退回清单，改好后重新上传")
