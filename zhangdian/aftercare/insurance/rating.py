"""Tables of rates as the reckoning reads them: editions, their rows, and how a row is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models


class TableKind(models.TextChoices):
    """The tables from which a premium comes."""

    TCI_BASE = "tci_base", "交强险基础保费"
    TCI_SCHEME = "tci_scheme", "交强险浮动方案(地区)"
    TCI_FLOAT = "tci_float", "交强险出险浮动"
    TCI_DRINK = "tci_drink", "酒驾浮动"
    NCD = "ncd", "无赔款优待系数"
    PRICING = "pricing", "自主定价系数区间"
    USUAL = "usual", "自主定价常用值"
    LOADING = "loading", "附加费用率"
    VCI_PURE = "vci_pure", "商业险基准纯风险保费"
    DEPRECIATION = "depreciation", "月折旧率"
    VVT = "vvt", "车船税税额"
    VVT_RELIEF = "vvt_relief", "车船税减免"


class Measure(models.TextChoices):
    """What the band of a row is about."""

    NONE = "", "不分档"
    SEATS = "seats", "座位(含下限)"
    TONNES = "tonnes", "核定载质量 吨(含下限)"
    CC = "cc", "排量 毫升(含上限)"
    LITRES = "litres", "排量 升(含上限)"
    PRICE = "price", "新车购置价 元(含下限)"


UPPER_INCLUDED = frozenset({Measure.CC, Measure.LITRES})
"""Bands by displacement hold their upper edge, all others their lower one."""


class Basis(models.TextChoices):
    """What the rate of a row is taken of."""

    SUM = "sum", "保额"
    COVER = "cover", "所附主险的保费"


@dataclass(frozen=True)
class RateLine:
    """One row of a table: for whom, in which band, the figure."""

    code: str
    name: str = ""
    scheme: str = ""
    use: str = ""
    product: str = ""
    measure: Measure = Measure.NONE
    low: Decimal | None = None
    high: Decimal | None = None
    sum: Decimal | None = None
    value: Decimal | None = None
    rate: Decimal | None = None
    basis: Basis = Basis.SUM

    def holds(self, measures: Mapping[str, Decimal | None]) -> bool:
        """Whether its band holds this car; a band about what is not known holds nothing."""
        if self.measure == Measure.NONE:
            return True
        found = measures.get(str(self.measure))
        if found is None:
            return False
        if self.measure in UPPER_INCLUDED:
            return (self.low is None or found > self.low) and (self.high is None or found <= self.high)
        return (self.low is None or found >= self.low) and (self.high is None or found < self.high)


@dataclass(frozen=True)
class Edition:
    """A table as it holds from a day on."""

    kind: TableKind
    since: date
    name: str
    lines: tuple[RateLine, ...]
    insurer: str = ""
    region: str = ""
    example: bool = False
    key: int | None = None

    def __str__(self) -> str:
        where = "·".join(each for each in (self.insurer, self.region) if each)
        told = f"{self.kind.label} {self.name}"
        return f"{told}({where})" if where else told

    def rows(self, code: str) -> Iterable[RateLine]:
        return (line for line in self.lines if line.code == code)


@dataclass(frozen=True)
class Tables:
    """The editions in force for one insurer and region on the day of inception; a kind may lack."""

    editions: Mapping[TableKind, Edition]

    def get(self, kind: TableKind) -> Edition | None:
        return self.editions.get(kind)


def in_force(editions: Iterable[Edition], insurer: str, region: str, day: date) -> Tables:
    """Of each kind the latest begun edition: the insurer's own before one for all, the region's before one
    for everywhere.
    """
    best: dict[TableKind, Edition] = {}
    for each in editions:
        if each.since > day or each.insurer not in ("", insurer) or each.region not in ("", region):
            continue
        before = best.get(each.kind)
        if before is None or _rank(each) > _rank(before):
            best[each.kind] = each
    return Tables(best)


def _rank(edition: Edition) -> tuple[bool, bool, date]:
    return bool(edition.insurer), bool(edition.region), edition.since
