"""What a customer was told of his covers: which edition, by whom, and his own confirmation."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.aftercare.insurance.models.products import Clause
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.customers.models import Vehicle


class ExplanationQuerySet(RecordQuerySet):
    def for_acts(self) -> "ExplanationQuerySet":
        return self.select_related("vehicle", "by")

    def standing(self) -> "ExplanationQuerySet":
        return self.filter(withdrawn_at=None)


class Explanation(Root):
    """One talk about the clauses of a car's covers, confirmed by its customer (RNW-25)."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁讲的")
    at = models.DateTimeField("讲于")
    means = models.CharField("客户怎么确认的", max_length=8, choices=Means.choices)
    words = models.CharField("客户的话", max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField("作废于", null=True)
    withdrawn_why = models.CharField("作废原因", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(ExplanationQuerySet)()

    class Meta:
        verbose_name = "条款确认"
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_explanation_says_why",
                violation_error_message="作废要写原因",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["vehicle", "-at"], name="explanation_by_vehicle")]

    def __str__(self) -> str:
        return f"{self.vehicle} 条款确认"


class ExplainedClause(Record):
    """One clause in the edition that was explained."""

    root = "explanation"
    store_path = "explanation__store"
    explanation = models.ForeignKey(Explanation, on_delete=models.PROTECT, related_name="clauses")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "讲过的条款"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["explanation", "clause"], name="clause_explained_once"),
        ]

    def __str__(self) -> str:
        return str(self.clause)
