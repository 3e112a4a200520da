"""The ball: at each minute exactly one holds the car. The gravest open hold says who, else the state does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.registry import role_label
from zhangdian.frontline.service import holding
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.organization.roles import Role

PARTIES = {
    holds.CUSTOMER: "客户",
    holds.INSURER: "保险公司",
    holds.SUPPLIER: "供应商",
    holds.MANUFACTURER: "主机厂",
    holds.OUTSIDE: "外协",
}

BY_STATE: dict[str, str] = {
    RepairOrder.State.DRAFT: Role.SERVICE_ADVISOR,
    RepairOrder.State.WAITING: Role.WORKSHOP_SUPERVISOR,
    RepairOrder.State.IN_REPAIR: Role.TECHNICIAN,
    RepairOrder.State.CHECKING: Role.TEAM_LEADER,
    RepairOrder.State.WASHING: Role.WASHER,
    RepairOrder.State.READY: Role.SERVICE_ADVISOR,
    RepairOrder.State.SETTLING: Role.CASHIER,
    RepairOrder.State.RELEASED: holds.CUSTOMER,
}
GRAVITY = (
    holding.WARRANTY,
    holding.CUSTOMER_ANSWER,
    holding.CALL_BACK,
    holding.NEW_MARK,
    holding.DIFFERENCE,
    holding.BACK_TO_ADVISOR,
    holding.PARTS,
    holding.BELONGINGS,
    holding.ADVISOR_PRICES,
    holding.QUESTION,
    holding.DELAY,
    holding.PICKUP,
    holding.UNPAID,
)
"""Gravest first: what stands earlier says who holds the car."""


@dataclass(frozen=True)
class Ball:
    """Who holds the car, since when, and why; `tone` is the one colour of the car on the board."""

    holder: str
    """A role's code or a party."""
    who: str
    """A name or the holder's Chinese name."""
    since: datetime
    why: str = ""
    kind: str = ""

    @property
    def text(self) -> str:
        """Why, and by whom; a why that names the customer already says both."""
        if not self.why or self.who in self.why:
            return self.why or self.who
        return f"{self.why} {self.who}"

    def minutes(self, now: datetime) -> int:
        return clock.minutes_between(self.since, now)


def holder_name(holder: str) -> str:
    return PARTIES.get(holder) or role_label(holder)


def ball_of(order: RepairOrder, open_holds: Sequence[Hold], lines: Iterable[OrderLine] = ()) -> Ball:
    """Who holds this car now, from its open holds and its state."""
    if open_holds:
        gravest = min(open_holds, key=lambda hold: (_gravity(hold.kind), hold.since))
        who = str(gravest.person) if gravest.person_id else holder_name(gravest.holder)
        return Ball(gravest.holder, who, gravest.since, gravest.why, gravest.kind)
    holder = post_of(order.state, order.self_checked_at, order.leader_passed_at)
    who = holder_name(holder)
    if holder == Role.SERVICE_ADVISOR and order.advisor_id:
        who = str(order.advisor)
    elif holder == Role.WASHER and order.wash_started_at and order.washer_id:
        who = str(order.washer)
    elif holder == Role.TECHNICIAN:
        working = next(
            (line.technician for line in lines if line.technician_id and not line.finished_at), None
        )
        who = str(working) if working else who
    return Ball(holder, who, stage_since(order))


def post_of(state: str, self_checked_at: datetime | None, leader_passed_at: datetime | None) -> str:
    """Whose the car is by its state alone; while it is checked, the next level's."""
    if state == RepairOrder.State.CHECKING and leader_passed_at:
        return Role.QUALITY_INSPECTOR
    if state == RepairOrder.State.CHECKING and not self_checked_at:
        return Role.TECHNICIAN
    return BY_STATE.get(state, Role.SERVICE_ADVISOR)


def _gravity(kind: str) -> int:
    return GRAVITY.index(kind) if kind in GRAVITY else len(GRAVITY)


def stage_since(order: RepairOrder) -> datetime:
    """Since when the car stands in its present stage."""
    state = RepairOrder.State
    since: Any = {
        state.WAITING: order.signed_at,
        state.IN_REPAIR: order.accepted_at,
        state.CHECKING: order.leader_passed_at or order.self_checked_at,
        state.WASHING: order.final_passed_at,
        state.READY: order.internally_checked_at or order.washed_at or order.final_passed_at,
        state.SETTLING: order.statement_signed_at,
        state.RELEASED: order.statement_signed_at,
    }.get(state(order.state))
    return since or order.arrived_at
