"""Reads of insurance: who is approved, what is sold, which clause holds."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhangdian.aftercare.insurance import rating
from zhangdian.aftercare.insurance.models import (
    Clause,
    Cover,
    Insurer,
    RateTable,
    UnderwritingLimit,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.underwriting import Rule
from zhangdian.foundation.kernel.refusals import Missing, Refusal


def insurers_with_approvals(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Insurer.objects.of(ctx).prefetch_related("approvals__approved_by")
    return rows


def approved_insurers(ctx: Any, day: date) -> list[Insurer]:
    """Those that may be quoted and sold on a day."""
    return list(Insurer.objects.of(ctx).approved_on(day))


def refuse_unapproved(ctx: Any, insurers: list[Insurer], day: date) -> None:
    """Only what the store approved is quoted or sold; the sentence lists what is (RNW-31)."""
    approved = approved_insurers(ctx, day)
    known = {each.pk for each in approved}
    if barred := [each for each in insurers if each.pk not in known]:
        names = "、".join(map(str, barred))
        instead = "、".join(map(str, approved)) or "一家也没有"
        raise Refusal(
            f"{names} 没有本店认证，不能报价和出单；已认证的有：{instead}",
            [Missing(f"{names} 没有认证", "金融保险经理", "insurance.approve_insurer")],
        )


def library(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Cover.objects.of(ctx).prefetch_related("clauses")
    return rows


def clause_on(cover: Cover, day: date) -> Clause | None:
    """The edition in force; reads `clauses` once, or what was prefetched."""
    begun = [each for each in cover.clauses.all() if each.since <= day]
    return max(begun, key=lambda each: each.since, default=None)


def names_of(ctx: Any, codes: list[str]) -> list[str]:
    """Short names of covers, each once."""
    if not codes:
        return []
    found = dict(Cover.objects.of(ctx).filter(code__in=codes).values_list("code", "short_name"))
    return [found[code] for code in codes if code in found]


# Rates, rules, limits -----------------------------------------------------------------------------


def editions_on(ctx: Any, day: date) -> list[rating.Edition]:
    """Every table begun by a day, with its rows, in two queries."""
    rows = RateTable.objects.of(ctx).filter(since__lte=day).select_related("insurer")
    return [table.as_edition() for table in rows.prefetch_related("rows")]


def table_with_rows(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = RateTable.objects.of(ctx).select_related("insurer").prefetch_related("rows")
    return rows


def last_lines(ctx: Any, kind: str, insurer: Any, region: str) -> list[rating.RateLine]:
    """The rows of a table's last edition: the next begins with them."""
    try:
        rows = table_with_rows(ctx).filter(kind=kind, insurer=insurer or None, region=region)
        last = rows.order_by("-since").first()
    except (ValueError, TypeError, OverflowError):
        return []
    return [row.as_line() for row in last.rows.all()] if last else []


def rules_on(ctx: Any, day: date) -> list[UnderwritingRule]:
    """The rules of all insurers in force on a day."""
    rows = UnderwritingRule.objects.of(ctx).in_force(day).select_related("insurer")
    return list(rows)


def rules_for(rules: list[UnderwritingRule], insurer: Insurer) -> list[Rule]:
    """Those of everybody and this insurer's own."""
    return [each.as_rule() for each in rules if each.insurer_id in (None, insurer.pk)]


def limits_on(ctx: Any, day: date) -> dict[str, UnderwritingLimit]:
    """How far each post goes on a day."""
    rows = UnderwritingLimit.objects.of(ctx).filter(since__lte=day).order_by("role", "since")
    return {row.role: row for row in rows}


def limits_told(ctx: Any) -> QuerySet[Any]:
    """Every limit that was set, the latest of a post first."""
    rows: QuerySet[Any] = UnderwritingLimit.objects.of(ctx).select_related("set_by")
    return rows
