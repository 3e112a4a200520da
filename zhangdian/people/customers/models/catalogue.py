"""What the maker builds, and the terms it prescribes."""

from datetime import date
from typing import ClassVar

from django.db import models

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.records import Belongs, Record, Root


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
        begun = (each for each in self.at_hand("terms") if each.since <= day)
        return max(begun, key=lambda each: each.since, default=None)


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
