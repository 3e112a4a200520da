"""The store's rates and measures: what an hour costs, how long a wash takes, each from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization.models import StoreRate


@dataclass(frozen=True)
class Standard:
    """A measure that holds as long as the store has not set its own under this key."""

    key: str
    value: Decimal
    unit: str


STANDARDS: dict[str, Standard] = {}


def standard(key: str, value: int | str, unit: str) -> Standard:
    """A room above says what it reckons with; the store sets its own like any rate."""
    STANDARDS[key] = Standard(key, Decimal(value), unit)
    return STANDARDS[key]


def measures_of(ctx: Context | Act, standards: Iterable[Standard]) -> dict[str, Decimal]:
    """These measures as they hold today, in one query."""
    holding = {each.key: each.value for each in standards}
    return holding | dict(_measures(ctx, holding, ctx.today))


def measure_of(ctx: Context | Act, standard: Standard) -> Decimal:
    """One of them."""
    return measures_of(ctx, [standard])[standard.key]


@worded
def _measures(ctx: Context | Act, keys: Iterable[str], on: date) -> Any:
    rows = StoreRate.objects.of(ctx).filter(key__in=keys, since__lte=on)
    return rows.order_by("since").values_list("key", "value")


def measures_left(rates: Iterable[StoreRate]) -> list[Standard]:
    """The standards that this store has not set itself."""
    own = {rate.key for rate in rates}
    return [each for each in STANDARDS.values() if each.key not in own]


def rates_on(ctx: Context | Act, on: date) -> dict[str, StoreRate]:
    """Every rate in force on a day, by its key, in one query."""
    rows = StoreRate.objects.of(ctx).filter(since__lte=on).order_by("key", "since")
    return {row.key: row for row in rows}


def rate_of(ctx: Context | Act, key: str, on: date | None = None) -> Decimal:
    """One rate on a day (default today); a store that has not set it is told who can."""
    row = rates_on(ctx, on or ctx.today).get(key)
    if row is None:
        who = "总经理、服务经理或财务经理"
        missing = Missing(f"还没有定费率“{key}”", who, "organization.set_store_rate")
        raise Refusal(f"{missing.what}：请{who}在门店页上定", [missing])
    value: Decimal = row.value
    return value
