"""Who pays what, and the way out."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.db.models.lookups import Exact

from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record
from zhangdian.frontline.service.models.order import Payer, RepairOrder


def makes(total: str, parts: Any) -> Exact:
    """The condition that amounts add up; rounded, for SQLite keeps decimals as binary numbers."""
    return Exact(Round(parts - F(total), precision=2), Decimal(0))


class Statement(Record):
    """结算单 of one payer: made from done and authorized lines only, totals are sums of its lines."""

    root = "order"
    store_path = "order__store"
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="statements")
    payer = models.CharField("谁付", max_length=12, choices=Payer.choices)
    revision = models.PositiveSmallIntegerField("第几版")
    number = models.CharField("结算单号", max_length=20, blank=True, default="")
    labour = MoneyField("工时")
    parts = MoneyField("配件")
    discount = MoneyField("优惠")
    total = MoneyField("合计")
    net = MoneyField("不含税")
    tax = MoneyField("税额")
    made_at = models.DateTimeField("生成于")
    signed_at = models.DateTimeField("签字于", null=True)
    voided_at = models.DateTimeField("作废", null=True)

    class Meta:
        verbose_name = "结算单"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "payer"], condition=Q(voided_at__isnull=True), name="one_statement_per_payer"
            ),
            models.CheckConstraint(
                condition=makes("total", F("net") + F("tax")), name="statement_net_and_tax_make_total"
            ),
            models.CheckConstraint(
                condition=makes("total", F("labour") + F("parts") - F("discount")),
                name="statement_parts_make_total",
            ),
        ]


class StatementLine(Record):
    """One amount of a statement with its VAT, as it was shown."""

    root = "order"
    store_path = "order__store"

    class Kind(models.TextChoices):
        LABOUR = "labour", "工时"
        PART = "part", "配件"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField("种类", max_length=6, choices=Kind.choices)
    line = models.ForeignKey("service.OrderLine", on_delete=models.PROTECT, related_name="+")
    part_line = models.ForeignKey("service.PartLine", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    quantity = models.PositiveSmallIntegerField("数量")
    price = MoneyField("原价")
    discount = MoneyField("优惠")
    amount = MoneyField("金额")
    net = MoneyField("不含税")
    tax = MoneyField("税额")

    class Meta:
        verbose_name = "结算行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=makes("amount", F("net") + F("tax")), name="statement_line_net_and_tax"
            ),
            models.CheckConstraint(
                condition=Q(makes("amount", F("price") - F("discount")), amount__gte=0),
                name="statement_line_amount",
            ),
        ]


class GatePass(Record):
    """出门证: made with the statement, valid once paid or on account, good for one exit."""

    root = "order"
    store_path = "order__store"
    order = models.OneToOneField(RepairOrder, on_delete=models.PROTECT, related_name="gate_pass")
    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("出门证号", max_length=20, blank=True, default="")
    code = models.CharField("验证码", max_length=12)
    made_at = models.DateTimeField("生成于")
    used_at = models.DateTimeField("使用于", null=True)

    class Meta:
        verbose_name = "出门证"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="gate_pass_number_once"
            ),
        ]
