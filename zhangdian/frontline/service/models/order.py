"""The repair order of a visit, with its concerns, lines, parts, marks and things taken."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.money import MoneyField, UnitPriceField
from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.frontline.service.models.catalogue import LabourOperation


class Kind(models.TextChoices):
    """What a visit is for (demo/visit_kinds.csv)."""

    MAINTENANCE = "MAINT", "定期保养"
    FIRST_SERVICE = "FIRST", "首保"
    REPAIR = "REPAIR", "一般维修"
    WARRANTY = "WARRANTY", "质量担保"
    ACCIDENT = "ACCIDENT", "事故维修"
    RECALL = "RECALL", "召回与技术活动"
    TYRE = "TYRE", "轮胎与快修"
    ACCESSORY = "ACCESS", "精品加装"
    REWORK = "REWORK", "返修"
    INSPECTION = "INSPECT", "年检代办与检测"


def is_rework(kind: str, reworks: int) -> bool:
    """Whether work is done over: the car came back for it, or a check sent it back."""
    return kind == Kind.REWORK or reworks > 0


class Payer(models.TextChoices):
    """Who pays a line."""

    CUSTOMER = "customer", "客户"
    INSURER = "insurer", "保险公司"
    MANUFACTURER = "maker", "主机厂"
    INTERNAL = "internal", "本店"


class Appointment(Root):
    """A visit booked ahead: car, hour, the customer's words, advisor."""

    class State(models.TextChoices):
        BOOKED = "booked", "已预约"
        ARRIVED = "arrived", "已到店"
        MISSED = "missed", "爽约"
        CANCELLED = "cancelled", "已取消"

    ARROWS: ClassVar = {State.BOOKED: {State.ARRIVED: "登记到店"}}

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.BOOKED)
    vehicle = models.ForeignKey(
        "customers.Vehicle", on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    advisor = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    kind = models.CharField("来做什么", max_length=10, choices=Kind.choices, default=Kind.MAINTENANCE)
    slot_at = models.DateTimeField("预约时间")
    words = models.CharField("客户的话", max_length=300, blank=True, default="")
    channel = models.CharField("来源", max_length=10, default="电话")
    booked_at = models.DateTimeField("登记于")
    ended_because = models.CharField("取消原因", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = "预约"
        ordering = ("slot_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vehicle", "slot_at"],
                condition=Q(state="booked"),
                name="vehicle_booked_once_at_a_time",
                violation_error_message="这台车在这个时间已经有预约了",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "slot_at"], name="appointment_by_slot")]


def is_here(path: str = "") -> Q:
    """The condition of a car that is still here: its state, and what follows from it, so that the index of
    those few orders is found.
    """
    return Q(
        **{
            f"{path}state__in": RepairOrder.HERE,
            f"{path}exited_at__isnull": True,
            f"{path}voided_at__isnull": True,
        }
    )


class OrderQuerySet(RecordQuerySet):
    def for_acts(self) -> "OrderQuerySet":
        return self.select_related("vehicle__model", "advisor")

    def open(self) -> "OrderQuerySet":
        """Cars that are still here."""
        return self.filter(is_here())


class RepairOrder(Root):
    """A visit and its order (任务委托书): opens with a plate, ends at the exit; its state follows its
    facts.
    """

    personal = frozenset({"sender_name"})

    class State(models.TextChoices):
        DRAFT = "draft", "接车"
        WAITING = "waiting", "待派工"
        IN_REPAIR = "in_repair", "维修中"
        CHECKING = "checking", "检验"
        WASHING = "washing", "洗车"
        READY = "ready", "待交车"
        SETTLING = "settling", "结算"
        RELEASED = "released", "可放行"
        LEFT = "left", "已出厂"
        VOID = "void", "已作废"

    HERE = ("draft", "waiting", "in_repair", "checking", "washing", "ready", "settling", "released")

    ARROWS: ClassVar = {
        State.DRAFT: {State.WAITING, State.VOID},
        State.WAITING: {State.IN_REPAIR, State.VOID, State.READY},
        State.IN_REPAIR: {State.CHECKING, State.WAITING},
        State.CHECKING: {State.IN_REPAIR, State.WAITING, State.WASHING, State.READY},
        State.WASHING: {State.READY, State.IN_REPAIR, State.WAITING},
        State.READY: {State.SETTLING, State.WASHING, State.IN_REPAIR, State.WAITING, State.RELEASED},
        State.SETTLING: {State.RELEASED, State.READY},
        State.RELEASED: {State.LEFT, State.SETTLING, State.READY},
    }

    class Wash(models.TextChoices):
        YES = "yes", "标准洗"
        NO = "no", "不洗"

    class OldParts(models.TextChoices):
        SHOW = "show", "展示后门店处理"
        TAKE = "take", "带走"

    class Pay(models.TextChoices):
        CODE = "code", "扫码"
        CARD = "card", "刷卡"
        CASH = "cash", "现金"
        ACCOUNT = "account", "挂账"

    class Stay(models.TextChoices):
        WAITS = "waits", "在店等"
        LEAVES = "leaves", "先离开"
        OTHER = "other", "别人来取"

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField("委托书号", max_length=20, blank=True, default="")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.REPAIR)
    vehicle = models.ForeignKey(
        "customers.Vehicle", on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    plate = models.CharField("车牌", max_length=12)
    """As it stood on the car at arrival."""
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车主"
    )
    sender_name = models.CharField("送修人", max_length=30, blank=True, default="")
    sender_phone = SealedCharField(
        "送修人电话", max_length=20, blank=True, default="", sight="customer_phone"
    )
    sender_is_owner = models.BooleanField("车主本人送修", default=True)
    appointment = models.OneToOneField(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="预约"
    )
    advisor = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )

    # reception
    arrived_at = models.DateTimeField("到店")
    key_tag = models.PositiveSmallIntegerField("钥匙牌", null=True)
    greeted_at = models.DateTimeField("迎接", null=True)
    covers_fitted_at = models.DateTimeField("三件套已铺", null=True)
    walked_around_at = models.DateTimeField("环车完成", null=True)
    mileage_km = models.PositiveIntegerField("里程", null=True)
    fuel_eighths = models.PositiveSmallIntegerField("油量", null=True)
    belongings = models.CharField("车内物品", max_length=200, blank=True, default="")
    belongings_movable = models.CharField("物品可否移动", max_length=10, blank=True, default="")
    found_around = models.CharField("随车缺少和异常", max_length=200, blank=True, default="")
    """Spare wheel, tools, lights, glass, gauges: what was missing or wrong; empty when all was well."""
    papers_checked = models.CharField("证件核对", max_length=20, blank=True, default="")

    # write-up
    desk_at = models.DateTimeField("到前台", null=True)
    wash = models.CharField("洗车", max_length=4, choices=Wash.choices, default=Wash.YES)
    old_parts = models.CharField("旧件", max_length=4, choices=OldParts.choices, default=OldParts.SHOW)
    pay = models.CharField("付款方式", max_length=8, choices=Pay.choices, default=Pay.CODE)
    stay = models.CharField("客户", max_length=8, choices=Stay.choices, default=Stay.WAITS)
    promised_at = models.DateTimeField("承诺交车", null=True)
    first_promised_at = models.DateTimeField("首次承诺", null=True)
    revision = models.PositiveSmallIntegerField("内容版次", default=1)
    """Raised whenever what the customer agrees to changes."""
    history_seen_at = models.DateTimeField("档案已看", null=True)
    signed_at = models.DateTimeField("委托书签字", null=True)
    signed_revision = models.PositiveSmallIntegerField(null=True)
    agreed_amount = MoneyField("客户同意金额", default=Decimal(0))
    """What the customer has agreed to pay so far: the order and each authorized extra work."""

    # workshop
    accepted_at = models.DateTimeField("车间接车", null=True)
    team_accepted_at = models.DateTimeField("班组验车", null=True)
    priority = models.SmallIntegerField("优先", default=0)
    box = models.CharField("料箱", max_length=6, blank=True, default="")

    # inspection and wash
    self_checked_at = models.DateTimeField("自检", null=True)
    leader_passed_at = models.DateTimeField("组长检查", null=True)
    final_passed_at = models.DateTimeField("总检合格", null=True)
    reworks = models.PositiveSmallIntegerField("内部返修", default=0)
    wash_started_at = models.DateTimeField("开始洗车", null=True)
    washed_at = models.DateTimeField("洗车完成", null=True)
    washer = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="洗车工"
    )
    rewashes = models.PositiveSmallIntegerField("重洗", default=0)
    place = models.CharField("停放", max_length=8, blank=True, default="")

    # delivery
    internally_checked_at = models.DateTimeField("内部交车", null=True)
    customer_told_at = models.DateTimeField("已通知客户", null=True)
    pickup_at = models.DateTimeField("约定取车", null=True)
    customer_here_at = models.DateTimeField("客户到车旁", null=True)
    covers_removed_at = models.DateTimeField("三件套已取下", null=True)
    next_service_on = models.DateField("下次保养", null=True)
    next_service_km = models.PositiveIntegerField("下次保养里程", null=True)
    service_due_on = models.DateField("预计下次保养", null=True)
    """The agreed day, or earlier where the car's habit brings it to the mileage before."""
    callback_on = models.DateField("约定回访", null=True)
    callback_hour = models.CharField("回访时段", max_length=10, blank=True, default="")
    call_at = models.DateTimeField("回访该打", null=True)
    """When the next follow-up call is due; empty before the car has left and when the call has ended."""
    reminder_channel = models.CharField("提醒方式", max_length=6, blank=True, default="")
    booklet_entered_at = models.DateTimeField("保养手册已记", null=True)
    mood = models.PositiveSmallIntegerField("心情", null=True)
    large_confirmed_at = models.DateTimeField("服务经理参与", null=True)

    # settlement and exit
    statement_signed_at = models.DateTimeField("结算单签字", null=True)
    exited_at = models.DateTimeField("出厂", null=True)
    voided_at = models.DateTimeField("作废", null=True)
    void_reason = models.CharField("作废原因", max_length=60, blank=True, default="")

    objects: ClassVar[Any] = RecordManager.from_queryset(OrderQuerySet)()

    class Meta:
        verbose_name = "工单"
        ordering = ("-arrived_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "vehicle"],
                condition=Q(exited_at__isnull=True, voided_at__isnull=True),
                name="vehicle_here_once",
                violation_error_message="这台车已经在店里了：请打开它的工单",
            ),
            models.UniqueConstraint(
                fields=["store", "key_tag"],
                condition=Q(exited_at__isnull=True, voided_at__isnull=True, key_tag__isnull=False),
                name="key_tag_on_one_car",
                violation_error_message="这个钥匙牌已经挂在另一台车上了：请换一个",
            ),
            models.UniqueConstraint(
                fields=["store", "place"],
                condition=Q(exited_at__isnull=True, voided_at__isnull=True) & ~Q(place=""),
                name="one_car_on_a_place",
                violation_error_message="这个车位刚停进了另一台车：请换一个",
            ),
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="order_number_once"
            ),
            models.CheckConstraint(
                condition=Q(fuel_eighths__isnull=True) | Q(fuel_eighths__lte=8),
                name="fuel_at_most_full",
                violation_error_message="油量是 0 到 8 格",
            ),
            models.CheckConstraint(
                condition=Q(final_passed_at__isnull=True) | Q(leader_passed_at__isnull=False),
                name="final_inspection_after_leader",
                violation_error_message="组长检查之后才能总检",
            ),
            models.CheckConstraint(
                condition=Q(statement_signed_at__isnull=True)
                | Q(final_passed_at__isnull=False)
                | Q(signed_at__isnull=False),
                name="statement_after_work",
                violation_error_message="总检合格之后才能结算",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-arrived_at", "-id"], name="order_by_arrival"),
            models.Index(fields=["store", "state", "-arrived_at", "-id"], name="order_by_state"),
            models.Index(
                fields=["store", "arrived_at"],
                condition=Q(exited_at__isnull=True, voided_at__isnull=True),
                name="order_of_car_here",
            ),
            models.Index(fields=["store", "state", "acted_at"], name="order_by_standing"),
            models.Index(fields=["vehicle", "-arrived_at"], name="order_by_vehicle"),
            models.Index(fields=["advisor", "state"], name="order_by_advisor"),
            models.Index(fields=["store", "exited_at"], name="order_by_exit"),
            models.Index(fields=["store", "plate"], name="order_by_plate"),
            models.Index(
                fields=["store", "call_at"],
                condition=Q(call_at__isnull=False),
                name="order_by_call",
            ),
            models.Index(
                fields=["advisor", "next_service_on", "service_due_on"],
                condition=Q(service_due_on__isnull=False),
                name="order_by_advisors_service",
            ),
            models.Index(
                fields=["store", "next_service_on", "service_due_on", "advisor"],
                condition=Q(service_due_on__isnull=False),
                name="order_by_next_service",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.plate

    @property
    def is_rework(self) -> bool:
        return is_rework(self.kind, self.reworks)

    def derive_state(self) -> "RepairOrder.State":
        """The state that follows from the facts (design.md §4)."""
        state = RepairOrder.State
        if self.voided_at:
            return state.VOID
        if self.exited_at:
            return state.LEFT
        if self.statement_signed_at:
            return state.SETTLING if self.is_unpaid() else state.RELEASED
        if not self.signed_at:
            return state.DRAFT
        if self.final_passed_at:
            washing = self.wash == RepairOrder.Wash.YES and not self.washed_at
            return state.WASHING if washing else state.READY
        work = self.authorized_lines()
        if not work:
            # Everything was declined or nothing was to be done: the car is handed back as it came.
            return state.READY
        if all(line.finished_at for line in work):
            return state.CHECKING
        return state.IN_REPAIR if any(line.dispatched_at for line in work) else state.WAITING

    def standing_lines(self) -> "list[OrderLine]":
        """Lines that nobody took off."""
        return [line for line in self.at_hand("lines") if line.voided_at is None]

    def live_lines(self) -> "list[OrderLine]":
        """Lines that are to be done, or that the customer is asked about."""
        return [line for line in self.standing_lines() if line.declined_at is None]

    def authorized_lines(self) -> "list[OrderLine]":
        """Lines that the customer said yes to."""
        return [line for line in self.standing_lines() if line.authorized_at]

    def standing_parts(self) -> "list[PartLine]":
        """Parts of its lines that nobody took off."""
        return [row for row in self.at_hand("part_lines") if row.voided_at is None]

    def seen_by_signers(self) -> dict[str, Any]:
        """Whose car it is and every price on it: work that goes on meanwhile changes nothing of that."""
        kept = self.lines.filter(voided_at=None).order_by("pk")
        parts = self.part_lines.filter(voided_at=None).order_by("pk")
        priced = ("pk", "name", "quantity", "labour", "discount", "payer", "declined_at")
        return {
            "kind": self.kind,
            "customer": self.customer_id,
            "agreed": self.agreed_amount,
            "lines": list(kept.values_list(*priced)),
            "parts": list(parts.values_list("pk", "line_id", "name", "quantity", "amount")),
        }

    def is_unpaid(self) -> bool:
        """Whether a receivable of this order is neither paid nor approved on account."""
        return holds.waits_for(self, "unpaid")


class Concern(Record):
    """The customer's words for one thing that he wants, exactly as he said them."""

    root = "order"
    store_path = "order__store"

    class Fault(models.TextChoices):
        OPEN = "open", "未判断"
        CONFIRMED = "confirmed", "已确认"
        DIAGNOSE = "diagnose", "先检查"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="concerns")
    words = models.CharField("客户的话", max_length=300)
    circumstances = models.CharField("什么时候", max_length=200, blank=True, default="")
    fault = models.CharField("故障判断", max_length=10, choices=Fault.choices, default=Fault.OPEN)
    explained = models.CharField("说明", max_length=200, blank=True, default="")
    solved = models.BooleanField("已解决", null=True)

    class Meta:
        verbose_name = "客户的话"
        ordering = ("pk",)


class OrderLineQuerySet(RecordQuerySet):
    def for_acts(self) -> "OrderLineQuerySet":
        return self.select_related("operation", "technician")


class PartLineQuerySet(RecordQuerySet):
    def for_acts(self) -> "PartLineQuerySet":
        return self.select_related("part")


COMES_AFTER = {"喷漆": "钣金"}
"""Stages of body work by skill: what is painted was beaten straight before."""


class OrderLine(Record):
    """One operation of an order: estimated, authorized, dispatched, done, paid by somebody."""

    root = "order"
    store_path = "order__store"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="lines")
    concern = models.ForeignKey(Concern, null=True, on_delete=models.PROTECT, related_name="lines")
    operation = models.ForeignKey(LabourOperation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("项目", max_length=60)
    skill = models.CharField("技能", max_length=20)
    hours = models.DecimalField("工时", max_digits=8, decimal_places=2)
    quantity = models.PositiveSmallIntegerField("数量", default=1)
    labour = MoneyField("工时费")
    discount = MoneyField("折扣", default=Decimal(0))
    vat_rate = models.DecimalField("税率", max_digits=5, decimal_places=4, default=Decimal("0.13"))
    payer = models.CharField("谁付", max_length=12, choices=Payer.choices, default=Payer.CUSTOMER)
    approval_no = models.CharField("批准号", max_length=40, blank=True, default="")
    is_diagnosis = models.BooleanField("诊断", default=False)
    is_extra = models.BooleanField("增项", default=False)
    safety = models.BooleanField("安全项", default=False)
    from_advice = models.ForeignKey(
        "service.Advice", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="来自上次建议"
    )
    authorized_at = models.DateTimeField("已授权", null=True)
    declined_at = models.DateTimeField("不做", null=True)
    declined_because = models.CharField("不做原因", max_length=60, blank=True, default="")
    voided_at = models.DateTimeField("删除", null=True)
    technician = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="技师"
    )
    bay = models.ForeignKey(
        "service.Bay", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="工位"
    )
    dispatched_at = models.DateTimeField("派工", null=True)
    planned_end_at = models.DateTimeField("计划完工", null=True)
    started_at = models.DateTimeField("开工", null=True)
    finished_at = models.DateTimeField("完工", null=True)
    result = models.CharField("结果", max_length=200, blank=True, default="")
    torque_nm = models.PositiveSmallIntegerField("力矩 N·m", null=True)
    confirmed_on_car_at = models.DateTimeField("实车一致", null=True)
    reworks = models.PositiveSmallIntegerField("返工", default=0)

    objects: ClassVar[Any] = models.Manager.from_queryset(OrderLineQuerySet)()

    class Meta:
        verbose_name = "项目"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, quantity__gt=0, labour__gte=0),
                name="line_has_hours_and_price",
                violation_error_message="工时和数量要大于零，金额不能是负数",
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0) & Q(discount__lte=F("labour")),
                name="discount_within_labour",
                violation_error_message="折扣不能超过工时费",
            ),
            models.CheckConstraint(
                condition=Q(dispatched_at__isnull=True) | Q(authorized_at__isnull=False),
                name="dispatched_lines_are_authorized",
                violation_error_message="客户还没有授权的项目不能派工",
            ),
            models.CheckConstraint(
                condition=Q(authorized_at__isnull=True) | Q(declined_at__isnull=True),
                name="line_not_both_agreed_and_declined",
                violation_error_message="这一项客户已经答复过了",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["technician", "order"],
                name="line_open_by_technician",
                condition=Q(dispatched_at__isnull=False, finished_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(fields=["finished_at"], name="line_by_finish"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> Decimal:
        """Labour after discount (yuan, VAT included); its parts have their own rows."""
        return Decimal(self.labour - self.discount)

    @property
    def live(self) -> bool:
        return self.voided_at is None and self.declined_at is None

    @property
    def is_unassigned(self) -> bool:
        """The customer agreed and nobody has it yet."""
        return bool(self.live and self.authorized_at and not self.dispatched_at and not self.finished_at)

    def earlier_of(self, lines: Iterable["OrderLine"]) -> "list[OrderLine]":
        """Of these lines of its car those agreed to whose stage comes before its own."""
        earlier = COMES_AFTER.get(self.skill)
        return [each for each in lines if each.skill == earlier and each.live and each.authorized_at]

    def awaited_of(self, lines: Iterable["OrderLine"]) -> "list[OrderLine]":
        """What must be done on its car before it is this line's turn."""
        return [each for each in self.earlier_of(lines) if not each.finished_at]

    def turn_at(self, lines: Iterable["OrderLine"]) -> datetime | None:
        """Since when it could be worked on: agreed to, and the stage before it done; None until then."""
        earlier = self.earlier_of(lines)
        if self.authorized_at is None or any(each.finished_at is None for each in earlier):
            return None
        return max([self.authorized_at, *(each.finished_at for each in earlier if each.finished_at)])


class PartLine(Record):
    """A part that a line needs: quantity and price as agreed."""

    root = "order"
    store_path = "order__store"
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="part_lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey("parts.Part", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("配件", max_length=60)
    quantity = models.PositiveSmallIntegerField("数量")
    unit_price = UnitPriceField("单价")
    amount = MoneyField("金额")
    voided_at = models.DateTimeField("删除", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(PartLineQuerySet)()

    class Meta:
        verbose_name = "配件行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, amount__gte=0),
                name="part_line_has_quantity",
                violation_error_message="配件数量要大于零",
            )
        ]


class DamageMark(Record):
    """A mark on the car's outline: new today, or known from an earlier visit."""

    root = "order"
    store_path = "order__store"
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField("种类", max_length=10)
    view = models.CharField("视图", max_length=6)
    x = models.PositiveSmallIntegerField()
    """Thousandths of the outline's width; y of its height."""
    y = models.PositiveSmallIntegerField()
    place = models.CharField("部位", max_length=30, blank=True, default="")
    known_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.CharField("发现于", max_length=10, default="接车")

    class Meta:
        verbose_name = "车身痕迹"
        ordering = ("pk",)


class ThingTaken(Record):
    """What was taken from the customer at reception and is given back at the end."""

    root = "order"
    store_path = "order__store"

    class Thing(models.TextChoices):
        KEY = "key", "车钥匙"
        LICENCE = "licence", "行驶证"
        BOOKLET = "booklet", "保养手册"
        OTHER = "other", "其他"

    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="things")
    thing = models.CharField("物品", max_length=8, choices=Thing.choices)
    remark = models.CharField("备注", max_length=40, blank=True, default="")
    given_back_at = models.DateTimeField("已还", null=True)

    class Meta:
        verbose_name = "收取物品"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "thing", "remark"], name="thing_taken_once")
        ]
