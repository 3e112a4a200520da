"""Vehicles, their plates, owners and meters."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.people.customers import mileage, plates
from zhangdian.people.customers.models.catalogue import VehicleModel
from zhangdian.people.customers.models.customer import Customer, StandingQuerySet
from zhangdian.people.customers.models.keys import PERSON, STORE, index


class PlateKind(models.TextChoices):
    """The kinds that the rules of plates know, as choices of a column."""

    NONE = "", "无号牌"
    ORDINARY = plates.PlateKind.ORDINARY.value, plates.PlateKind.ORDINARY.label
    SMALL_NEW_ENERGY = plates.PlateKind.SMALL_NEW_ENERGY.value, plates.PlateKind.SMALL_NEW_ENERGY.label
    LARGE_NEW_ENERGY = plates.PlateKind.LARGE_NEW_ENERGY.value, plates.PlateKind.LARGE_NEW_ENERGY.label
    POLICE = plates.PlateKind.POLICE.value, plates.PlateKind.POLICE.label
    LEARNER = plates.PlateKind.LEARNER.value, plates.PlateKind.LEARNER.label
    TRAILER = plates.PlateKind.TRAILER.value, plates.PlateKind.TRAILER.label
    HONG_KONG = plates.PlateKind.HONG_KONG.value, plates.PlateKind.HONG_KONG.label
    MACAU = plates.PlateKind.MACAU.value, plates.PlateKind.MACAU.label
    EMBASSY = plates.PlateKind.EMBASSY.value, plates.PlateKind.EMBASSY.label
    CONSULATE = plates.PlateKind.CONSULATE.value, plates.PlateKind.CONSULATE.label
    MILITARY = plates.PlateKind.MILITARY.value, plates.PlateKind.MILITARY.label
    ARMED_POLICE = plates.PlateKind.ARMED_POLICE.value, plates.PlateKind.ARMED_POLICE.label
    RESCUE = plates.PlateKind.RESCUE.value, plates.PlateKind.RESCUE.label
    CIVIL_AVIATION = plates.PlateKind.CIVIL_AVIATION.value, plates.PlateKind.CIVIL_AVIATION.label
    FARM_MACHINE = plates.PlateKind.FARM_MACHINE.value, plates.PlateKind.FARM_MACHINE.label
    TEMPORARY = plates.PlateKind.TEMPORARY.value, plates.PlateKind.TEMPORARY.label


class Vehicle(Root):
    """A car: known by its VIN, its plate, or at first by the plate alone."""

    belongs = Belongs.GROUP
    # Without an index of its own: SQLite would take it before the one that finds a plate or a name.
    store = models.ForeignKey(
        STORE, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="建档门店"
    )
    pool = models.PositiveIntegerField(editable=False)
    vin = models.CharField("车架号", max_length=17, blank=True, default="")
    plate = models.CharField("车牌", max_length=12, blank=True, default="")
    plate_kind = models.CharField(
        "号牌种类", max_length=20, choices=PlateKind.choices, blank=True, default=""
    )
    model = models.ForeignKey(
        VehicleModel, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="车型"
    )
    model_words = models.CharField("车型(原文)", max_length=60, blank=True, default="")
    """What somebody wrote where the catalogue has no such model: another brand's car."""
    colour = models.CharField("颜色", max_length=20, blank=True, default="")
    engine_no = models.CharField("发动机号", max_length=30, blank=True, default="")
    owner = models.ForeignKey(
        Customer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vehicles",
        verbose_name="车主",
    )
    advisor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    sold_on = models.DateField("购车日期", null=True, blank=True)
    warranty_start = models.DateField("质保起始", null=True, blank=True)
    """Invoice date, or the day of delivery where that differs (3B §18)."""
    last_mileage = models.PositiveIntegerField("里程", null=True, blank=True)
    last_read_on = models.DateField("里程日期", null=True, blank=True)
    meter_offset = models.PositiveIntegerField("换表前里程", default=0)
    """What earlier meters showed when they were replaced: the distance driven is this and the reading."""
    last_visit_on = models.DateField("上次进店", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    # Empty in almost every row: a whole index of it would tempt SQLite as that of the store would.
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        db_index=False,
        verbose_name="并入",
    )
    gone_on = models.DateField("离开", null=True, blank=True)
    gone_why = models.CharField("去向", max_length=60, blank=True, default="")
    voided_at = models.DateTimeField("作废于", null=True, blank=True, editable=False)
    # By these it is found: people know the last signs.
    plate_backwards = models.CharField(max_length=12, blank=True, default="", editable=False)
    vin_backwards = models.CharField(max_length=17, blank=True, default="", editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(StandingQuerySet)()

    class Meta:
        verbose_name = "车辆"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pool", "vin"],
                condition=~Q(vin=""),
                name="vehicle_once_per_vin",
                violation_error_message="这个车架号已有车辆档案：请用那一份",
            ),
            models.UniqueConstraint(
                fields=["pool", "plate"],
                condition=~Q(plate=""),
                name="vehicle_once_per_plate",
                violation_error_message="这个车牌现在登记在另一辆车上：请核对，或做“变更车牌”",
            ),
            models.CheckConstraint(
                condition=~Q(vin="") | ~Q(plate="") | Q(gone_on__isnull=False),
                name="vehicle_has_plate_or_vin",
                violation_error_message="车辆至少要有车牌或车架号",
            ),
        ]
        indexes: ClassVar = [
            index("plate_backwards", "vehicle_by_plate_tail"),
            index("vin_backwards", "vehicle_by_vin_tail"),
            index("plate", "vehicle_by_plate"),
            models.Index(
                fields=["merged_into"], name="vehicle_by_merged_into", condition=Q(merged_into__isnull=False)
            ),
            models.Index(fields=["last_visit_on"], name="vehicle_by_last_visit"),
            models.Index(fields=["acted_at"], name="vehicle_by_acted_at"),
        ]

    def __str__(self) -> str:
        return self.plate or f"车架号尾号 {self.vin[-6:]}"

    def write_backwards(self) -> None:
        """Write the columns by which it is found, after plate or VIN changed."""
        self.plate_backwards, self.vin_backwards = self.plate[::-1], self.vin[::-1]

    @property
    def driven_km(self) -> int | None:
        """The whole distance, earlier meters included."""
        return None if self.last_mileage is None else self.meter_offset + self.last_mileage

    @property
    def is_bare(self) -> bool:
        """Only the plate is known: reception fills in the rest."""
        return not self.vin or self.owner_id is None

    @property
    def model_name(self) -> str:
        return str(self.model) if self.model_id else self.model_words


class PlateHistory(Record):
    """A plate that a vehicle bore, from a day, until a day."""

    belongs = Belongs.GROUP
    store_path = "vehicle__store"
    root = "vehicle"
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="plates", verbose_name="车辆")
    plate = models.CharField("车牌", max_length=12)
    kind = models.CharField("号牌种类", max_length=20, choices=PlateKind.choices)
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)

    class Meta:
        verbose_name = "用过的车牌"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=Q(until__isnull=True), name="plate_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="plate_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plate"], name="plate_history_by_plate")]


class Ownership(Record):
    """Whose a vehicle was, from a day, until a day."""

    belongs = Belongs.GROUP
    store_path = "vehicle__store"
    root = "vehicle"
    vehicle = models.ForeignKey(
        Vehicle, on_delete=models.PROTECT, related_name="ownerships", verbose_name="车辆"
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="ownerships", verbose_name="车主"
    )
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)
    how = models.CharField("取得", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = "车主历史"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=Q(until__isnull=True), name="owner_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="ownership_ends_after_it_begins",
                violation_error_message="过户日期早于现车主的起始日期：请核对",
            ),
        ]


class MileageReading(Record):
    """What the meter showed on a day, and how that was judged."""

    belongs = Belongs.GROUP
    store_path = "vehicle__store"
    root = "vehicle"

    class Judgement(models.TextChoices):
        OK = mileage.Verdict.OK.value, mileage.Verdict.OK.label
        LOWER = mileage.Verdict.LOWER.value, mileage.Verdict.LOWER.label
        TOO_MUCH = mileage.Verdict.TOO_MUCH.value, mileage.Verdict.TOO_MUCH.label

    class Source(models.TextChoices):
        VISIT = "visit", "进店"
        CUSTOMER = "customer", "客户告知"
        IMPORT = "import", "导入"
        CORRECTION = "correction", "更正"

    vehicle = models.ForeignKey(
        Vehicle, on_delete=models.PROTECT, related_name="readings", verbose_name="车辆"
    )
    km = models.PositiveIntegerField("读数")
    read_on = models.DateField("日期")
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.VISIT)
    judgement = models.CharField("判断", max_length=8, choices=Judgement.choices, default=Judgement.OK)
    because = models.CharField("原因", max_length=200, blank=True, default="")
    meter_replaced = models.BooleanField("换表后", default=False)
    voided = models.BooleanField("作废", default=False)
    """Came in by an import that was undone."""
    corrected_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrects",
        verbose_name="更正为",
    )

    class Meta:
        verbose_name = "里程"
        ordering = ("-read_on", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["vehicle", "read_on"], name="mileage_by_vehicle"),
        ]

    def as_reading(self) -> mileage.Reading:
        return mileage.Reading(self.km, self.read_on, self.meter_replaced)
