"""What can be insured: covers of every kind, and their clauses in plain words by edition."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.saying import sums_in
from zhangdian.foundation.kernel.records import Belongs, Record, Root


class Line(models.TextChoices):
    """The layers of what a customer buys; each stands on a paper of its own kind."""

    COMPULSORY = "TCI", "交强险"
    MAIN = "MAIN", "商业险主险"
    RIDER = "RIDER", "附加险"
    HISTORIC = "OLD", "老保单险种"
    NON_AUTO = "NON", "非车险"


class Product(models.TextChoices):
    """Which clauses a car takes: by the energy on its registration."""

    ANY = "ANY", "通用"
    ICE = "ICE", "燃油车条款"
    NEV = "NEV", "新能源条款"


class SumRule(models.TextChoices):
    """How a cover's sum is told."""

    STATUTORY = "law", "法定限额"
    VALUE = "value", "车辆实际价值"
    LIMIT = "limit", "限额"
    PER_SEAT = "seat", "每座限额"
    DAYS = "days", "天数×日额"
    RATE = "rate", "比例"
    FLAG = "flag", "投或不投"
    COUNTS = "count", "次数"


class Cover(Root):
    """One cover as the trade names it; covers of before stay for old policies."""

    belongs = Belongs.HOUSE
    code = models.CharField("代码", max_length=24)
    product = models.CharField("条款", max_length=3, choices=Product.choices, default=Product.ANY)
    line = models.CharField("类别", max_length=5, choices=Line.choices)
    name = models.CharField("险种", max_length=40)
    short_name = models.CharField("简称", max_length=16)
    sum_rule = models.CharField("保额", max_length=5, choices=SumRule.choices)
    steps = models.CharField("可选档", max_length=200, blank=True, default="")
    """Separated by semicolons; empty: free."""
    needs = models.CharField("要先投", max_length=120, blank=True, default="")
    """Codes of covers, any of which must stand beside it."""
    targets = models.BooleanField("要指明主险", default=False)
    """A rider that says for which of its main covers it stands."""
    since = models.DateField("从", null=True, blank=True)
    until = models.DateField("到", null=True, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    source = models.CharField("依据", max_length=60, blank=True, default="")
    example = models.BooleanField("示例", default=False)
    """Not read in the official text: to be checked before it is relied on."""

    class Meta:
        verbose_name = "险种"
        ordering = ("order", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "product"],
                name="cover_once_per_product",
                violation_error_message="这个险种已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="cover_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def choices(self) -> list[Decimal]:
        """The sums, days or shares that are offered."""
        return sums_in(self.steps)

    @property
    def needed(self) -> list[str]:
        return self.needs.split(";") if self.needs else []

    def sold_on(self, day: date) -> bool:
        """Historic covers are never sold again."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or self.until >= day) and self.line != Line.HISTORIC


class Clause(Record):
    """A cover's clause in plain words, from a day on: what it pays, what it never pays."""

    belongs = Belongs.HOUSE
    root = "cover"
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, related_name="clauses")
    since = models.DateField("从")
    pays = models.CharField("赔什么", max_length=400)
    excludes = models.CharField("不赔什么", max_length=400, blank=True, default="")
    rating = models.CharField("保费怎么来", max_length=300, blank=True, default="")
    edition = models.CharField("条款版本", max_length=60, blank=True, default="")
    example = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "条款说明"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cover", "since"],
                name="clause_once_per_day",
                violation_error_message="这个险种这一天起已有一版说明：请换一个生效日",
            ),
        ]
