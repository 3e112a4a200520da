"""What stands behind a line: the due items of somebody's month, or the records of a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.brought import Behind, Brought
from zhangdian.foundation.kernel.figures import Figure
from zhangdian.management.duties.appraisal.presence import Presence
from zhangdian.management.duties.figures import kept_in_time
from zhangdian.management.duties.kept import Kept
from zhangdian.management.duties.models import DueItem
from zhangdian.people.organization import rates

Standing = DueItem.Standing
ONE = Decimal(1)
COUNTS = (Standing.IN_TIME, Standing.LATE, Standing.OVERDUE, Standing.NOT_DONE)
"""What fell due and is held against or for somebody; what was excused stands beside it."""
IN_TIME: Figure = kept_in_time
LATE_WORTH = rates.standard("考核 迟做的职责算几成", 50, "%")
"""Done late is worth more than not at all."""


@dataclass
class Month(Kept):
    """The due items of one person's month."""

    items: list[DueItem]
    now: datetime
    late_worth: Decimal
    """Of what was done late."""

    @property
    def not_applicable(self) -> int:
        return self.standings[Standing.NOT_APPLICABLE]

    @property
    def behind(self) -> Behind:
        """Each item with what it adds: in time all of it, late a part, not done nothing; excused no whole."""
        worth = {Standing.IN_TIME: ONE, Standing.LATE: self.late_worth}
        stands = [(item.pk, item.standing_at(self.now)) for item in self.items]
        rows = [Brought(key, worth.get(one), ONE if one in COUNTS else None) for key, one in stands]
        return Behind(DueItem._meta.label_lower, rows, shares=True)


def late_worth(ctx: Any) -> Decimal:
    return rates.measure_of(ctx, LATE_WORTH) / 100


def items_between(ctx: Any, first: date, last: date) -> list[DueItem]:
    """What fell due in a store on these days, with who proved it; one query for everybody."""
    rows = DueItem.objects.of(ctx).filter(day__gte=first, day__lte=last)
    return list(rows.filter(due_by(ctx.now)).select_related("proof").order_by("day", "pk"))


def due_by(now: datetime) -> Q:
    """What can be judged: its hour has come, or it was done or excused before."""
    return Q(due_at__lt=now) | Q(done_at__isnull=False) | ~Q(excused="")


def items_of(
    items: Iterable[DueItem], person: int, presence: Presence, first: date, last: date
) -> list[DueItem]:
    """His own, and what a post owed once: if he did it, or if its work was his alone that day."""
    return [item for item in items if first <= item.day <= last and is_his(item, person, presence)]


def is_his(item: DueItem, person: int, presence: Presence) -> bool:
    if item.person_id is not None:
        return bool(item.person_id == person)
    if item.proof is not None and item.proof.person_id == person:
        return True
    return presence.doing(item.role, item.day) == {person}
