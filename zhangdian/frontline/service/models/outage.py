"""Blank order forms for when the system is down: each with its number, used or voided with a reason."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Root
from zhangdian.frontline.service.models.order import RepairOrder


class SpareForm(Root):
    """A blank form (备用单): written by hand while nothing can be typed, entered afterwards."""

    class State(models.TextChoices):
        OUT = "out", "在外"
        ENTERED = "entered", "已补录"
        VOIDED = "voided", "已作废"

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OUT)
    number = models.CharField("备用单号", max_length=20, blank=True, default="")
    printed_by = models.ForeignKey(
        "organization.Person", on_delete=models.PROTECT, related_name="+", verbose_name="印单人"
    )
    printed_at = models.DateTimeField("印于")
    order = models.OneToOneField(
        RepairOrder, null=True, on_delete=models.PROTECT, related_name="spare_form", verbose_name="委托书"
    )
    reason = models.CharField("作废原因", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = "备用单"
        ordering = ("printed_at", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["store", "number"],
                condition=~Q(number=""),
                name="spare_form_number_once_per_store",
            ),
            models.CheckConstraint(
                condition=Q(state="entered", order__isnull=False) | ~Q(state="entered") & Q(order=None),
                name="spare_form_entered_has_its_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="voided") | ~Q(reason=""), name="spare_form_voided_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state"], name="spare_form_by_state")]

    def __str__(self) -> str:
        return self.number
