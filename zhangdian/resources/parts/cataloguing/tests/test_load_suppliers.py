"""Who delivers to the store."""

from decimal import Decimal

from zhangdian.resources.parts.actions import SupplierRow, load_suppliers
from zhangdian.resources.parts.models import Supplier


def test_a_supplier_is_loaded_once(shop):
    row = SupplierRow("S99", "新供应商", "本地", True, "品牌件", Decimal("0.3"), "17:30", "每天", "")
    load_suppliers(shop.clock, rows=[row])
    load_suppliers(shop.clock, rows=[row])
    assert Supplier.objects.get(code="S99").cutoff.hour == 17
