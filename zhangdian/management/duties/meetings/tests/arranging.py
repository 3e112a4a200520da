"""A meeting of the front desk: who leads, who is called, what was decided."""

from datetime import date, time, timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.models import Decision, Meeting


def a_meeting(shop: Shop, *, kind: str = Meeting.Kind.DEPARTMENT, **how: Any) -> Meeting:
    """The front desk's supervisor calls two advisors."""
    people = [shop.person("service_advisor"), shop.person("second_advisor")]
    given = {"kind": Meeting.Kind(kind), "people": people, **how}
    made: Meeting = actions.open_meeting(shop.front_desk_supervisor, **given).subject
    return made


def decided(shop: Shop, meeting: Meeting, what: str = "每台车先递防护三件套", **how: Any) -> Decision:
    """The first advisor owes it by tomorrow evening."""
    given = {"owner": shop.person("service_advisor"), "day": tomorrow(shop), "hour": time(17, 30), **how}
    actions.decide(shop.front_desk_supervisor, meeting, what=what, **given)
    found: Decision = Decision.objects.latest("pk")
    return found


def held(shop: Shop) -> Meeting:
    """With a point of its own and something decided."""
    meeting = a_meeting(shop)
    actions.add_point(shop.front_desk_supervisor, meeting, what="周末人手")
    decided(shop, meeting)
    return meeting


def tomorrow(shop: Shop) -> date:
    return shop.today + timedelta(days=1)


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def standing(meeting: Meeting, shop: Shop, name: str) -> str:
    """How somebody stands who was called."""
    [attendee] = meeting.attendees.filter(person=shop.person(name))
    return attendee.standing_at(shop.now)[0]
