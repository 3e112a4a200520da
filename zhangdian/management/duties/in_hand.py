"""What somebody owes in his own name: duties and decisions that are open, meetings that he leads."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.ui.writing import deadline
from zhangdian.management.duties.models import DueItem, Meeting
from zhangdian.management.duties.posts import HEADS
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person


def owed_by(ctx: Any, person: Person) -> Any:
    """What a meeting decided, or a case asks of him; a duty of the day ends with his post."""
    rows = DueItem.objects.of(ctx).filter(person=person, done_at=None, excused="")
    return rows.exclude(words="")


def told(item: DueItem) -> Row:
    return Row(
        item.pk, f"{item.sentence}（{deadline(item.due_at)}）", reverse("duties:dueitem", args=[item.pk])
    )


def take_over(ctx: Act, items: Sequence[Any], to: Person) -> None:
    for each in items:
        each.person = to
    DueItem.objects.change_many(items, ["person"])


def led_by(ctx: Any, person: Person) -> Any:
    return Meeting.objects.of(ctx).filter(leader=person, state=Meeting.State.OPEN)


def told_meeting(meeting: Meeting) -> Row:
    return Row(meeting.pk, str(meeting), reverse("duties:meeting", args=[meeting.pk]))


def lead_on(ctx: Act, meetings: Sequence[Any], to: Person) -> None:
    for each in meetings:
        each.leader = to
    Meeting.objects.change_many(meetings, ["leader"])


def join() -> None:
    belonging(
        Belonging(
            "duties.owed",
            "没办完的事",
            "件",
            owed_by,
            told,
            hand=take_over,
            held=("duties.dueitem", "person_id"),
        )
    )
    belonging(
        Belonging(
            "duties.meetings",
            "没散的会",
            "次",
            led_by,
            told_meeting,
            HEADS,
            lead_on,
            held=("duties.meeting", "leader_id"),
        )
    )
