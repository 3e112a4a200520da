"""What holds in a store on a day: duties and their times, as the clock asks for them again and again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhangdian.foundation.kernel.rows import worded
from zhangdian.management.duties.models import CaseRule, Duty, StoreDuty, Timetable, UrgingRule


@worded
def timetables_on(ctx: Any, day: date) -> Any:
    """Timetables that stand on a day."""
    return Timetable.objects.of(ctx).on(day).filter(stands=True)


@worded
def case_rules_on(ctx: Any, day: date) -> Any:
    """Rules for single cases, also those that the store has switched off."""
    return CaseRule.objects.of(ctx).on(day).order_by("code")


@worded
def own_duties_on(ctx: Any, day: date) -> Any:
    """What the store has made its own of the duties."""
    return StoreDuty.objects.of(ctx).on(day)


@worded
def urging_rules_on(ctx: Any, day: date) -> Any:
    return UrgingRule.objects.of(ctx).on(day)


def duty_keys_on(ctx: Any, day: date, codes: Iterable[str]) -> dict[str, int]:
    """Code → key of its edition, of these duties."""
    return dict(_duty_keys_on(ctx, day, sorted(set(codes))))


@worded
def _duty_keys_on(ctx: Any, day: date, codes: Iterable[str]) -> Any:
    return Duty.objects.of(ctx).on(day).filter(code__in=codes).values_list("code", "pk")
