"""An insurer's statement as a sheet: a policy a row, with its commission."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from zhangdian.aftercare.insurance.commission.actions import Told
from zhangdian.aftercare.insurance.numbers import number_of
from zhangdian.foundation.kernel.keeping import digest_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field

FIELDS: Final = (
    Field("number", "保单号", ("保单号码", "保险单号", "保单编号"), required=True),
    Field("premium", "保费", ("实收保费", "含税保费", "签单保费", "保费收入")),
    Field("amount", "手续费", ("手续费金额", "应付手续费", "结算手续费", "佣金"), required=True),
)
SHOWN = 5


def read_row(cells: Cells) -> Told:
    amount = cells.number("amount")
    if amount is None:
        raise ValueError("缺手续费")
    if amount != round(amount, 2):
        raise ValueError(f"手续费“{cells.text('amount')}”多于两位小数")
    return Told(number_of(cells.needed("number")), amount, cells.number("premium"))


def nobody(ctx: Any, rows: Sequence[Told], token: str) -> None:
    raise Refusal("对账单在网页上导入：要选保险公司和账期")


STATEMENT = PlainLedger("commission-statement", "手续费对账单", FIELDS, read_row, nobody)


def told_by(path: Path) -> tuple[list[Told], str]:
    """Its rows and its fingerprint; one bad row and nothing is taken, for the sum must be the insurer's."""
    judged = STATEMENT.judge(path)
    if judged.bad:
        told = "；".join(f"第 {row.line} 行 {why}" for row, why in judged.bad[:SHOWN])
        more = f"等 {len(judged.bad)} 行" if len(judged.bad) > SHOWN else ""
        raise Refusal(f"对账单有看不懂的行：{told}{more}。改好后再导入，什么都没有存")
    return [told for _, told in judged.good], digest_of(path)
