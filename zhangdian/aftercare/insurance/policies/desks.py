"""What waits of policies: to be checked by another, filed the same day; and what a car is insured by."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.posts import QUOTERS, READERS
from zhangdian.aftercare.insurance.queries import last_elsewhere
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.customers.models import Vehicle

SHOWN, OF_A_CAR = 20, 6
A_DAY = timedelta(days=1)


def to_check(ctx: Any) -> Any:
    """Entered by somebody else and not yet looked at, the oldest first."""
    rows = Policy.objects.of(ctx).filter(state=Policy.State.ENTERED)
    return rows.exclude(entered_by=ctx.person_id).order_by("entered_at", "pk")


@queue("保单复核", QUOTERS, lambda ctx: Waits(to_check(ctx), Q(entered_at__lt=ctx.midnight), SHOWN))
def policies_to_check(ctx: Any) -> list[Task]:
    """One line a policy; late on the day after it was entered."""
    return [
        task_of(each, "复核", late=each.entered_at < ctx.midnight)
        for each in to_check(ctx).select_related("vehicle", "insurer")[:SHOWN]
    ]


def to_file(ctx: Any) -> Any:
    """His own that have no paper yet (NBI-15)."""
    rows = Policy.objects.of(ctx).standing().filter(filed_at=None, entered_by=ctx.person_id)
    return rows.order_by("entered_at", "pk")


@queue("保单归档", QUOTERS, lambda ctx: Waits(to_file(ctx), Q(entered_at__lt=ctx.midnight), SHOWN))
def policies_to_file(ctx: Any) -> list[Task]:
    """Due by the end of the day on which each was entered."""
    return [
        task_of(each, "归档", late=each.entered_at < ctx.midnight)
        for each in to_file(ctx).select_related("vehicle", "insurer")[:SHOWN]
    ]


def task_of(policy: Policy, verb: str, *, late: bool) -> Task:
    return Task(
        title=f"{policy.insurer} {policy}",
        url=reverse("insurance:policy", args=[policy.pk]),
        verb=verb,
        since=policy.entered_at,
        plate=policy.vehicle.plate,
        remark="当天登记整理完",
        tone="late" if late else "",
    )


@panel("vehicle", "insurance/_policies_of_car.html", 60)
def policies_of_car(ctx: Any, car: Vehicle) -> dict[str, Any] | None:
    """For whoever may read policies."""
    if not ctx.roles.intersection(READERS):
        return None
    found = list(
        Policy.objects.of(ctx)
        .standing()
        .filter(vehicle=car)
        .select_related("insurer")
        .order_by("-ends_at")[:OF_A_CAR]
    )
    for each in found:
        each.runs = each.starts_at <= ctx.now < each.ends_at
        each.last_day = last_day_of(each.ends_at, ctx.standing.zone)
    return {
        "policies": found,
        "car": car,
        "enters": bool(ctx.roles.intersection(QUOTERS)),
        "insured": any(each.runs for each in found),
        "elsewhere": last_elsewhere(ctx, car),
    }
