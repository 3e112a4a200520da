"""The house's catalogue."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.money import UnitPriceField
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.foundation.kernel.sight import SealedUnitPriceField
from zhangdian.resources.parts.sights import PARTS_COST


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
