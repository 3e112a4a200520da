"""Leave as sentences."""

from datetime import date, timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.people.organization.models import LeaveSlip, Person
from zhangdian.people.organization.shifts.actions import ask_leave

Kind = LeaveSlip.Kind
WHY = {"organization.post_is_filled": "上级自己顶"}


def in_days(shop: Shop, count: int) -> date:
    return shop.today + timedelta(days=count)


def away(shop: Shop, person: Person, **more: Any) -> LeaveSlip:
    """Told by the office, so nobody signs."""
    given = {"kind": Kind.ERRAND, "since": in_days(shop, 1), "until": in_days(shop, 2), **more}
    ask_leave(shop.office_director, person, because=WHY, **given)
    return LeaveSlip.objects.filter(person=person).latest("pk")


def asks(shop: Shop, who: str, **more: Any) -> Any:
    """For himself; his superior has to sign."""
    given = {"kind": Kind.ERRAND, "since": in_days(shop, 1), "until": in_days(shop, 2), **more}
    return ask_leave(getattr(shop, who), shop.person(who), because=WHY, **given)
