"""Insurers as a list: a row an insurer, with the days of its approval."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.aftercare.insurance.insurers import actions
from zhangdian.aftercare.insurance.insurers.actions import InsurerRow
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

FIELDS: Final = (
    Field("code", "简码", ("insurer_code",), required=True),
    Field("name", "保险公司", ("公司全称", "name_zh"), required=True),
    Field("short_name", "简称", ("short_zh",), required=True),
    Field("branch", "出单机构", ("branch",)),
    Field("report_phone", "报案电话", ("report_phone",)),
    Field("partner", "合作", ("approved",)),
    Field("issues_by", "出单方式", ("issue_way_zh",)),
    Field("remark", "备注", ("note",)),
    Field("approved_from", "认证从", ("approved_from",)),
    Field("approved_until", "认证到", ("approved_until",)),
)


def read_insurer(cells: Cells) -> InsurerRow:
    begins, ends = cells.day("approved_from"), cells.day("approved_until")
    if ends and (begins is None or ends < begins):
        raise ValueError("认证到期日早于起始日，或没有起始日")
    return InsurerRow(
        code=cells.needed("code"),
        name=cells.needed("name"),
        short_name=cells.needed("short_name"),
        branch=cells.text("branch"),
        report_phone=cells.text("report_phone"),
        partner=cells.yes("partner"),
        issues_by=cells.text("issues_by"),
        remark=cells.text("remark"),
        approved_from=begins,
        approved_until=ends,
    )


def take_insurers(ctx: Any, rows: Sequence[InsurerRow], token: str) -> None:
    actions.load_insurers(ctx, rows=list(rows), token=token)


INSURERS: Final = PlainLedger("insurers", "保险公司", FIELDS, read_insurer, take_insurers)
