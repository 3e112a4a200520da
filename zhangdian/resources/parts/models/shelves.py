"""The store's shelves: where it came from, lots and cards."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.foundation.kernel.sight import SealedMoneyField, SealedUnitPriceField
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts.models.catalogue import Part
from zhangdian.resources.parts.sights import PARTS_COST


class Supplier(Root):
    """Who delivers parts to the store, and whether he is approved."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("编号", max_length=10)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=20, blank=True, default="")
    approved = models.BooleanField("已核准", default=False)
    part_kinds = models.CharField("供应种类", max_length=60, blank=True, default="")
    lead_days = models.DecimalField("到货天数", max_digits=5, decimal_places=1, default=0)
    cutoff = models.TimeField("订货截止", null=True, blank=True)
    order_days = models.CharField("订货日", max_length=30, blank=True, default="")
    note = models.CharField("备注", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "供应商"
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code"],
                name="supplier_code_once_per_store",
                violation_error_message="供应商编号已存在",
            )
        ]

    def __str__(self) -> str:
        return self.name


class StockCard(Root):
    """The store's card of a part (货位卡): where it lies and how much of it there should be.

    It is what every taker locks before he counts: issue, reserve, return, count, transfer alike.
    """

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="cards", verbose_name="配件")
    bin = models.CharField("货位", max_length=20, blank=True, default="")
    min_stock = models.PositiveIntegerField("下限", default=0)
    max_stock = models.PositiveIntegerField("上限", default=0)
    monthly_demand = models.PositiveIntegerField("月需求", default=0)

    class Meta:
        verbose_name = "货位卡"
        ordering = ("bin", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "part"],
                name="stock_card_once_per_store_and_part",
                violation_error_message="这个配件在本店已有货位卡",
            ),
            models.CheckConstraint(
                condition=Q(max_stock__gte=F("min_stock")),
                name="stock_card_maximum_above_minimum",
                violation_error_message="上限不能低于下限",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.bin}".strip()


class Receipt(Root):
    """Goods that came in together (入库单)."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("入库单号", max_length=30, blank=True, default="")
    supplier = models.ForeignKey(
        Supplier, null=True, on_delete=models.PROTECT, related_name="receipts", verbose_name="供应商"
    )
    delivery_note = models.CharField("送货单号", max_length=40, blank=True, default="")
    received_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="收货人"
    )
    received_at = models.DateTimeField("收货时间")

    class Meta:
        verbose_name = "入库单"
        ordering = ("-received_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="receipt_number_once", condition=~Q(number="")
            )
        ]


class Lot(Record):
    """One receipt of one part: what came, what is left, and what the rest is worth."""

    class Source(models.TextChoices):
        PURCHASE = "purchase", "采购"
        OPENING = "opening", "期初"
        FOUND = "found", "盘盈"
        TRANSFER = "transfer", "调拨"

    root = "card"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(StockCard, on_delete=models.PROTECT, related_name="lots", verbose_name="货位卡")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+", verbose_name="配件")
    receipt = models.ForeignKey(
        Receipt, null=True, on_delete=models.PROTECT, related_name="lots", verbose_name="入库单"
    )
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    supplier = models.ForeignKey(
        Supplier, null=True, on_delete=models.PROTECT, related_name="lots", verbose_name="供应商"
    )
    received_on = models.DateField("入库日")
    expires_on = models.DateField("有效至", null=True, blank=True)
    received = models.PositiveIntegerField("入库数")
    on_hand = models.IntegerField("在库数")
    unit_cost = SealedUnitPriceField("单位成本", sight=PARTS_COST)
    value_received = SealedMoneyField("入库金额", sight=PARTS_COST)
    value_left = SealedMoneyField("在库金额", sight=PARTS_COST)
    blocked_because = models.CharField("封存原因", max_length=100, blank=True, default="")
    """A lot that failed the check stands in the blocked place and is not issued."""

    class Meta:
        verbose_name = "批次"
        ordering = ("received_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(on_hand__gte=0),
                name="lot_never_below_zero",
                violation_error_message="这个批次没有这么多了：请刷新后按现在的库存再发",
            ),
            models.CheckConstraint(
                condition=Q(on_hand__lte=F("received")),
                name="lot_never_above_received",
                violation_error_message="退回的数量超过这个批次入库的数量",
            ),
            models.CheckConstraint(
                condition=Q(value_left__gte=0),
                name="lot_value_never_negative",
                violation_error_message="批次的在库金额不能是负数",
            ),
            models.CheckConstraint(
                condition=Q(on_hand__gt=0) | Q(value_left=0),
                name="lot_empty_is_worth_nothing",
                violation_error_message="批次发完时在库金额必须是 0.00",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["store", "part", "received_on"],
                name="lot_with_stock",
                condition=Q(on_hand__gt=0),
            ),
            models.Index(fields=["card", "received_on"], name="lot_by_card"),
            models.Index(
                fields=["store", "expires_on"],
                name="lot_by_end",
                condition=Q(expires_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on.month}月{self.received_on.day}日 {self.get_source_display()}"
