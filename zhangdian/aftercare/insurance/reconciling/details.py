"""What the store tells an insurer: its policies of a month in the insurer's own columns, with their total."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from zhangdian.aftercare.insurance import layouts
from zhangdian.aftercare.insurance.layouts import A_DAY
from zhangdian.aftercare.insurance.models import Insurer, Means, Policy
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.ui.xlsx import Cell, Column, ColumnKind, write_sheet

AMOUNTS = (Means.PREMIUM, Means.NET_PREMIUM, Means.TAX)
DAYS = (Means.SIGNED_ON, Means.STARTS_ON, Means.LAST_DAY, Means.ENDS_ON)
USUAL = tuple((layouts.LABELS[each], each.value) for each in Means if each != Means.ENDS_ON)
"""The columns for an insurer that has none of its own yet."""


def policies_of(ctx: Any, insurer: Insurer, month: date) -> list[Policy]:
    """As the ledger counts them: signed in the month, neither cancelled nor entered wrongly."""
    rows = Policy.objects.of(ctx).standing().filter(insurer=insurer)
    rows = rows.filter(signed_on__gte=month, signed_on__lte=clock.month_end(month))
    return list(rows.select_related("vehicle", "holder").order_by("signed_on", "pk"))


def columns_for(ctx: Any, insurer: Insurer, month: date) -> list[tuple[str, str]]:
    """The layout that held at the end of the month, else the one of today, else the usual one."""
    day = min(clock.month_end(month), ctx.today)
    found = layouts.layout_on(ctx, insurer, day) or layouts.layout_on(ctx, insurer, ctx.today)
    return layouts.columns_told(found) or list(USUAL)


def writer(ctx: Any, insurer: Insurer, month: date) -> Callable[..., int]:
    """Writes the sheet and tells of how many policies it is."""
    policies = policies_of(ctx, insurer, month)
    columns = columns_for(ctx, insurer, month)

    def write(stream: IO[bytes], *, watermark: str) -> int:
        heads = [Column(heading, kind_of(means)) for heading, means in columns]
        rows = [[cell(ctx, policy, means) for _, means in columns] for policy in policies]
        write_sheet(stream, "保单明细", heads, [*rows, total(columns, policies)], watermark=watermark)
        return len(policies)

    return write


def kind_of(means: str) -> ColumnKind:
    if means in AMOUNTS:
        return ColumnKind.MONEY
    return ColumnKind.DATE if means in DAYS else ColumnKind.TEXT


def cell(ctx: Any, policy: Policy, means: str) -> Cell:
    last = last_day_of(policy.ends_at, ctx.standing.zone)
    holder = policy.holder
    found: dict[str, Cell] = {
        Means.NUMBER: policy.number,
        Means.LINE: str(policy.get_line_display()),
        Means.VIN: policy.vehicle.vin,
        Means.PLATE: policy.plate or policy.vehicle.plate,
        Means.HOLDER: holder.name.seen_by(ctx) if holder is not None else "",
        Means.SIGNED_ON: policy.signed_on,
        Means.STARTS_ON: clock.day(policy.starts_at, ctx.standing.zone),
        Means.LAST_DAY: last,
        Means.ENDS_ON: last + A_DAY,
        Means.PREMIUM: policy.premium,
        Means.NET_PREMIUM: policy.net_premium,
        Means.TAX: policy.tax,
    }
    return found.get(means, "")


def total(columns: Sequence[tuple[str, str]], policies: Sequence[Policy]) -> list[Cell]:
    """How many, and what they come to; under each amount its own sum."""
    whole = sum((each.net_premium for each in policies), ZERO)
    said: list[Cell] = [""] * len(columns)
    for at, (_, means) in enumerate(columns):
        if means in AMOUNTS:
            said[at] = sum((getattr(each, means) for each in policies), Decimal(0))
    words = next((at for at, (_, means) in enumerate(columns) if kind_of(means) == ColumnKind.TEXT), 0)
    said[words] = f"合计 {len(policies)} 张，净保费 {whole:,.2f} 元"
    return said
