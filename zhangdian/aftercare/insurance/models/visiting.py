"""While a car is here: what its customer says to the end of its cover, and which care he is promised."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.aftercare.insurance.models.policies import Policy
from zhangdian.aftercare.insurance.models.renewals import DeskWord
from zhangdian.foundation.kernel.records import Record
from zhangdian.people.customers.models import Vehicle


class ExpiryTalk(Record):
    """One customer to be reminded of the end of his cover while his car is here; then his answer (ICA-19)."""

    class Answer(models.TextChoices):
        QUOTE = "quote", "请本店报价"
        THINKS = "thinks", "再想想"
        ELSEWHERE = "else", "已在别处续"
        NOT_WANTED = "no", "不需要"

    root = "order"
    personal = frozenset({"words"})
    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(
        "service.RepairOrder", on_delete=models.PROTECT, related_name="+", verbose_name="工单"
    )
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    expires_on = models.DateField("保到")
    """As it was known then."""
    owed_at = models.DateTimeField("该问于")
    answer = models.CharField("客户怎么说", max_length=6, choices=Answer.choices, blank=True, default="")
    """Empty as long as nobody has asked him."""
    words = models.CharField("客户的话", max_length=200, blank=True, default="")
    by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁提醒的"
    )
    at = models.DateTimeField("问于", null=True)

    class Meta:
        verbose_name = "到店提醒续保"
        ordering = ("-owed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(answer=""), name="expiry_talk_owed_once_a_visit"
            ),
            models.CheckConstraint(
                condition=Q(answer="", at__isnull=True, by__isnull=True)
                | (~Q(answer="") & Q(at__isnull=False, by__isnull=False)),
                name="answered_expiry_talk_says_when_and_who",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order"], name="expiry_talk_by_order"),
            models.Index(fields=["vehicle", "-at"], name="expiry_talk_by_vehicle"),
            models.Index(fields=["store", "answer", "owed_at"], name="expiry_talk_by_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display() or '还没问'} {self.words}".strip()


class ClaimsCare(Record):
    """A package of help after an accident, promised with a policy and good as long as it runs (RNW-26)."""

    root = "policy"
    store_path = "policy__store"
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="cares")
    package = models.ForeignKey(DeskWord, on_delete=models.PROTECT, related_name="+", verbose_name="服务")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁答应的")
    at = models.DateTimeField("答应于")
    withdrawn_at = models.DateTimeField("撤回于", null=True)
    withdrawn_why = models.CharField("撤回原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "保险管家服务"
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["policy", "package"],
                condition=Q(withdrawn_at__isnull=True),
                name="claims_care_promised_once",
                violation_error_message="这张保单已经有这项服务",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawn_claims_care_says_why",
                violation_error_message="撤回要写原因",
            ),
        ]

    def __str__(self) -> str:
        return str(self.package)
