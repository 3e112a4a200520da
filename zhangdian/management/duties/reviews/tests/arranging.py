"""A management review as the general manager opens it, and what it is given."""

from datetime import timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties import reviewing
from zhangdian.management.duties.meetings.actions import decide, open_meeting
from zhangdian.management.duties.models import GivenInput, Meeting, ReviewInput
from zhangdian.management.duties.reviews.actions import leave_out_input, load_review_inputs, sign_review

MINUTES = "体系适宜、充分、有效；明年抓交车准时"


def with_inputs(shop: Shop) -> None:
    """As the house ships them; once."""
    if not ReviewInput.objects.of(shop.clock).exists():
        load_review_inputs(shop.clock, rows=list(reviewing.shipped()))


def opened(shop: Shop, who: str = "general_manager") -> Meeting:
    """With the heads of service and customer relations."""
    with_inputs(shop)
    people = [shop.person("service_manager"), shop.person("customer_relations_manager")]
    made: Meeting = open_meeting(getattr(shop, who), kind=Meeting.Kind.REVIEW, people=people).subject
    return made


def missing(meeting: Meeting) -> list[str]:
    return [str(each) for each in reviewing.missing_of(meeting)]


def given(meeting: Meeting, name: str) -> GivenInput:
    found: GivenInput = meeting.inputs.select_related("meeting__leader", "input").get(input__name=name)
    return found


def left_out(shop: Shop, meeting: Meeting, but: str = "") -> None:
    """Everything that is missing has its reason, but one."""
    for name in missing(meeting):
        if name != but:
            leave_out_input(shop.general_manager, given(meeting, name), why="今年没有做")


def decided(shop: Shop, meeting: Meeting, what: str = "每月查一次交车准时率") -> None:
    day = shop.today + timedelta(days=30)
    decide(shop.general_manager, meeting, what=what, owner=shop.person("service_manager"), day=day)


def signed(shop: Shop, meeting: Meeting, **how: Any) -> Meeting:
    sign_review(shop.general_manager, meeting, **{"minutes": MINUTES, **how})
    return again(meeting)


def held(shop: Shop) -> None:
    """One that was signed, and one of today that still lacks inputs."""
    meeting = opened(shop)
    left_out(shop, meeting)
    decided(shop, meeting)
    signed(shop, meeting)
    opened(shop)


def again(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.get(pk=meeting.pk)
    return found
