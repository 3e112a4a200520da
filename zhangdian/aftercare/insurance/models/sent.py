"""送修: an accident repair that an insurer sent to the store."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.foundation.kernel.records import RecordQuerySet, Root
from zhangdian.frontline.service.models import RepairOrder


class SentQuerySet(RecordQuerySet):
    def for_acts(self) -> "SentQuerySet":
        return self.select_related("order", "insurer")

    def standing(self) -> "SentQuerySet":
        return self.filter(withdrawn_at=None)


class SentCar(Root):
    """Which insurer sent the car of one visit; what it was repaired for stands on the visit's statements."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(RepairOrder, on_delete=models.PROTECT, related_name="+", verbose_name="工单")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="哪家送修")
    case_number = models.CharField("报案号", max_length=40, blank=True, default="")
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁记的")
    noted_at = models.DateTimeField("记于")
    withdrawn_at = models.DateTimeField("作废于", null=True)
    withdrawn_why = models.CharField("作废原因", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(SentQuerySet)()

    class Meta:
        verbose_name = "送修"
        ordering = ("-noted_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(withdrawn_at__isnull=True),
                name="visit_sent_by_one_insurer",
                violation_error_message="这张工单已经记了哪家送修：记错了的先作废再记",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_sending_says_why",
                violation_error_message="作废要写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.plate} {self.insurer} 送修"
