"""What is asked of the store, and what is set aside for it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models.catalogue import Part
from zhangdian.resources.parts.models.shelves import StockCard


class RequisitionQuerySet(RecordQuerySet):
    """Requisitions by what they are for."""

    def open(self) -> Any:
        return self.filter(state__in=[Requisition.State.OPEN, Requisition.State.PARTLY])

    def for_purpose(self, purpose: Any) -> Any:
        return self.filter(purpose_type=purpose._meta.label_lower, purpose_id=purpose.pk)


class Requisition(Root):
    """What an order or a sale asks of the store (领料单); parts are issued against it and nothing else."""

    class State(models.TextChoices):
        OPEN = "open", "待发"
        PARTLY = "partly", "部分已发"
        ISSUED = "issued", "已发"
        VOID = "void", "作废"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.OPEN: {State.PARTLY, State.ISSUED, State.VOID},
        State.PARTLY: {State.ISSUED},
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    number = models.CharField("领料单号", max_length=30, blank=True, default="")
    purpose_type = models.CharField(max_length=60)
    purpose_id = models.BigIntegerField()
    purpose_text = models.CharField("用于", max_length=60)
    """The plate, or what else names it at the window."""
    work_text = models.CharField("作业", max_length=60, blank=True, default="")
    wanted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="领料人"
    )
    wanted_at = models.DateTimeField("申请时间")
    issued_at = models.DateTimeField("发齐时间", null=True, blank=True)
    box = models.CharField("料箱", max_length=10, blank=True, default="")
    voided_because = models.CharField("作废原因", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(RequisitionQuerySet)()

    class Meta:
        verbose_name = "领料单"
        ordering = ("wanted_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="requisition_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                condition=Q(purpose_id__gt=0) & ~Q(purpose_type=""),
                name="requisition_has_a_source",
                violation_error_message="领料单要有来源：任务委托书、销售单或内部领用",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["purpose_type", "purpose_id"], name="requisition_by_purpose"),
            models.Index(fields=["store", "state", "wanted_at"], name="requisition_by_state"),
        ]

    def __str__(self) -> str:
        return self.number or self.purpose_text

    def derive_state(self) -> "Requisition.State":
        """From its lines: nothing outstanding is issued, or void when nothing ever was."""
        lines = self.at_hand("lines")
        issued = sum(line.issued for line in lines)
        if any(line.outstanding for line in lines):
            return self.State.PARTLY if issued else self.State.OPEN
        return self.State.ISSUED if issued else self.State.VOID


class RequisitionLineQuerySet(RecordQuerySet):
    def for_acts(self) -> Any:
        return self.select_related("part")


class RequisitionLine(Record):
    """So many pieces of a part, for a line of the order."""

    class Payer(models.TextChoices):
        CUSTOMER = "customer", "客户"
        INSURER = "insurer", "保险"
        MANUFACTURER = "maker", "厂家"
        INTERNAL = "internal", "本店"

    class WaitsFor(models.TextChoices):
        """Who has the ball while a piece is short; values are holders of holds."""

        PLANNER = Role.PARTS_PLANNER.value, "配件计划员"
        MANUFACTURER = holds.MANUFACTURER, "厂家"
        SUPPLIER = holds.SUPPLIER, "供应商"

    root = "requisition"
    store_path = "requisition__store"
    requisition = models.ForeignKey(
        Requisition, on_delete=models.PROTECT, related_name="lines", verbose_name="领料单"
    )
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+", verbose_name="配件")
    line_id = models.BigIntegerField(null=True, blank=True)
    """Key of the line, in the room above, for which this part is."""
    payer = models.CharField("付费方", max_length=8, choices=Payer.choices, default=Payer.CUSTOMER)
    wanted = models.PositiveIntegerField("申请数")
    at_once = models.PositiveIntegerField("当时有货", default=0)
    """Pieces that were free when the line was first requested: the first-pick rate is read from here."""
    issued = models.PositiveIntegerField("已发数", default=0)
    returned = models.PositiveIntegerField("已退数", default=0)
    voided = models.PositiveIntegerField("取消数", default=0)
    waits_for = models.CharField("缺料等谁", max_length=12, choices=WaitsFor.choices, blank=True, default="")
    eta = models.DateTimeField("预计到货", null=True, blank=True)
    shortage_answer = models.CharField("缺料答复", max_length=100, blank=True, default="")
    told = models.CharField("已告诉", max_length=60, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(RequisitionLineQuerySet)()

    class Meta:
        verbose_name = "领料行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wanted__gt=0),
                name="requisition_line_wants_something",
                violation_error_message="申请数量至少是 1",
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=F("issued") + F("voided")),
                name="requisition_line_never_issued_above_wanted",
                violation_error_message="发料数量超过申请数量",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")),
                name="requisition_line_never_returned_above_issued",
                violation_error_message="退料数量超过已发数量",
            ),
            models.UniqueConstraint(
                fields=["requisition", "part", "line_id"],
                name="requisition_line_once_per_part_and_order_line",
                violation_error_message="同一作业的同一配件只列一行",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["part"], name="requisition_line_by_part")]

    @property
    def outstanding(self) -> int:
        """Pieces still to be issued."""
        return self.wanted - self.issued - self.voided

    @property
    def kept(self) -> int:
        """Pieces that stayed with the work: issued and not returned."""
        return self.issued - self.returned


class Reservation(Record):
    """Pieces that lie on the shelf for somebody; of them nobody else may take."""

    root = "card"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(
        StockCard, on_delete=models.PROTECT, related_name="reservations", verbose_name="货位卡"
    )
    requisition_line = models.OneToOneField(
        RequisitionLine, null=True, on_delete=models.PROTECT, related_name="reservation"
    )
    purpose_type = models.CharField(max_length=60)
    purpose_id = models.BigIntegerField()
    purpose_text = models.CharField("预留给", max_length=60)
    quantity = models.PositiveIntegerField("预留数")
    """What is still held back; falls with each issue to zero."""
    wanted_on = models.DateField("用于日期", null=True, blank=True)
    reserved_at = models.DateTimeField("预留时间")
    released_at = models.DateTimeField("释放时间", null=True, blank=True)
    released_because = models.CharField("释放原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "预留"
        ordering = ("reserved_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(quantity=0),
                name="reservation_released_holds_nothing",
                violation_error_message="已释放的预留不再占用库存",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["card"], name="reservation_in_force", condition=Q(quantity__gt=0)),
            models.Index(fields=["purpose_type", "purpose_id"], name="reservation_by_purpose"),
        ]

    def __str__(self) -> str:
        return str(self.card)
