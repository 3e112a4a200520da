"""Customers, vehicles and the facts about them: owners, plates, mileage, recalls, consents, referrals."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.records import Belongs, Record, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField, opened
from zhangdian.people.customers import mileage, names, phones, plates
from zhangdian.people.customers.sights import (
    CUSTOMER_ADDRESS,
    CUSTOMER_ID_NUMBER,
    CUSTOMER_NAME,
    CUSTOMER_PHONE,
)
from zhangdian.people.organization.roles import Role

STORE = "organization.Store"
PERSON = "organization.Person"


def key_of(number: str, secret: str | bytes | None = None) -> str:
    """The keyed hash under which a full phone or ID number is found again; empty for none."""
    if not number:
        return ""
    return salted_hmac("customers.number", number, secret=secret, algorithm="sha256").hexdigest()[:32]


def keys_of(number: str) -> list[str]:
    """The hash by the present secret and by those before it."""
    return [key_of(number, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def pool_of(ctx: Any) -> int:
    """The number under which the stores that share customers keep each VIN and plate once."""
    return int(min(ctx.standing.stores, default=ctx.store_id))


def index(field: str, name: str, **more: Any) -> models.Index:
    """An index that serves `begins` on both databases."""
    return models.Index(fields=[field], name=name, opclasses=["text_pattern_ops"], **more)


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
    TEMPORARY = plates.PlateKind.TEMPORARY.value, plates.PlateKind.TEMPORARY.label


class Energy(models.TextChoices):
    """What a car burns or charges."""

    ICE = "ICE", "燃油"
    HEV = "HEV", "油电混动"
    PHEV = "PHEV", "插电混动"
    BEV = "BEV", "纯电"


class VehicleModel(Root):
    """A variant as the maker builds it; its terms of maintenance and warranty are dated beside it."""

    belongs = Belongs.HOUSE
    code = models.CharField("车型代码", max_length=20, unique=True)
    series = models.CharField("车系", max_length=30)
    variant = models.CharField("款型", max_length=60)
    energy = models.CharField("能源", max_length=4, choices=Energy.choices)
    power = models.CharField("动力", max_length=30, blank=True, default="")
    gearbox = models.CharField("变速箱", max_length=20, blank=True, default="")
    drive = models.CharField("驱动", max_length=10, blank=True, default="")
    seats = models.PositiveSmallIntegerField("座位", default=5)
    from_year = models.PositiveSmallIntegerField("起产年", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("停产年", null=True, blank=True)
    oil_litres = models.DecimalField("机油(升)", max_digits=4, decimal_places=1, default=0)
    oil_grade = models.CharField("机油牌号", max_length=20, blank=True, default="")
    daily_km_mean = models.PositiveSmallIntegerField("日均公里", null=True, blank=True)

    class Meta:
        verbose_name = "车型"
        ordering = ("series", "code")

    def __str__(self) -> str:
        return f"{self.series} {self.variant}"

    @property
    def high_voltage(self) -> bool:
        return self.energy != Energy.ICE

    def terms_on(self, day: date) -> "ModelTerms | None":
        """The terms that hold on a day; reads `terms` once, or what was prefetched."""
        return max((t for t in self.terms.all() if t.since <= day), key=lambda t: t.since, default=None)


class ModelTerms(Record):
    """What the maker prescribes for a variant from a day on: intervals, warranty of cars sold then."""

    belongs = Belongs.HOUSE
    root = "model"
    model = models.ForeignKey(
        VehicleModel, on_delete=models.PROTECT, related_name="terms", verbose_name="车型"
    )
    since = models.DateField("从")
    first_service_km = models.PositiveIntegerField("首保公里", null=True, blank=True)
    first_service_months = models.PositiveSmallIntegerField("首保月数", null=True, blank=True)
    interval_km = models.PositiveIntegerField("保养间隔公里", null=True, blank=True)
    interval_months = models.PositiveSmallIntegerField("保养间隔月数", null=True, blank=True)
    spark_plug_km = models.PositiveIntegerField("火花塞公里", null=True, blank=True)
    gearbox_oil_km = models.PositiveIntegerField("变速箱油公里", null=True, blank=True)
    brake_fluid_months = models.PositiveSmallIntegerField("制动液月数", null=True, blank=True)
    cabin_filter_months = models.PositiveSmallIntegerField("空调滤芯月数", null=True, blank=True)
    coolant_months = models.PositiveSmallIntegerField("冷却液月数", null=True, blank=True)
    high_voltage_check_months = models.PositiveSmallIntegerField("高压检查月数", null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField("整车质保月数", null=True, blank=True)
    warranty_km = models.PositiveIntegerField("整车质保公里", null=True, blank=True)
    battery_warranty_months = models.PositiveSmallIntegerField("三电质保月数", null=True, blank=True)
    battery_warranty_km = models.PositiveIntegerField("三电质保公里", null=True, blank=True)

    class Meta:
        verbose_name = "车型条款"
        ordering = ("model", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["model", "since"],
                name="model_terms_once_per_day",
                violation_error_message="这一天起的条款已经登记过",
            )
        ]


class StandingQuerySet(RecordQuerySet):
    """Files that stand by themselves."""

    def standing(self) -> Self:
        """Neither merged into another file nor undone with its import."""
        return self.filter(merged_into=None, voided_at=None)


class CustomerQuerySet(StandingQuerySet):
    """Filters that chain."""

    def numbered(self, phone: str) -> Self:
        """By the full number."""
        return self.filter(phone_key__in=keys_of(phones.normalise(phone)))


class Customer(Root):
    """A person or company whom the store serves; shared where the group's stores agreed to share."""

    belongs = Belongs.GROUP

    class Kind(models.TextChoices):
        PERSON = "person", "个人"
        COMPANY = "company", "单位"

    class Reminder(models.TextChoices):
        """How he wants to hear from us; it is a wish, not a consent."""

        SMS = "sms", "短信"
        CALL = "call", "电话"
        SMS_AND_CALL = "both", "短信+电话"
        WECHAT = "wechat", "微信"
        SERVICE_ONLY = "serve", "不接受营销"
        NONE = "none", "不提醒"

    # Without an index of its own: SQLite would take it before the one that finds a plate or a name.
    store = models.ForeignKey(
        STORE, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="建档门店"
    )
    pool = models.PositiveIntegerField(editable=False)
    kind = models.CharField("类别", max_length=7, choices=Kind.choices, default=Kind.PERSON)
    name = SealedCharField("姓名或单位", max_length=60, sight=CUSTOMER_NAME)
    called = models.CharField("称呼", max_length=20, blank=True, default="")
    """Preferred form of address: 段女士, 廖总."""
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    id_number = SealedCharField("身份证号", max_length=18, blank=True, default="", sight=CUSTOMER_ID_NUMBER)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    address = SealedCharField("地址", max_length=120, blank=True, default="", sight=CUSTOMER_ADDRESS)
    advisor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    member = models.BooleanField("会员", default=False)
    reminder = models.CharField("提醒方式", max_length=6, choices=Reminder.choices, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    restricted_at = models.DateTimeField("限制处理于", null=True, blank=True, editable=False)
    """The law makes us keep him; nothing else is done with his data (PIPL §47)."""
    erased_at = models.DateTimeField("已删除个人信息于", null=True, blank=True, editable=False)
    # Empty in almost every row: a whole index of it would tempt SQLite as that of the store would.
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="并入",
    )
    voided_at = models.DateTimeField("作废于", null=True, blank=True, editable=False)
    # By these he is found; `spell_again` writes them.
    phone_tail = models.CharField(max_length=4, blank=True, default="", editable=False)
    phone_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    id_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    given_name = models.CharField(max_length=60, blank=True, default="", editable=False)
    initials = models.CharField(max_length=60, blank=True, default="", editable=False)
    pinyin = models.CharField(max_length=240, blank=True, default="", editable=False)
    misread = models.CharField(max_length=240, blank=True, default="", editable=False)
    """The pinyin of a surname read as an ordinary word (单: dan); empty where both are one."""
    misread_initials = models.CharField(max_length=60, blank=True, default="", editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(CustomerQuerySet)()

    class Meta:
        verbose_name = "客户"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pool", "id_key"],
                condition=~Q(id_key=""),
                name="customer_once_per_id_number",
                violation_error_message="这个身份证号已有客户档案：请用那一份",
            ),
            models.UniqueConstraint(
                fields=["pool", "credit_code"],
                condition=~Q(credit_code=""),
                name="customer_once_per_credit_code",
                violation_error_message="这个统一社会信用代码已有客户档案：请用那一份",
            ),
        ]
        indexes: ClassVar = [
            index("name", "customer_by_name"),
            index("given_name", "customer_by_given_name"),
            index("initials", "customer_by_initials"),
            index("pinyin", "customer_by_pinyin"),
            # Whole, not only where filled: one arm without an index and none of an OR is used.
            index("misread", "customer_by_misreading"),
            index("misread_initials", "customer_by_misread"),
            models.Index(fields=["kind", "name"], name="company_by_name", condition=Q(kind="company")),
            models.Index(
                fields=["merged_into"], name="customer_by_merged_into", condition=Q(merged_into__isnull=False)
            ),
            models.Index(fields=["phone_tail"], name="customer_by_phone_tail"),
            models.Index(fields=["phone_key"], name="customer_by_phone"),
            models.Index(fields=["acted_at"], name="customer_by_acted_at"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def spell_again(self) -> None:
        """Write the columns by which he is found, after name, phone or ID number changed."""
        name, phone = opened(self.name), opened(self.phone)
        kind = names.NameKind(self.kind)
        right = names.spell(name, kind)
        others = [word for word in names.search_words(name, kind) if word not in right]
        self.initials, self.pinyin = right.initials[:60], right.full[:240]
        self.misread = max(others, key=len, default="")[:240]
        self.misread_initials = (others[0] if len(others) > 1 else "")[:60]
        surname = names.mask(name).removesuffix("*")
        self.given_name = name.removeprefix(surname) if self.kind == self.Kind.PERSON else ""
        self.phone_tail, self.phone_key = phones.tail(phone), key_of(phone)
        self.id_key = key_of(opened(self.id_number))

    @property
    def title(self) -> str:
        """How he is addressed when nothing else is known: the form of address he prefers, else the mask."""
        return self.called or str(self.name)


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


class Contact(Record):
    """Somebody who brings or fetches the car, or speaks for the company."""

    belongs = Belongs.GROUP
    store_path = "customer__store"
    root = "customer"

    class Kind(models.TextChoices):
        DRIVER = "driver", "司机"
        FAMILY = "family", "家人"
        COMPANY = "company", "单位联系人"
        OTHER = "other", "其他"

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="contacts", verbose_name="客户"
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts", verbose_name="车辆"
    )
    kind = models.CharField("关系", max_length=7, choices=Kind.choices, default=Kind.DRIVER)
    name = SealedCharField("姓名", max_length=60, sight=CUSTOMER_NAME)
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    phone_tail = models.CharField(max_length=4, blank=True, default="", editable=False)
    phone_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    ended_on = models.DateField("到", null=True, blank=True)

    class Meta:
        verbose_name = "联系人"
        ordering = ("pk",)
        indexes: ClassVar = [
            models.Index(fields=["phone_tail"], name="contact_by_phone_tail"),
            models.Index(fields=["phone_key"], name="contact_by_phone"),
        ]

    def __str__(self) -> str:
        return str(self.name)


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


class Consent(Record):
    """The customer's word on what his data may be used for, by purpose and channel, until withdrawn."""

    belongs = Belongs.GROUP
    store_path = "customer__store"
    root = "customer"

    class Purpose(models.TextChoices):
        MARKETING = "marketing", "营销活动"
        CARE = "care", "关怀与保养提醒"
        RENEWAL = "renewal", "续保联系"
        TO_MAKER = "to_maker", "提供给主机厂"
        TO_INSURER = "to_insurer", "提供给保险公司"
        TO_LENDER = "to_lender", "提供给金融机构"
        CREDIT_CHECK = "credit", "征信查询"
        IDENTITY_COPY = "id_copy", "留存证件影像"

    class Channel(models.TextChoices):
        ANY = "any", "不限"
        SMS = "sms", "短信"
        CALL = "call", "电话"
        WECHAT = "wechat", "微信"
        EMAIL = "email", "邮件"

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="consents", verbose_name="客户"
    )
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    channel = models.CharField("渠道", max_length=6, choices=Channel.choices, default=Channel.ANY)
    given_at = models.DateTimeField("同意于")
    means = models.CharField("方式", max_length=8, choices=Means.choices)
    text_version = models.CharField("告知文本版本", max_length=20)
    evidence = models.CharField("证据", max_length=120, blank=True, default="")
    until = models.DateField("有效至", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回于", null=True, blank=True)
    withdrawn_by = models.CharField("撤回方式", max_length=8, choices=Means.choices, blank=True, default="")

    class Meta:
        verbose_name = "同意"
        ordering = ("purpose", "channel", "-given_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "purpose", "channel"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_until_withdrawn",
                violation_error_message="这项同意已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_by=""),
                name="withdrawn_consent_says_how",
            ),
        ]


class Recall(Root):
    """A campaign of the maker: which cars, what is done to them, whether they may be sold meanwhile."""

    belongs = Belongs.HOUSE

    class Kind(models.TextChoices):
        RECALL = "recall", "召回"
        TECHNICAL = "technical", "技术活动"

    campaign_no = models.CharField("活动号", max_length=30, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    model_codes = models.CharField("车型代码", max_length=300, blank=True, default="")
    """Codes separated by blanks; with a list of VINs they only explain."""
    from_year = models.PositiveSmallIntegerField("自年款", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("至年款", null=True, blank=True)
    by_vin = models.BooleanField("按车架号清单", default=False)
    operation_code = models.CharField("作业代码", max_length=20, blank=True, default="")
    minutes = models.PositiveSmallIntegerField("工时(分)", default=0)
    stop_sale = models.BooleanField("停售", default=False)
    opened_on = models.DateField("自")
    closed_on = models.DateField("止", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "召回活动"
        ordering = ("-opened_on", "campaign_no")

    def __str__(self) -> str:
        return f"{self.campaign_no} {self.name}"


class RecallVin(Record):
    """A VIN on the maker's list of a campaign, whether we know the car or not."""

    belongs = Belongs.HOUSE
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="vins", verbose_name="活动")
    vin = models.CharField("车架号", max_length=17)

    class Meta:
        verbose_name = "召回车架号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "vin"], name="recall_vin_once_per_campaign")
        ]
        indexes: ClassVar = [models.Index(fields=["vin"], name="recall_vin_by_vin")]


class VehicleRecall(Record):
    """One car under one campaign, and how far it has come."""

    belongs = Belongs.GROUP
    store_path = "vehicle__store"
    root = "vehicle"

    class State(models.TextChoices):
        OPEN = "open", "未通知"
        TOLD = "told", "已通知"
        BOOKED = "booked", "已预约"
        DONE = "done", "已完成"
        UNREACHABLE = "unreachable", "无法联系"
        REFUSED = "refused", "拒绝"

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="cars", verbose_name="活动")
    vehicle = models.ForeignKey(
        Vehicle, on_delete=models.PROTECT, related_name="recalls", verbose_name="车辆"
    )
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.OPEN)
    told_at = models.DateTimeField("通知于", null=True, blank=True)
    done_on = models.DateField("完成于", null=True, blank=True)
    remark = models.CharField("说明", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "车辆召回"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "vehicle"], name="recall_once_per_vehicle"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="done_recall_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(remark=""), name="refused_recall_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["vehicle", "state"], name="vehicle_recall_by_state")]


OPEN_RECALLS = (
    VehicleRecall.State.OPEN,
    VehicleRecall.State.TOLD,
    VehicleRecall.State.BOOKED,
    VehicleRecall.State.UNREACHABLE,
    VehicleRecall.State.REFUSED,
)
"""All but done: the duty stands until the car is mended."""


class Referral(Root):
    """A customer's wish for a desk upstairs (a renewal, a complaint); that desk answers."""

    class State(models.TextChoices):
        OPEN = "open", "待处理"
        ANSWERED = "answered", "已答复"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    desk = models.CharField("转给", max_length=4, choices=Role.choices)
    wish = models.CharField("客户要什么", max_length=200)
    asked_at = models.DateTimeField("提出于")
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField("答复", max_length=200, blank=True, default="")
    answered_at = models.DateTimeField("答复于", null=True, blank=True)

    class Meta:
        verbose_name = "转办"
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="answered_referral_says_what"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "desk"], name="referral_by_desk")]


# A store's own history coming in, and lists going out ---------------------------------------------


class LedgerFile(models.Model):
    """A ledger that somebody uploaded: judged by its content, kept by its digest, part of nothing yet."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sheets_text = models.TextField(default="[]")
    """Of every sheet: its name, its headings and first rows, for the person who chooses columns."""

    class Meta:
        verbose_name = "台账文件"
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="ledger_file_by_person")]

    def __str__(self) -> str:
        return self.name


class ImportRun(Root):
    """One ledger on its way in: tried first, then taken in by chunks, or undone as a whole."""

    class State(models.TextChoices):
        OPEN = "open", "待核对列"
        TRYING = "trying", "试导入中"
        TRIED = "tried", "已试导入"
        RUNNING = "running", "导入中"
        DONE = "done", "已导入"
        UNDOING = "undoing", "撤销中"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "已放弃"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    file = models.ForeignKey(LedgerFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    sheet = models.CharField("工作表", max_length=100, blank=True, default="")
    columns_text = models.TextField("列", default="{}")
    """Key of the field → column from 0, as proposed or as somebody chose."""
    overwrite = models.BooleanField("以文件为准", default=False)
    """What both know and write otherwise: the file's word, else ours. Keys are never overwritten."""
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField("行数", default=0)
    chunks = models.PositiveIntegerField("批数", default=0)
    chunks_done = models.PositiveIntegerField("已完成批数", default=0)
    good = models.PositiveIntegerField("成功", default=0)
    bad = models.PositiveIntegerField("退回", default=0)
    added = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    kept = models.PositiveIntegerField("撤销时保留", default=0)
    """Files that somebody had worked on since: they stay when the rest is undone."""
    started_at = models.DateTimeField("开始", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    trouble = models.CharField("故障", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "导入"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(rows=F("good") + F("bad")), name="import_counts_every_row"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="import_run_by_state")]

    def __str__(self) -> str:
        return self.file.name


class ImportChunk(models.Model):
    """Rows of a ledger, read and judged by themselves before the act that takes them in; emptied after it."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    tried_text = models.TextField(default="{}")
    """What a try without writing found: counts and refusals."""

    class Meta:
        verbose_name = "导入批"
        ordering = ("run", "number")
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="import_chunk_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class ImportOutcome(Record):
    """What became of one chunk: counts, and the refused rows with their reasons."""

    root = "run"
    store_path = "run__store"
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    good = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refusals_text = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "导入结果"
        ordering = ("run", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="import_outcome_once")
        ]


class CustomerExport(Root):
    """Personal data on its way out: asked by one, signed by another, bound to its rows, dead after a day."""

    class State(models.TextChoices):
        READY = "ready", "可下载"
        TAKEN = "taken", "已下载"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    state = models.CharField("状态", max_length=5, choices=State.choices, default=State.READY)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="申请人")
    why = models.CharField("用途", max_length=200)
    advisor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    with_identity = models.BooleanField("含身份证号", default=False)
    rows = models.PositiveIntegerField("行数")
    upto_customer = models.BigIntegerField()
    upto_vehicle = models.BigIntegerField()
    """The newest records that were there when it was signed: what comes later is not in it."""
    expires_at = models.DateTimeField("失效于")
    taken_at = models.DateTimeField("下载于", null=True, blank=True)

    class Meta:
        verbose_name = "客户资料导出"
        ordering = ("-pk",)


def codes(texts: Iterable[str]) -> str:
    """Model codes as `Recall.model_codes` keeps them."""
    return " ".join(sorted({text.strip().upper() for text in texts if text.strip()}))
