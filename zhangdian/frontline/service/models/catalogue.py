"""What the house knows about work: operations with their kits, bays, and what an inspection looks at."""

from typing import ClassVar

from django.db import models

from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Belongs, Record


class LabourOperation(Record):
    """One operation of the labour catalogue: book hours and its labour price (yuan, VAT included)."""

    belongs = Belongs.HOUSE

    class RateKind(models.TextChoices):
        MECHANICAL = "M", "机电"
        DIAGNOSIS = "D", "诊断"
        HIGH_VOLTAGE = "E", "高压"
        BODY = "B", "钣金"
        PAINT = "P", "喷漆"
        WARRANTY = "W", "索赔"
        INTERNAL = "I", "内部"

    code = models.CharField("代码", max_length=10)
    name = models.CharField("名称", max_length=60)
    initials = models.CharField(max_length=60, blank=True, default="")
    category = models.CharField("类别", max_length=20)
    skill = models.CharField("技能", max_length=20)
    book_hours = models.DecimalField("标准工时", max_digits=8, decimal_places=2)
    rate_kind = models.CharField("费率", max_length=1, choices=RateKind.choices)
    price = MoneyField("工时费")
    energies = models.CharField("适用能源", max_length=40, blank=True, default="")
    """Energy kinds separated by commas; empty fits all."""
    mean_bay_minutes = models.PositiveSmallIntegerField("平均占用分钟", default=0)
    needs_torque = models.BooleanField("须填力矩", default=False)
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)

    class Meta:
        verbose_name = "工时项目"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "since"], name="operation_once_per_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["initials"], name="operation_by_initials")]

    def __str__(self) -> str:
        return self.name


class KitPart(Record):
    """A part that an operation takes on a kind of car."""

    belongs = Belongs.HOUSE
    operation = models.ForeignKey(LabourOperation, on_delete=models.PROTECT, related_name="kit")
    fits = models.CharField("适用", max_length=120, blank=True, default="")
    """Model codes or energy kinds separated by commas; empty fits all."""
    part = models.ForeignKey("parts.Part", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField("数量")

    class Meta:
        verbose_name = "料包"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operation", "part", "fits"],
                name="kit_part_once_per_cars",
                violation_error_message="同一项目对同样的车，一个配件只能有一行：请合成一行，数量相加",
            )
        ]


class Bay(Record):
    """A place to work on a car."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("工位", max_length=6)
    kind = models.CharField("种类", max_length=20)
    team = models.CharField("班组", max_length=20, blank=True, default="")
    high_voltage = models.BooleanField("高压工位", default=False)
    closed_at = models.DateTimeField("停用于", null=True, blank=True)

    class Meta:
        verbose_name = "工位"
        ordering = ("code",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["store", "code"], name="bay_once_per_store")]

    def __str__(self) -> str:
        return self.code


class InspectionItem(Record):
    """What an inspection looks at, from which value it is amber or red, and which operation mends it."""

    belongs = Belongs.HOUSE
    code = models.CharField("代码", max_length=8, unique=True)
    name = models.CharField("项目", max_length=40)
    unit = models.CharField("单位", max_length=10, blank=True, default="")
    amber_from = models.CharField("黄", max_length=20, blank=True, default="")
    red_from = models.CharField("红", max_length=20, blank=True, default="")
    operation_code = models.CharField("对应工时", max_length=10, blank=True, default="")
    safety = models.BooleanField("安全项", default=False)
    plain_words = models.CharField("说给客户听", max_length=120, blank=True, default="")
    """May hold {v} for the measured value."""

    class Meta:
        verbose_name = "检查项"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
