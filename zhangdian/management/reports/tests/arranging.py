"""Reports as sentences."""

from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.reports.jobs import deliver, deliver_due
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import Due, plans_on


def clerk(shop: Shop) -> Context:
    return Context(shop.store.pk, kind=ActorKind.CLOCK)


def the_clock_delivers(shop: Shop) -> None:
    deliver_due(clerk(shop))


def a_report_now(shop: Shop, code: str = "workshop_day") -> Any:
    """Of today, at whatever hour it is."""
    plan = plans_on(clerk(shop), shop.today)[code]
    deliver(clerk(shop), Due(plan, shop.today, shop.today, shop.now))
    return Report.objects.get(code=code)


def a_report(shop: Shop, code: str = "workshop_day") -> Any:
    """Delivered in the evening of today."""
    shop.at("19:00")
    the_clock_delivers(shop)
    return Report.objects.get(code=code)
