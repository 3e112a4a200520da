"""What was moved, and what went back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.foundation.kernel.sight import SealedMoneyField
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts.models.requests import Requisition, RequisitionLine
from zhangdian.resources.parts.models.shelves import Lot, Supplier
from zhangdian.resources.parts.sights import PARTS_COST


class IssueSlip(Record):
    """One hand-over at the window (出库单): who gave, who took, and his signature by PIN."""

    root = "requisition"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    requisition = models.ForeignKey(
        Requisition, on_delete=models.PROTECT, related_name="slips", verbose_name="领料单"
    )
    number = models.CharField("出库单号", max_length=30, blank=True, default="")
    keeper = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="发料人"
    )
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="领料人")
    issued_at = models.DateTimeField("发料时间")
    signed_at = models.DateTimeField("领料签字", null=True, blank=True)

    class Meta:
        verbose_name = "出库单"
        ordering = ("issued_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="issue_slip_number_once", condition=~Q(number="")
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "issued_at"], name="issue_slip_by_time"),
            models.Index(fields=["taker"], name="issue_slip_unsigned", condition=Q(signed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.number


class Movement(Record):
    """Pieces in or out of one lot, for one line and of one kind; never changed."""

    class Kind(models.TextChoices):
        RECEIVE = "receive", "入库"
        ISSUE = "issue", "发料"
        RETURN = "return", "退料"
        ADJUST = "adjust", "盘盈盘亏"
        SUPPLIER_RETURN = "supplier", "退供应商"
        SCRAP = "scrap", "报废"

    root = "lot"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements", verbose_name="批次")
    kind = models.CharField("类型", max_length=8, choices=Kind.choices)
    quantity = models.IntegerField("数量")
    """In is positive, out is negative."""
    value = SealedMoneyField("金额", sight=PARTS_COST)
    """What the pieces cost, with the sign of the quantity."""
    requisition_line = models.ForeignKey(
        RequisitionLine, null=True, on_delete=models.PROTECT, related_name="movements"
    )
    slip = models.ForeignKey(IssueSlip, null=True, on_delete=models.PROTECT, related_name="movements")
    returns = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="returned_by")
    """The issue that this brings back, at its cost."""
    at = models.DateTimeField("时间")
    why = models.CharField("原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "出入库记录"
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "lot", "kind", "requisition_line"],
                name="movement_belongs_to_one_line_and_kind",
                condition=Q(requisition_line__isnull=False, returns__isnull=True),
                violation_error_message="同一批次在一次动作里只能为同一行发一次",
            ),
            models.UniqueConstraint(
                fields=["entry", "lot", "kind"],
                name="movement_without_line_once_per_lot_and_kind",
                condition=Q(requisition_line__isnull=True),
                violation_error_message="同一批次在一次动作里只能动一次",
            ),
            models.UniqueConstraint(
                fields=["entry", "returns"],
                name="movement_returns_an_issue_once",
                condition=Q(returns__isnull=False),
                violation_error_message="同一笔发料在一次动作里只能退一次",
            ),
            models.CheckConstraint(
                condition=~Q(quantity=0),
                name="movement_moves_something",
                violation_error_message="数量不能是 0",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, value__gte=0) | Q(quantity__lt=0, value__lte=0),
                name="movement_value_has_the_sign_of_quantity",
                violation_error_message="金额与数量方向不一致",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["issue", "return"]) | Q(requisition_line__isnull=False),
                name="movement_of_issue_has_a_requisition_line",
                violation_error_message="没有领料单不能发料：请服务顾问先在任务委托书上授权这个配件",
            ),
            models.CheckConstraint(
                condition=~Q(kind="return") | Q(returns__isnull=False),
                name="movement_of_return_names_its_issue",
                violation_error_message="退料要指明原来的发料",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["lot"], name="movement_by_lot"),
            models.Index(fields=["store", "at"], name="movement_by_time"),
        ]


class SupplierReturn(Root):
    """Pieces that went back to the supplier, until he has credited them (破损件回退)."""

    class State(models.TextChoices):
        OPEN = "open", "待结"
        SETTLED = "settled", "已结"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=7, choices=State.choices, default=State.OPEN)
    number = models.CharField("退货单号", max_length=30, blank=True, default="")
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, related_name="returns", verbose_name="供应商"
    )
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+", verbose_name="批次")
    quantity = models.PositiveIntegerField("数量")
    amount = SealedMoneyField("金额", sight=PARTS_COST)
    why = models.CharField("原因", max_length=100)
    sent_at = models.DateTimeField("退出时间")
    credit_note = models.CharField("贷项单号", max_length=40, blank=True, default="")
    settled_at = models.DateTimeField("结清时间", null=True, blank=True)

    class Meta:
        verbose_name = "退供应商单"
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="supplier_return_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(credit_note=""),
                name="supplier_return_settled_by_a_credit_note",
                violation_error_message="结清要填供应商的贷项单号",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state"], name="supplier_return_by_state")]

    def __str__(self) -> str:
        return self.number
