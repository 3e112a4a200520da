"""Quotes: a trial frozen with its lines, the insurers' own totals beside it; attempts that were barred."""

import json
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.premium import Car, Claims, Energy, Relief, Use, VehicleKind
from zhangdian.aftercare.insurance.saying import in_wan
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root


def factor(label: str) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(label, max_digits=8, decimal_places=4, null=True)


def measure(label: str) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(label, max_digits=8, decimal_places=3, null=True)


class QuoteQuerySet(RecordQuerySet):
    def for_acts(self) -> "QuoteQuerySet":
        return self.select_related("vehicle", "advisor")

    def valid_on(self, day: date) -> "QuoteQuerySet":
        """Those that were not voided and may still be told on a day."""
        return self.filter(state=Quote.State.VALID, valid_until__gte=day)


class Quote(Root):
    """A trial as it was reckoned: what the car was, what was wished, until when it may be told."""

    class State(models.TextChoices):
        VALID = "valid", "有效"
        VOID = "void", "作废"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.VALID)
    number = models.CharField("报价号", max_length=20, blank=True, default="")
    vehicle = models.ForeignKey(
        "customers.Vehicle", on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    plan = models.CharField("方案", max_length=20, blank=True, default="")
    made_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="试算人"
    )
    made_at = models.DateTimeField("试算于")
    advisor = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="顾问"
    )
    based_on = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="照哪一份备的"
    )
    """The last trial of the car, where the morning's preparing repeated it."""
    inception_on = models.DateField("起保")
    valid_until = models.DateField("有效到")
    kind = models.CharField("车辆种类", max_length=8, choices=VehicleKind.choices)
    use = models.CharField("使用性质", max_length=5, choices=Use.choices)
    energy = models.CharField("能源", max_length=4, choices=Energy.choices)
    region = models.CharField("地区", max_length=20)
    seats = models.PositiveSmallIntegerField("座位", null=True)
    litres = measure("排量(升)")
    tonnes = measure("核定载质量(吨)")
    kerb_tonnes = measure("整备质量(吨)")
    price_new = MoneyField("新车购置价", null=True)
    first_registered = models.DateField("初次登记", null=True)
    bought_on = models.DateField("购车", null=True)
    special_class = models.CharField("特种车类别", max_length=1, blank=True, default="")
    relief = models.CharField("车船税目录", max_length=6, choices=Relief.choices, blank=True, default="")
    tax_paid = models.BooleanField("今年已缴车船税", default=False)
    claims_text = models.CharField(max_length=400)
    """What happened before, as it was given."""
    voided_why = models.CharField("作废原因", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(QuoteQuerySet)()

    class Meta:
        verbose_name = "保险报价"
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="quote_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(voided_why=""),
                name="void_quote_says_why",
                violation_error_message="作废要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-made_at", "-id"], name="quote_by_day"),
            models.Index(fields=["vehicle"], name="quote_by_vehicle"),
            models.Index(fields=["advisor"], name="quote_by_advisor"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def claims(self) -> Claims:
        return Claims(**json.loads(self.claims_text))

    @property
    def car(self) -> Car:
        return Car(
            VehicleKind(self.kind),
            Use(self.use),
            Energy(self.energy),
            self.region,
            self.seats,
            self.litres,
            self.tonnes,
            self.kerb_tonnes,
            self.price_new,
            self.first_registered,
            self.bought_on,
            self.special_class,
            Relief(self.relief),
            self.tax_paid,
        )


class Offer(Record):
    """What one insurer would ask by our reckoning; a sum with a missing line is open."""

    root = "quote"
    store_path = "quote__store"
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="offers")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    order = models.PositiveSmallIntegerField("次序")
    compulsory = MoneyField("交强险", null=True)
    tax = MoneyField("车船税", null=True)
    commercial = MoneyField("商业险", null=True)
    total = MoneyField("合计", null=True)
    missing = models.CharField("缺什么", max_length=600, blank=True, default="")

    class Meta:
        verbose_name = "试算"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "insurer"], name="insurer_offered_once_a_quote"),
        ]


class OfferLine(Record):
    """One figure of an offer, with the steps and the editions by which it came."""

    root = "quote"
    store_path = "quote__store"
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField("次序")
    group = models.CharField("类", max_length=6)
    code = models.CharField("代码", max_length=24)
    target = models.CharField("附在", max_length=24, blank=True, default="")
    name = models.CharField("险种", max_length=30)
    sum = MoneyField("保额", null=True)
    base = MoneyField("基准", null=True)
    amount = MoneyField("保费", null=True)
    steps = models.CharField("怎么算", max_length=900, blank=True, default="")
    editions = models.CharField("依据的表", max_length=900, blank=True, default="")
    missing = models.CharField("缺什么", max_length=200, blank=True, default="")
    example = models.BooleanField("用了示例", default=False)

    class Meta:
        verbose_name = "试算行"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "order"], name="offer_line_numbered_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(missing=""), name="open_line_says_what_is_missing"
            ),
        ]

    @property
    def sum_says(self) -> str:
        return "" if self.sum is None else in_wan(self.sum)

    @property
    def step_lines(self) -> list[str]:
        return self.steps.split("\n") if self.steps else []

    @property
    def edition_lines(self) -> list[str]:
        return self.editions.split("\n") if self.editions else []


class BindingQuote(Record):
    """The insurer's own quote: three totals and its picture; only this one binds."""

    root = "quote"
    store_path = "quote__store"
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="binding")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    compulsory = MoneyField("交强险")
    tax = MoneyField("车船税")
    commercial = MoneyField("商业险")
    total = MoneyField("合计")
    special = models.CharField("特别约定", max_length=200, blank=True, default="")
    told_at = models.DateTimeField("录入于")
    told_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="录入人"
    )

    class Meta:
        verbose_name = "保险公司报价"
        ordering = ("-told_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(compulsory__gte=0, tax__gte=0, commercial__gte=0),
                name="binding_quote_is_no_debt",
                violation_error_message="保费和税不能是负数",
            ),
        ]


class BarredAttempt(Root):
    """Somebody wanted to quote an insurer that the store has not approved; it was refused, and is told."""

    class State(models.TextChoices):
        TOLD = "told", "待阅"
        READ = "read", "已阅"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=4, choices=State.choices, default=State.TOLD)
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    vehicle = models.ForeignKey(
        "customers.Vehicle", on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    at = models.DateTimeField("时间")
    read_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁阅"
    )
    read_at = models.DateTimeField("阅于", null=True)
    remark = models.CharField("批语", max_length=200, blank=True, default="")
    violates = models.BooleanField("算违规推荐", default=False)
    """The manager's decision: it counts in the appraisal of who did it (RNW-32)."""

    class Meta:
        verbose_name = "未认证公司"
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(violates=False) | ~Q(remark=""),
                name="violation_says_which_rule",
                violation_error_message="算违规的要写依据哪条规定、怎么处理",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "at"], name="barred_attempt_by_state")]

    def __str__(self) -> str:
        return f"{self.insurer} 未认证，被拒"
