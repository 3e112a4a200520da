"""How duties were kept: the figures of some due items at an instant, of a line, a post or a person alike."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from zhangdian.management.duties.models import DueItem

Standing = DueItem.Standing


class Kept:
    """Whoever has items and an instant can tell how many were done in time, late, or not at all."""

    items: Sequence[DueItem]
    now: datetime

    @cached_property
    def standings(self) -> Counter[DueItem.Standing]:
        """How many items stand how."""
        return Counter(item.standing_at(self.now) for item in self.items)

    @property
    def in_time(self) -> int:
        return self.standings[Standing.IN_TIME]

    @property
    def late(self) -> int:
        """Done late, or late and still to be done."""
        return self.standings[Standing.LATE] + self.standings[Standing.OVERDUE]

    @property
    def not_done(self) -> int:
        return self.standings[Standing.NOT_DONE]

    @property
    def prevented(self) -> int:
        return self.standings[Standing.PREVENTED]

    @property
    def owed(self) -> int:
        """What fell due and counts: not what is still to come, nor what was excused."""
        return self.in_time + self.late + self.not_done

    @property
    def percent(self) -> int | None:
        """Share of what was done in time; None where nothing fell due."""
        return round(100 * self.in_time / self.owed) if self.owed else None
