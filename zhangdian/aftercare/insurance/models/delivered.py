"""New cars that were handed to their buyers, as they were told to the desk: typed, or from a list."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.foundation.kernel.records import RecordQuerySet, Root


class DeliveredQuerySet(RecordQuerySet):
    def standing(self) -> "DeliveredQuerySet":
        return self.filter(withdrawn_at=None)


class DeliveredCar(Root):
    """One new car, by its VIN: how many of them are insured here is the desk's penetration (NBI-01)."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    vin = models.CharField("车架号", max_length=17)
    plate = models.CharField("车牌", max_length=12, blank=True, default="")
    delivered_on = models.DateField("交车日期")
    consultant = models.CharField("销售顾问", max_length=30, blank=True, default="")
    """As the list writes it."""
    from_list = models.BooleanField("来自清单", default=False)
    noted_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁记的"
    )
    noted_at = models.DateTimeField("记于")
    withdrawn_at = models.DateTimeField("作废于", null=True)
    withdrawn_why = models.CharField("作废原因", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(DeliveredQuerySet)()

    class Meta:
        verbose_name = "交付的新车"
        ordering = ("-delivered_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "vin"],
                condition=Q(withdrawn_at__isnull=True),
                name="car_delivered_once",
                violation_error_message="这个车架号已经在交车清单里：录错了的先作废再记",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_delivery_says_why",
                violation_error_message="作废要写原因",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "delivered_on"], name="delivered_car_by_day")]

    def __str__(self) -> str:
        return f"{self.plate or f'车架号尾号 {self.vin[-6:]}'} {self.delivered_on:%m-%d} 交车"
