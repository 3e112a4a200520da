"""Tables of rates by edition; a later edition stands beside the earlier, which keeps its quotes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import STORE, Insurer
from zhangdian.aftercare.insurance.rating import Basis, Edition, Measure, RateLine, TableKind
from zhangdian.foundation.kernel.records import Record, Root


def figure(label: str, places: int = 6) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(label, max_digits=16, decimal_places=places, null=True, blank=True)


class RateTable(Root):
    """One edition of a table, from a day on; for one insurer or all, one region or everywhere."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("表", max_length=12, choices=TableKind.choices)
    insurer = models.ForeignKey(
        Insurer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司"
    )
    region = models.CharField("地区", max_length=20, blank=True, default="")
    since = models.DateField("从")
    edition = models.CharField("版本", max_length=30)
    source = models.CharField("依据", max_length=80, blank=True, default="")
    example = models.BooleanField("示例", default=False)
    """Not this store's own figures: labelled wherever it is used."""

    class Meta:
        verbose_name = "费率表"
        ordering = ("kind", "-since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "kind", "insurer", "region", "since"],
                condition=Q(insurer__isnull=False),
                name="insurer_s_table_once_per_day",
                violation_error_message="这家公司的这张表这一天起已有一版：请换一个生效日",
            ),
            models.UniqueConstraint(
                fields=["store", "kind", "region", "since"],
                condition=Q(insurer__isnull=True),
                name="common_table_once_per_day",
                violation_error_message="这张表这一天起已有一版：请换一个生效日",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "since"], name="rate_table_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.edition}"

    def as_edition(self) -> Edition:
        """As the reckoning reads it; reads `rows` once, or what was prefetched."""
        return Edition(
            TableKind(self.kind),
            self.since,
            self.edition,
            tuple(row.as_line() for row in self.rows.all()),
            insurer=self.insurer.code if self.insurer else "",
            region=self.region,
            example=self.example,
            key=self.pk,
        )


class RateRow(Record):
    """One figure of a table: for whom, in which band."""

    root = "table"
    store_path = "table__store"
    table = models.ForeignKey(RateTable, on_delete=models.PROTECT, related_name="rows")
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("代码", max_length=24)
    name = models.CharField("名称", max_length=40, blank=True, default="")
    scheme = models.CharField("方案", max_length=4, blank=True, default="")
    use = models.CharField("使用性质", max_length=8, blank=True, default="")
    product = models.CharField("条款", max_length=3, blank=True, default="")
    measure = models.CharField("按什么分档", max_length=8, choices=Measure.choices, blank=True, default="")
    low = figure("下限", 4)
    high = figure("上限", 4)
    sum = figure("保额", 2)
    value = figure("数值")
    rate = figure("费率")
    basis = models.CharField("费率乘", max_length=5, choices=Basis.choices, default=Basis.SUM)

    class Meta:
        verbose_name = "费率行"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "order"], name="rate_row_numbered_once"),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")),
                name="rate_band_rises",
                violation_error_message="费率行的上限低于下限：请核对",
            ),
        ]

    def as_line(self) -> RateLine:
        return RateLine(
            self.code,
            self.name,
            self.scheme,
            self.use,
            self.product,
            Measure(self.measure),
            self.low,
            self.high,
            self.sum,
            self.value,
            self.rate,
            Basis(self.basis),
        )
