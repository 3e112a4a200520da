"""A month's list of delivered cars as a sheet: a car a row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from zhangdian.aftercare.insurance.delivered import actions
from zhangdian.aftercare.insurance.delivered.actions import DeliveredRow
from zhangdian.foundation.kernel.keeping import digest_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.people.customers import plates, vins

FIELDS: Final = (
    Field("vin", "车架号", ("VIN", "车辆识别代号", "底盘号"), required=True),
    Field("delivered_on", "交车日期", ("交付日期", "交车时间", "零售日期"), required=True),
    Field("plate", "车牌", ("车牌号", "牌照")),
    Field("consultant", "销售顾问", ("顾问", "销售员")),
)
SHOWN, LONGEST = 5, 30


def read_row(cells: Cells) -> DeliveredRow:
    plate = cells.text("plate")
    return DeliveredRow(
        vin=vins.judge(cells.needed("vin")).text,
        delivered_on=cells.needed_day("delivered_on"),
        plate="" if plates.is_absent(plate) else plates.judge(plate).text,
        consultant=cells.text("consultant")[:LONGEST],
    )


def take_rows(ctx: Any, rows: Sequence[DeliveredRow], token: str) -> None:
    actions.load_delivered_cars(ctx, rows=list(rows), token=token)


DELIVERED: Final = PlainLedger("delivered-cars", "交车清单", FIELDS, read_row, take_rows)


def told_by(path: Path) -> tuple[list[DeliveredRow], str]:
    """Its rows and its fingerprint; one bad row and nothing is taken, else the share would be wrong."""
    judged = DELIVERED.judge(path)
    if judged.bad:
        told = "；".join(f"第 {row.line} 行 {why}" for row, why in judged.bad[:SHOWN])
        more = f"等 {len(judged.bad)} 行" if len(judged.bad) > SHOWN else ""
        raise Refusal(f"清单有看不懂的行：{told}{more}。改好后再导入，什么都没有存")
    return [told for _, told in judged.good], digest_of(path)
