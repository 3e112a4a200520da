"""Who waits for the leader, the inspector and the wash, and what each of them must see of a car."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service import checking, parking, queries
from zhangdian.frontline.service.inspection import points
from zhangdian.frontline.service.models import Check, ClockRecord, Finding, RepairOrder
from zhangdian.frontline.service.queries import Card, Visit

State = RepairOrder.State
WASH_LIST = (
    "外观冲洗、擦干",
    "玻璃、后视镜",
    "轮毂、门边",
    "烟灰缸、杂物盒",
    "脚垫、地毯",
    "仪表台除尘",
    "机舱擦拭，不冲水",
)
"""The standard wash (store_truth.md §2, W-24)."""


@dataclass
class Queue:
    """Cars of one level, longest waiting first."""

    cards: list[Card]

    @property
    def longest(self) -> int | None:
        return max((card.minutes for card in self.cards), default=None)


def checking_cards(ctx: Any) -> tuple[Queue, Queue]:
    """For the leaders, and for the inspector."""
    cards = queries.cards(ctx, queries.cars_here(ctx).filter(state=State.CHECKING))
    cards.sort(key=lambda card: (-bool(card.late), -card.minutes))
    own = {ctx.person_id}
    for card in cards:
        card.mine = bool(own & {line.technician_id for line in card.order.work})
    passed = [card for card in cards if card.order.leader_passed_at]
    return Queue([card for card in cards if not card.order.leader_passed_at]), Queue(passed)


@dataclass
class Wash:
    """What is being washed, what waits, and where finished cars may stand."""

    running: list[Card]
    waiting: list[Card]

    @property
    def longest(self) -> int | None:
        return max((card.minutes for card in self.waiting), default=None)


def washing(ctx: Any) -> Wash:
    """By promise, the late first: the customer waits for the last step."""
    cards = queries.cards(ctx, queries.cars_here(ctx).filter(state=State.WASHING))
    cards.sort(key=lambda card: (card.order.promised_at or ctx.now, -card.minutes))
    running = [card for card in cards if card.order.wash_started_at]
    running.sort(key=lambda card: card.order.washer_id != ctx.person_id)
    return Wash(running, [card for card in cards if not card.order.wash_started_at])


class Inspected(Visit):
    """A visit as somebody looks at who must judge it."""

    @cached_property
    def points(self) -> list[str]:
        return points.points_of(
            (line.operation.category for line in self.done), road_test=self.wants_road_test
        )

    @property
    def done(self) -> list[Any]:
        return [line for line in self.lines if line.authorized_at]

    @cached_property
    def wants_road_test(self) -> bool:
        return any(line.operation.category in checking.ROAD_TESTED for line in self.done)

    @cached_property
    def worked(self) -> dict[int, int]:
        """Minutes on the clock by line."""
        found: dict[int, int] = defaultdict(int)
        for each in ClockRecord.objects.filter(order=self.order, ended_at__isnull=False):
            found[each.line_id] += each.minutes or 0
        return dict(found)

    @property
    def rows(self) -> list[tuple[Any, int]]:
        return [(line, self.worked.get(line.pk, 0)) for line in self.done]

    @cached_property
    def pictures(self) -> dict[tuple[str, int], list[Photo]]:
        """By kind of record and its key."""
        found: dict[tuple[str, int], list[Photo]] = defaultdict(list)
        rows = Photo.objects.of(self.ctx).filter(
            root_type=RepairOrder._meta.label_lower, root_id=self.order.pk
        )
        for photo in rows:
            found[photo.subject_type, photo.subject_id].append(photo)
        return found

    @property
    def found(self) -> list[tuple[Finding, list[Photo]]]:
        return [(each, self.pictures[Finding._meta.label_lower, each.pk]) for each in self.findings]

    @property
    def earlier(self) -> list[tuple[Check, list[Photo]]]:
        """What was looked at before, with the pictures of what failed."""
        return [(each, self.pictures[Check._meta.label_lower, each.pk]) for each in self.checks]


def inspected(ctx: Any, pk: int) -> Inspected:
    """A visit of this store by its key; NotHere for any other."""
    seen = queries.visit(ctx, pk)
    return Inspected(ctx, seen.order)


def yard(ctx: Any) -> list[tuple[str, str]]:
    """Every place with the plate that stands there, empty where it is free."""
    taken = parking.taken(ctx)
    return [(place, taken.get(place, "")) for place in parking.PLACES]
