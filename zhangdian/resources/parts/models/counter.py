"""Sold and used without an order."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.money import MoneyField, UnitPriceField
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.sights import CUSTOMER_NAME
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts.models.catalogue import Part


class CounterSale(Root):
    """Parts sold over the counter (柜台销售): priced, paid at the till, then issued."""

    class Channel(models.TextChoices):
        COUNTER = "counter", "柜台"
        WHOLESALE = "whole", "批发"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("销售单号", max_length=30, blank=True, default="")
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices, default=Channel.COUNTER)
    buyer = SealedCharField("买方", max_length=60, sight=CUSTOMER_NAME)
    sold_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="经办人")
    sold_at = models.DateTimeField("开单时间")
    amount = MoneyField("金额")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_because = models.CharField("作废原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "柜台销售单"
        ordering = ("-sold_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="counter_sale_number_once", condition=~Q(number="")
            )
        ]
        indexes: ClassVar = [models.Index(fields=["store", "sold_at"], name="counter_sale_by_time")]

    def __str__(self) -> str:
        return self.number or "柜台销售"


class CounterSaleLine(Record):
    """A part of a counter sale, rounded once, with its VAT."""

    root = "sale"
    store_path = "sale__store"
    sale = models.ForeignKey(
        CounterSale, on_delete=models.PROTECT, related_name="lines", verbose_name="销售单"
    )
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+", verbose_name="配件")
    quantity = models.PositiveIntegerField("数量")
    unit_price = UnitPriceField("单价")
    discount_percent = models.DecimalField("折扣(%)", max_digits=5, decimal_places=2, default=Decimal(0))
    amount = MoneyField("金额")
    net = MoneyField("不含税")
    tax = MoneyField("税额")

    class Meta:
        verbose_name = "销售行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    quantity__gt=0, amount__gte=0, discount_percent__gte=0, discount_percent__lte=100
                ),
                name="counter_sale_line_is_sound",
                violation_error_message="数量至少是 1，折扣在 0 到 100 之间",
            )
        ]


class InternalUse(Root):
    """A department draws parts for itself (内部领用)."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("领用单号", max_length=30, blank=True, default="")
    department = models.CharField("部门", max_length=30)
    why = models.CharField("用途", max_length=100)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")

    class Meta:
        verbose_name = "内部领用单"
        ordering = ("-asked_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="internal_use_number_once", condition=~Q(number="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.why}"
