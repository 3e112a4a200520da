"""Targets as sentences."""

from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.figures import Whose
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Acknowledgement, Target
from zhangdian.people.organization.targets.actions import (
    Goal,
    Share,
    acknowledge_targets,
    set_targets,
    split_target,
)

CARS, PROMISE, HOURS = "service.cars_arrived", "service.first_promise_kept", "service.sold_hours"


def aims(shop: Shop, reason: str = "", **values: Any) -> None:
    """The general manager sets this month."""
    rows = [Goal(name, Decimal(value)) for name, value in values.items()]
    set_targets(shop.general_manager, month=shop.today, rows=rows, reason=reason)


def target_of(shop: Shop, figure: str, whose: Whose | None = None) -> Target:
    """The target of this month that holds."""
    rows = goals.targets_in_force(shop.general_manager).filter(
        figure=figure, span=goals.MONTH, first=shop.today.replace(day=1)
    )
    whose = whose or Whose()
    found: Target = rows.get(
        person=whose.person or None, **({} if whose.person else {"department": whose.department})
    )
    return found


def split(shop: Shop, figure: str, by: Any = None, reason: str = "", **people: Any) -> None:
    """A head of the department splits the store's target among these people."""
    rows = [Share(Decimal(value), person=shop.person(name)) for name, value in people.items()]
    split_target(by or shop.service_manager, target_of(shop, figure), rows=rows, reason=reason)


def acknowledged(shop: Shop, by: Any = None) -> list[Acknowledgement]:
    """Somebody says that he has seen all that is asked of him."""
    who = by or shop.service_advisor
    acknowledge_targets(who, targets=list(goals.to_acknowledge(who)))
    return list(Acknowledgement.objects.filter(person=who.person_id, taken_back_at=None).order_by("pk"))
