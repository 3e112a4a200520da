"""What the log is told at the doors: who came in, who was turned away, who is locked out."""

from typing import Any

import structlog

from zhangdian.people.organization import lockout
from zhangdian.people.organization.models import Person

log = structlog.get_logger(__name__)


def told(event: str, door: str, person: Person | None, **more: Any) -> None:
    """A line for the log: whose number it was, and nothing of what was typed, which may be a password."""
    say = log.info if event == "came in" else log.warning
    number = person.employee_no if person else ""
    say(event, door=door, person=person.pk if person else None, number=number, **more)


def turned_away(door: str, person: Person | None, attempt: lockout.Try) -> None:
    """A wrong try, or one more than there are."""
    told("locked out" if not (attempt.allowed and attempt.left) else "turned away", door, person)
