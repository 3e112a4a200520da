"""Shifts and plans as sentences."""

from datetime import date, time, timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.people.organization.models import Person, Shift
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering import actions

Kind, Plan = Shift.Kind, actions.Plan
WHY = {"organization.enough_are_here": "当天活少"}


def in_days(shop: Shop, count: int) -> date:
    return shop.today + timedelta(days=count)


def a_shift(
    shop: Shop,
    name: str = "早班",
    starts: str = "08:30",
    ends: str = "17:30",
    kind: str = Kind.WORK,
    **more: Any,
) -> Shift:
    """The office director sets it, from today unless said otherwise."""
    given = {
        "kind": Kind(kind),
        "starts": time.fromisoformat(starts),
        "ends": time.fromisoformat(ends),
        **more,
    }
    actions.set_shift(shop.office_director, name=name, **given)
    return Shift.objects.filter(name=name).latest("pk")


def a_turn(shop: Shop, name: str, starts: str, ends: str) -> Shift:
    return a_shift(shop, name, starts, ends, Kind.LUNCH)


def planned(shop: Shop, who: str | Person, day: date, plan: str = Plan.SHIFT, **more: Any) -> Any:
    """The office director lays it out for one person and one day, or up to a last one."""
    person = shop.person(who) if isinstance(who, str) else who
    given = {"since": day, "until": day, "because": WHY, **more}
    return actions.plan_days(shop.office_director, people=[person], plan=Plan(plan), **given)


def weekly(shop: Shop, who: str | Person, shift: Shift | None, kind: str = Kind.WORK, **more: Any) -> Any:
    person = shop.person(who) if isinstance(who, str) else who
    return actions.set_week_shifts(
        shop.office_director, people=[person], kind=Kind(kind), shift=shift, **more
    )


def takes(shop: Shop, role: Role, at_least: int, **more: Any) -> Any:
    return actions.set_minimum_cover(shop.office_director, role=role, at_least=at_least, **more)


def a_day_he_works(shop: Shop, who: str, after: int = 1) -> date:
    days = (in_days(shop, n) for n in range(after, after + 8))
    return next(day for day in days if day.weekday() != shop.person(who).rest_weekday)


def a_day_off(shop: Shop, who: str, after: int = 1) -> date:
    days = (in_days(shop, n) for n in range(after, after + 8))
    return next(day for day in days if day.weekday() == shop.person(who).rest_weekday)
