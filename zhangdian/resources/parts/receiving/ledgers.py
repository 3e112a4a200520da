"""What lies on the shelves when a store begins here, as a list: a row a lot."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.resources.parts.receiving import actions
from zhangdian.resources.parts.receiving.actions import OpeningRow

FIELDS: Final = (
    Field("part_no", "件号", ("配件号", "配件编码", "零件号"), required=True),
    Field("quantity", "数量", ("库存数量", "现存数量", "结存"), required=True),
    Field("unit_cost", "成本单价", ("单价", "进价", "库存单价"), required=True),
    Field("received_on", "入库日期", ("进货日期",)),
    Field("expires_on", "有效期至", ("失效日期", "到期日")),
)


def read_lot(cells: Cells) -> OpeningRow:
    quantity, cost = cells.whole("quantity"), cells.number("unit_cost")
    if quantity is None or quantity <= 0:
        raise ValueError("数量要大于 0：没有库存的件不用列")
    if cost is None or cost < 0:
        raise ValueError("缺成本单价")
    return OpeningRow(
        part_no=cells.needed("part_no"),
        quantity=quantity,
        unit_cost=cost,
        received_on=cells.day("received_on") or clock.day(clock.now()),
        expires_on=cells.day("expires_on"),
    )


def take_lots(ctx: Any, rows: Sequence[OpeningRow], token: str) -> None:
    actions.open_stock(ctx, rows=list(rows), token=token)


STOCK: Final = PlainLedger("stock", "期初库存", FIELDS, read_lot, take_lots, chunk=100_000)
"""In one act: the lots of a part go in together or not at all."""
