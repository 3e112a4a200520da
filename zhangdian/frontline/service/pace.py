"""How long the steps of a visit take in this store, and how much room a promise leaves: dated store data."""

from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.people.organization import hours, rates

TO_BAY = rates.standard("用时 签字到上工位", 18, "分")
INSPECTION = rates.standard("用时 总检", 16, "分")
WASH = rates.standard("用时 洗车含等待", 28, "分")
WASHING = rates.standard("用时 洗一台", 12, "分")
HANDING_OVER = rates.standard("用时 当面交车", 15, "分")
LUNCH = hours.LUNCH
BODY_DAY = rates.standard("用时 钣喷每天推进", 3, "h")
WAITING_ROOM = rates.standard("承诺 等待留余量", 120, "%")
WORK_ROOM = rates.standard("承诺 工时留余量", 20, "%")
BODY_ROOM = rates.standard("承诺 钣喷留余量", 45, "%")
WAITS_HERE = rates.standard("承诺 在店等的等待", 70, "%")
FREE_HAND = rates.standard("承诺 顾问可改", 30, "分")
MORNING = rates.standard("承诺 次日几点起", 10, "点")
NOON = hours.NOON
CLOSING = rates.standard("营业 几点关门", 18, "点")
"""Until then cars are fetched, and the last go home."""
IN_THE_RACK = rates.standard("配件 订的货几点上架", 10, "点")
STANDARDS = (
    TO_BAY, INSPECTION, WASH, WASHING, HANDING_OVER, LUNCH, BODY_DAY,
    WAITING_ROOM, WORK_ROOM, BODY_ROOM, WAITS_HERE, FREE_HAND, MORNING, NOON, CLOSING, IN_THE_RACK,
)  # fmt: skip
LAST_MINUTE = 24 * 60 - 1


@dataclass(frozen=True)
class Pace:
    """The measures of a store today."""

    measures: dict[str, Decimal]

    def of(self, standard: rates.Standard) -> Decimal:
        return self.measures[standard.key]

    def minutes(self, standard: rates.Standard) -> timedelta:
        return timedelta(minutes=float(self.of(standard)))

    def hour(self, standard: rates.Standard) -> time:
        """An hour of the day: 17.5 is half past five."""
        minutes = min(max(round(self.of(standard) * 60), 0), LAST_MINUTE)
        return time(minutes // 60, minutes % 60)

    def share(self, standard: rates.Standard) -> float:
        return float(self.of(standard)) / 100

    @property
    def to_bay(self) -> timedelta:
        return self.minutes(TO_BAY)

    @property
    def inspection(self) -> timedelta:
        return self.minutes(INSPECTION)

    @property
    def wash(self) -> timedelta:
        return self.minutes(WASH)

    @property
    def washing(self) -> timedelta:
        return self.minutes(WASHING)

    @property
    def handing_over(self) -> timedelta:
        return self.minutes(HANDING_OVER)

    @property
    def free_hand(self) -> timedelta:
        """How far an advisor may move the reckoned time without a reason (store_truth.md §2, R-24)."""
        return self.minutes(FREE_HAND)


def today(ctx: Any) -> Pace:
    return Pace(rates.measures_of(ctx, STANDARDS))
