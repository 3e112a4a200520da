"""The labour catalogue, its kits, the inspection's items and the store's bays, as lists."""

from collections.abc import Sequence
from typing import Any, Final

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.frontline.service.cataloguing import actions
from zhangdian.frontline.service.cataloguing.actions import BayRow, ItemRow, KitRow, OperationRow
from zhangdian.frontline.service.models import LabourOperation

OPERATION_FIELDS: Final = (
    Field("code", "作业代码", ("项目代码", "工时代码", "operation_code"), required=True),
    Field("name", "名称", ("项目名称", "作业名称", "name_zh"), required=True),
    Field("category", "类别", ("项目类别", "category_zh")),
    Field("skill", "工种", ("skill_zh",)),
    Field("book_hours", "标准工时", ("工时", "book_hours"), required=True),
    Field("rate_kind", "工时费率", ("费率", "rate_kind")),
    Field("price", "工时费", ("价格", "labour_price_yuan"), required=True),
    Field("energies", "适用能源", ("energies",)),
    Field("bay_minutes", "占工位分钟", ("mean_bay_minutes",)),
    Field("needs_torque", "要填扭矩", ("needs_torque",)),
)
KIT_FIELDS: Final = (
    Field("operation_code", "作业代码", ("项目代码", "operation_code"), required=True),
    Field("part_no", "件号", ("配件号", "part_no"), required=True),
    Field("quantity", "数量", ("quantity",), required=True),
    Field("fits", "适用车型", ("models",)),
)
ITEM_FIELDS: Final = (
    Field("code", "检查项代码", ("finding_code",), required=True),
    Field("name", "检查项", ("名称", "item_zh"), required=True),
    Field("unit", "单位", ("measure_unit",)),
    Field("amber_from", "黄色起", ("amber_from",)),
    Field("red_from", "红色起", ("red_from",)),
    Field("operation_code", "作业代码", ("operation_code",)),
    Field("safety", "涉及安全", ("safety",)),
    Field("plain_words", "给客户的话", ("plain_words_zh",)),
)
BAY_FIELDS: Final = (
    Field("code", "工位号", ("工位", "bay_no"), required=True),
    Field("kind", "工位类别", ("类别", "kind_zh"), required=True),
    Field("team", "班组", ("home_team_zh",)),
    Field("high_voltage", "高压工位", ("high_voltage",)),
)


def read_operation(cells: Cells) -> OperationRow:
    hours, price = cells.number("book_hours"), cells.number("price")
    if hours is None or price is None:
        raise ValueError("缺标准工时或工时费")
    return OperationRow(
        code=cells.needed("code"),
        name=cells.needed("name"),
        category=cells.text("category"),
        skill=cells.text("skill"),
        book_hours=hours,
        rate_kind=cells.one_of("rate_kind", LabourOperation.RateKind, LabourOperation.RateKind.MECHANICAL),
        price=price,
        energies=cells.text("energies"),
        mean_bay_minutes=cells.whole("bay_minutes") or 0,
        needs_torque=cells.yes("needs_torque"),
    )


def read_kit(cells: Cells) -> KitRow:
    quantity = cells.whole("quantity")
    if quantity is None or quantity <= 0:
        raise ValueError("数量要大于 0")
    return KitRow(cells.needed("operation_code"), cells.needed("part_no"), quantity, cells.text("fits"))


def read_item(cells: Cells) -> ItemRow:
    return ItemRow(
        code=cells.needed("code"),
        name=cells.needed("name"),
        unit=cells.text("unit"),
        amber_from=cells.text("amber_from"),
        red_from=cells.text("red_from"),
        operation_code=cells.text("operation_code"),
        safety=cells.yes("safety"),
        plain_words=cells.text("plain_words"),
    )


def read_bay(cells: Cells) -> BayRow:
    return BayRow(cells.needed("code"), cells.needed("kind"), cells.text("team"), cells.yes("high_voltage"))


def take_operations(ctx: Any, rows: Sequence[OperationRow], token: str) -> None:
    actions.load_operations(ctx, rows=list(rows), since=ctx.today, token=token)


def take_kits(ctx: Any, rows: Sequence[KitRow], token: str) -> None:
    """For the operations that hold today."""
    dates = LabourOperation.objects.of(ctx).filter(since__lte=ctx.today).order_by("-since")
    since = dates.values_list("since", flat=True).first()
    if since is None:
        raise Refusal("还没有工时目录：请先导入 operations")
    actions.load_kits(ctx, rows=list(rows), since=since, token=token)


def take_items(ctx: Any, rows: Sequence[ItemRow], token: str) -> None:
    actions.load_inspection_items(ctx, rows=list(rows), token=token)


def take_bays(ctx: Any, rows: Sequence[BayRow], token: str) -> None:
    actions.load_bays(ctx, rows=list(rows), token=token)


OPERATIONS: Final = PlainLedger(
    "operations", "工时目录", OPERATION_FIELDS, read_operation, take_operations, chunk=10_000
)
KITS: Final = PlainLedger("kits", "料包", KIT_FIELDS, read_kit, take_kits, chunk=10_000)
ITEMS: Final = PlainLedger("inspection-items", "检查项", ITEM_FIELDS, read_item, take_items, chunk=10_000)
BAYS: Final = PlainLedger("bays", "工位", BAY_FIELDS, read_bay, take_bays, chunk=1_000)
