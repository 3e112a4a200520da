"""Reads of insurance: who is approved, what is sold, which clause holds."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhangdian.aftercare.insurance.models import Clause, Cover, Insurer
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
