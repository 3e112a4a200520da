"""Parts: catalogue and prices, the store's cards and lots; what is requested, reserved and moved."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.money import MoneyField, UnitPriceField
from zhangdian.foundation.kernel.records import Belongs, Record, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField, SealedMoneyField, SealedUnitPriceField
from zhangdian.people.customers.sights import CUSTOMER_NAME
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.sights import PARTS_COST

# ---- the house's catalogue ------------------------------------------------------------------------


class Part(Root):
    """A part number of the catalogue, as the maker writes it."""

    class Kind(models.TextChoices):
        GENUINE = "genuine", "原厂件"
        BRAND = "brand", "品牌件"
        EQUIVALENT = "equivalent", "同质件"
        REMANUFACTURED = "reman", "再制造件"
        RECONDITIONED = "recond", "修复件"
        DISMANTLED = "dismantled", "拆车件"
        OTHER = "other", "其他"

    belongs = Belongs.HOUSE
    part_no = models.CharField("件号", max_length=40, unique=True)
    part_no_plain = models.CharField("件号(去分隔)", max_length=40, unique=True)
    """Without blanks, dashes and dots, in capitals: what a scanner or a hurried hand gives."""
    name = models.CharField("名称", max_length=60)
    initials = models.CharField("拼音首字母", max_length=60, blank=True, default="")
    unit = models.CharField("单位", max_length=6, default="个")
    group = models.CharField("类别", max_length=20, blank=True, default="")
    abc = models.CharField("ABC", max_length=1, blank=True, default="")
    kind = models.CharField("配件种类", max_length=10, choices=Kind.choices, default=Kind.GENUINE)
    pack_quantity = models.PositiveIntegerField("包装数", default=1)
    lead_days = models.PositiveSmallIntegerField("到货天数", default=0)
    shelf_life_months = models.PositiveSmallIntegerField("保质月数", default=0)
    """0: does not expire."""
    hazard = models.CharField("危险类别", max_length=10, blank=True, default="")
    models_fit = models.CharField("适用车型", max_length=200, blank=True, default="")
    """Codes of models, or ALL, or kinds of drive (ICE, HEV, PHEV, BEV), separated by commas."""
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        verbose_name="替代件",
    )
    note = models.CharField("备注", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "配件"
        ordering = ("part_no",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("pk")),
                name="part_is_not_superseded_by_itself",
                violation_error_message="配件不能由自己替代",
            ),
            models.CheckConstraint(
                condition=Q(pack_quantity__gt=0),
                name="part_pack_holds_something",
                violation_error_message="包装数至少是 1",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["initials"], name="part_by_initials")]

    def __str__(self) -> str:
        return self.name


class PartPrice(Record):
    """What a part costs and sells for from a day on; VAT is in all but the dealer's price."""

    belongs = Belongs.HOUSE
    root = "part"
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="prices", verbose_name="配件")
    since = models.DateField("从")
    retail = UnitPriceField("零售价")
    dealer = SealedUnitPriceField("经销商价", sight=PARTS_COST)
    warranty = UnitPriceField("索赔价")
    vat_rate = models.DecimalField("税率", max_digits=7, decimal_places=6, default=Decimal("0.13"))

    class Meta:
        verbose_name = "配件价格"
        ordering = ("part", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["part", "since"],
                name="part_price_once_a_day",
                violation_error_message="这个配件当天已经有一个价格",
            ),
            models.CheckConstraint(
                condition=Q(retail__gte=0, dealer__gte=0, warranty__gte=0, vat_rate__gte=0),
                name="part_price_not_negative",
                violation_error_message="价格不能是负数",
            ),
        ]


# ---- the store's shelves --------------------------------------------------------------------------


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
        ]

    def __str__(self) -> str:
        return f"{self.received_on:%m月%d日} {self.get_source_display()}"


# ---- what is asked of the store -------------------------------------------------------------------


class RequisitionQuerySet(RecordQuerySet):
    """Requisitions with what their acts read."""

    def for_acts(self) -> Any:
        return self.prefetch_related("lines__part")

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
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["purpose_type", "purpose_id"], name="requisition_by_purpose"),
            models.Index(fields=["store", "state", "wanted_at"], name="requisition_by_state"),
        ]

    def __str__(self) -> str:
        return self.number or self.purpose_text

    def derive_state(self) -> "Requisition.State":
        """From its lines: nothing outstanding is issued, or void when nothing ever was."""
        lines = list(self.lines.all())
        issued = sum(line.issued for line in lines)
        if any(line.outstanding for line in lines):
            return self.State.PARTLY if issued else self.State.OPEN
        return self.State.ISSUED if issued else self.State.VOID


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


# ---- what was moved -------------------------------------------------------------------------------


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


# ---- sold and used without an order ---------------------------------------------------------------


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


# ---- counted --------------------------------------------------------------------------------------


class StockCountQuerySet(RecordQuerySet):
    """Counts with what their acts read."""

    def for_acts(self) -> Any:
        return self.prefetch_related("lines__card__part")


class StockCount(Root):
    """A count of shelves (盘点): blind, a second time where it differs, then posted as differences."""

    class State(models.TextChoices):
        OPEN = "open", "盘点中"
        CLOSED = "closed", "已过账"
        VOID = "void", "作废"

    class Kind(models.TextChoices):
        DAILY = "daily", "日清"
        CYCLE = "cycle", "循环盘点"
        SPOT = "spot", "抽盘"
        ANNUAL = "annual", "年度全盘"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN)
    number = models.CharField("盘点单号", max_length=30, blank=True, default="")
    kind = models.CharField("类型", max_length=6, choices=Kind.choices)
    drawn_on = models.DateField("日期")
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("过账时间", null=True, blank=True)
    voided_because = models.CharField("作废原因", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(StockCountQuerySet)()

    class Meta:
        verbose_name = "盘点单"
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], name="stock_count_number_once", condition=~Q(number="")
            ),
            models.UniqueConstraint(
                fields=["store", "kind", "drawn_on"],
                condition=Q(kind="daily"),
                name="stock_count_daily_once_a_day",
                violation_error_message="今天的日清盘点已经抽过",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()


class CountLine(Record):
    """What was found of one part, and what the book said at that very instant."""

    root = "count"
    store_path = "count__store"
    count = models.ForeignKey(
        StockCount, on_delete=models.PROTECT, related_name="lines", verbose_name="盘点单"
    )
    card = models.ForeignKey(StockCard, on_delete=models.PROTECT, related_name="+", verbose_name="货位卡")
    counted = models.PositiveIntegerField("实点", null=True, blank=True)
    expected = models.IntegerField("账面", null=True, blank=True)
    counted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField("清点时间", null=True, blank=True)
    times = models.PositiveSmallIntegerField("清点次数", default=0)
    reason = models.CharField("差异原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "盘点行"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["count", "card"],
                name="stock_counted_once_per_part",
                violation_error_message="一次盘点里每个配件只有一行",
            ),
            models.CheckConstraint(
                condition=Q(times__lte=2),
                name="stock_counted_at_most_twice",
                violation_error_message="已经复点过：差异请在过账时说明原因",
            ),
        ]

    @property
    def difference(self) -> int:
        """Pieces more (or less) than the book had when they were counted."""
        return 0 if self.counted is None else self.counted - (self.expected or 0)
