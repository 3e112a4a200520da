"""The store's rates: what an hour, a panel, an internal hour costs, each from a day on."""

from datetime import date
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.models import StoreRate


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
