"""What is on the shelf, who asked for it, where it went."""

from zhangdian.resources.parts.models.catalogue import Part, PartPrice
from zhangdian.resources.parts.models.counter import CounterSale, CounterSaleLine, InternalUse
from zhangdian.resources.parts.models.counting import CountLine, StockCount, StockCountQuerySet
from zhangdian.resources.parts.models.moved import IssueSlip, Movement, SupplierReturn
from zhangdian.resources.parts.models.requests import (
    Requisition,
    RequisitionLine,
    RequisitionQuerySet,
    Reservation,
)
from zhangdian.resources.parts.models.shelves import Lot, Receipt, StockCard, Supplier

__all__ = [
    "CountLine",
    "CounterSale",
    "CounterSaleLine",
    "InternalUse",
    "IssueSlip",
    "Lot",
    "Movement",
    "Part",
    "PartPrice",
    "Receipt",
    "Requisition",
    "RequisitionLine",
    "RequisitionQuerySet",
    "Reservation",
    "StockCard",
    "StockCount",
    "StockCountQuerySet",
    "Supplier",
    "SupplierReturn",
]
