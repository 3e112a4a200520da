"""The board with all that stands on it: lanes, proposals, who is free, the day's load, late cars."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.ui.writing import hour, moment, standing
from zhangdian.frontline.service import capacity, forecast, holding, queries, schedule
from zhangdian.frontline.service.capacity import Crew, Free, Load, Proposal
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.queries import Card, Lane
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import RequisitionLine

State = RepairOrder.State
SCOPES = (("", "全部"), ("mechanical", "机电"), ("body", "钣喷"))
MY_TEAM = ("team", "我的组")


@dataclass
class Board:
    """Everything that the board shows, each thing asked once."""

    ctx: Any
    scope: str
    chosen: int = 0
    """Key of the car that is being pulled to a name."""
    all_lanes: list[Lane] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.all_lanes = queries.board(self.ctx)
        self.scope = self.scope if self.scope in dict(self.known_scopes) else ""
        tell_holders(self.ctx, self.all_lanes, self.crew)

    @cached_property
    def crew(self) -> Crew:
        return capacity.crew(self.ctx)

    @cached_property
    def team(self) -> str:
        """The team of who looks, where he has one."""
        everybody = (person for people in self.crew.people.values() for person in people)
        return next((person.team for person in everybody if person.pk == self.ctx.person_id), "")

    @property
    def known_scopes(self) -> tuple[tuple[str, str], ...]:
        return (*SCOPES, MY_TEAM) if self.team else SCOPES

    @property
    def scopes(self) -> list[tuple[str, str, int]]:
        return [(value, label, len(self._cards(value))) for value, label in self.known_scopes]

    def _cards(self, scope: str) -> list[Card]:
        return [card for lane in self.all_lanes for card in lane.cards if self._in(card, scope)]

    def _in(self, card: Card, scope: str) -> bool:
        if scope == MY_TEAM[0]:
            return any(line.technician and line.technician.team == self.team for line in card.order.work)
        return not scope or (scope == "body") == card.body

    @cached_property
    def lanes(self) -> list[Lane]:
        return [
            Lane(lane.state, [card for card in lane.cards if self._in(card, self.scope)])
            for lane in self.all_lanes
        ]

    @property
    def cards(self) -> list[Card]:
        return [card for lane in self.lanes for card in lane.cards]

    @property
    def roots(self) -> str:
        """Names of what is shown, so that the page fetches itself when one of them changes."""
        return " ".join(f"repairorder-{card.order.pk}" for card in self.cards)

    @cached_property
    def next_day(self) -> schedule.NextDay | None:
        """When cars are booked next; asked only where none is here."""
        return schedule.next_day(self.ctx)

    @cached_property
    def free(self) -> list[Free]:
        return capacity.who_is_free(self.crew)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """In the order of the queue; what waits for advisor, ordered parts or an earlier stage to nobody."""
        waiting = [card for card in self.cards if card.wants_a_name]
        return capacity.proposals(self.crew, waiting, self.free)

    def propose(self) -> None:
        """Put each proposal on its card."""
        by_order = {each.order.pk: (turn, each) for turn, each in enumerate(self.proposals, 1)}
        for card in self.cards:
            card.turn, card.proposal = by_order.get(card.order.pk, (0, None))

    @cached_property
    def load(self) -> list[Load]:
        return capacity.load_of_day(self.crew)

    @cached_property
    def overload(self) -> str:
        """The trade that is sold above its hours, and when it could begin with one more car."""
        worst = max(self.load, key=lambda each: each.over, default=None)
        if worst is None or not worst.over:
            return ""
        at = capacity.first_free_at(self.crew, self.free, self._cards(""), worst.label)
        when = f"：新到的{worst.label}车最早约 {hour(at)}" if at and self.is_today(at) else "：新到的排明天"
        return f"{worst.label}超 {worst.over.normalize():f} h{when}。"

    def is_today(self, at: datetime) -> bool:
        return at < self.crew.working.closing(self.ctx.now)

    @cached_property
    def late(self) -> list[Card]:
        found = [card for card in self.cards if card.late]
        return sorted(found, key=lambda card: -card.late)

    @cached_property
    def threatened(self) -> list[forecast.Threatened]:
        waits = {each.order.pk: timedelta(minutes=each.free.minutes) for each in self.proposals}
        return forecast.threatened(self.cards, self.ctx.now, self.crew.working, waits)

    @cached_property
    def rounds(self) -> list[forecast.Round]:
        return forecast.rounds(self.ctx, self.crew.working, len(self.late), len(self.threatened))

    @property
    def all_passed(self) -> bool:
        """Whether both looks of the day are over."""
        return all(each.passed for each in self.rounds)

    @cached_property
    def pulled(self) -> Card | None:
        """The card that somebody tapped, to give it to a name."""
        cards = (card for lane in self.all_lanes for card in lane.cards)
        return next((card for card in cards if card.order.pk == self.chosen), None)

    @property
    def hands(self) -> list[tuple[Free, bool]]:
        """To whom the pulled car may go, the fitting first, each by free minutes."""
        skills = [line.skill for line in self.pulled.unassigned] if self.pulled else []
        found = [(each, capacity.fits(each, skills)) for each in self.free]
        return sorted(found, key=lambda pair: not pair[1])

    @property
    def tones(self) -> list[tuple[str, str, int]]:
        """How many cars are late, wait for parts, for the customer, or came back."""
        words = (("late", "超时"), ("parts", "待料"), ("cust", "待客户"), ("rework", "返修"))
        return [(tone, word, sum(card.tone == tone for card in self.cards)) for tone, word in words]


def tell_holders(ctx: Any, lanes: Sequence[Lane], crew: Crew) -> None:
    """The words beside each car's ball, as they stand on a card: who, where, since how long."""
    cards = [card for lane in lanes for card in lane.cards]
    due = arrivals(ctx, [card.order for card in cards if card.ball.kind == holding.PARTS])
    queue = sorted(
        (card for card in cards if card.order.state == State.WASHING and not card.order.wash_started_at),
        key=lambda card: -card.minutes,
    )
    places = {card.order.pk: number for number, card in enumerate(queue, 1)}
    for card in cards:
        card.words = words_of(card, crew, due, places)


def words_of(card: Card, crew: Crew, due: dict[int, Any], places: dict[int, int]) -> str:
    order, held = card.order, card.ball
    since = standing(held.minutes(crew.ctx.now))
    if held.kind == holding.PARTS:
        if arrives := due.get(order.pk):
            today = clock.day(arrives, crew.ctx.standing.zone) == crew.ctx.today
            return f"待料 {hour(arrives) if today else moment(arrives)} 到"
        return f"待料 {'窗口' if held.holder == Role.STOREKEEPER else '订货'} {since}"
    if held.kind == holding.CUSTOMER_ANSWER:
        return f"{held.why} {since}"
    if held.kind == holding.CALL_BACK:
        return "待客户 要回电"
    if held.kind == holding.PICKUP or held.holder == holds.CUSTOMER:
        return with_customer(order)
    if held.kind:
        return f"{held.who} {held.why}"
    return in_stage(card, crew, places)


def with_customer(order: RepairOrder) -> str:
    if order.pickup_at:
        return f"待客户 {hour(order.pickup_at)} 来取"
    return "待客户 在休息区" if order.stay == RepairOrder.Stay.WAITS else "待客户 来取"


def in_stage(card: Card, crew: Crew, places: dict[int, int]) -> str:
    """Nobody is awaited: the stage says whose turn it is."""
    order, who = card.order, card.ball.who
    if order.state == State.IN_REPAIR:
        again = "返修 " if card.tone == "rework" else ""
        return f"{again}{who} {card.bay}".strip()
    if order.state == State.CHECKING and card.ball.holder == Role.TEAM_LEADER:
        hand = next((line.technician for line in order.work if line.technician), None)
        return f"{crew.leader_of(hand.team if hand else '')} 组长"
    if order.state == State.CHECKING and card.ball.holder == Role.QUALITY_INSPECTOR:
        return crew.inspector
    if order.state == State.WASHING:
        return f"排队 {places[order.pk]}" if order.pk in places else who
    if order.state == State.READY:
        return f"{who} {'通知客户' if order.internally_checked_at else '内部交车'}"
    return who


def arrivals(ctx: Any, orders: Sequence[RepairOrder]) -> dict[int, Any]:
    """When the last missing part of each order is expected, where somebody said so; one query."""
    if not orders:
        return {}
    rows = RequisitionLine.objects.of(ctx).filter(
        requisition__purpose_type=RepairOrder._meta.label_lower,
        requisition__purpose_id__in=[order.pk for order in orders],
        eta__isnull=False,
    )
    due = rows.order_by("eta").values_list("requisition__purpose_id", "eta")
    return {order: eta for order, eta in due if eta > ctx.now}
