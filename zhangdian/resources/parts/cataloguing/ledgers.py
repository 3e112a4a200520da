"""Parts and suppliers as lists: what the catalogue says of each, and its place in this store."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.resources.parts.cataloguing import actions
from zhangdian.resources.parts.cataloguing.actions import CatalogueRow, SupplierRow
from zhangdian.resources.parts.models import Part

PART_FIELDS: Final = (
    Field("part_no", "件号", ("配件号", "配件编码", "零件号", "part_no"), required=True),
    Field("name", "名称", ("配件名称", "品名", "name_zh"), required=True),
    Field("unit", "单位", ("计量单位", "unit_zh")),
    Field("group", "类别", ("配件类别", "分类", "group_zh")),
    Field("abc", "ABC", ("abc类", "abc")),
    Field("kind", "来源", ("配件来源", "品质", "part_kind_zh")),
    Field("pack", "包装数", ("包装数量", "pack_qty")),
    Field("lead_days", "到货天数", ("采购周期", "lead_days")),
    Field("shelf_life", "保质月数", ("保质期(月)", "shelf_life_months")),
    Field("hazard", "危险品", ("危险品类别", "hazard_zh")),
    Field("models", "适用车型", ("models",)),
    Field("superseded_by", "替代件号", ("替换件", "新件号", "superseded_by")),
    Field("retail", "零售价", ("销售价", "retail_price_yuan"), required=True),
    Field("dealer", "进货价", ("采购价", "网点价", "dealer_price_yuan")),
    Field("warranty", "索赔价", ("三包价", "warranty_price_yuan")),
    Field("bin", "货位", ("库位", "仓位", "bin")),
    Field("min_stock", "最低库存", ("下限", "min_stock")),
    Field("max_stock", "最高库存", ("上限", "max_stock")),
    Field("monthly_demand", "月用量", ("月均用量", "monthly_demand")),
    Field("note", "备注", ("note",)),
)
SUPPLIER_FIELDS: Final = (
    Field("code", "供应商编码", ("编码", "供应商代码", "supplier_code"), required=True),
    Field("name", "名称", ("供应商名称", "name_zh"), required=True),
    Field("kind", "类别", ("供应商类别", "kind_zh")),
    Field("approved", "合格供应商", ("是否合格", "approved")),
    Field("part_kinds", "供什么件", ("供货范围", "part_kinds_zh")),
    Field("lead_days", "到货天数", ("lead_days_mean",)),
    Field("cutoff", "截单时间", ("cutoff_time",)),
    Field("order_days", "订货日", ("order_days_zh",)),
    Field("note", "备注", ("note",)),
)


def read_part(cells: Cells) -> CatalogueRow:
    retail = cells.number("retail")
    if retail is None:
        raise ValueError("缺零售价")
    return CatalogueRow(
        part_no=cells.needed("part_no"),
        name=cells.needed("name"),
        unit=cells.text("unit") or "件",
        group=cells.text("group"),
        abc=cells.text("abc"),
        kind=cells.one_of("kind", Part.Kind, Part.Kind.GENUINE).value,
        pack_quantity=cells.whole("pack") or 1,
        lead_days=cells.whole("lead_days") or 0,
        shelf_life_months=cells.whole("shelf_life") or 0,
        hazard=cells.text("hazard"),
        models_fit=cells.text("models"),
        note=cells.text("note"),
        superseded_by=cells.text("superseded_by"),
        retail=retail,
        dealer=cells.number("dealer") or Decimal(0),
        warranty=cells.number("warranty") or Decimal(0),
        bin=cells.text("bin"),
        min_stock=cells.whole("min_stock") or 0,
        max_stock=cells.whole("max_stock") or 0,
        monthly_demand=cells.whole("monthly_demand") or 0,
    )


def read_supplier(cells: Cells) -> SupplierRow:
    return SupplierRow(
        code=cells.needed("code"),
        name=cells.needed("name"),
        kind=cells.text("kind"),
        approved=cells.yes("approved"),
        part_kinds=cells.text("part_kinds"),
        lead_days=cells.number("lead_days") or Decimal(0),
        cutoff=cells.text("cutoff"),
        order_days=cells.text("order_days"),
        note=cells.text("note"),
    )


def take_parts(ctx: Any, rows: Sequence[CatalogueRow], token: str) -> None:
    actions.load_catalogue(ctx, rows=list(rows), since=ctx.today, token=token)


def take_suppliers(ctx: Any, rows: Sequence[SupplierRow], token: str) -> None:
    actions.load_suppliers(ctx, rows=list(rows), token=token)


PARTS: Final = PlainLedger("parts", "配件目录", PART_FIELDS, read_part, take_parts)
SUPPLIERS: Final = PlainLedger("suppliers", "供应商", SUPPLIER_FIELDS, read_supplier, take_suppliers)
