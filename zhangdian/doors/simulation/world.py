"""The store that is played: its people, cars and shelves, and the one way in which they act."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.durations import LEFT, QUICK, WAITED
from zhangdian.doors.simulation.engine import Course, Engine, Event, Turn, Worker
from zhangdian.doors.simulation.fleet import Car, Fleet
from zhangdian.doors.simulation.pictures import Album
from zhangdian.doors.simulation.roster import Roster
from zhangdian.doors.simulation.wishes import hours_of
from zhangdian.foundation.kernel import clock, rows
from zhangdian.foundation.kernel.action import Action, Done
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.frontline.service.models import Agreement, Appointment, InspectionItem, RepairOrder
from zhangdian.people.organization.roles import Role

TAGS = range(1, 121)
SMALL = 0.75
"""Hours of a small maintenance at most."""
PATIENCE = 8
"""How often a course that was refused is taken up again."""


class World:
    """One store under way."""

    def __init__(self, store_id: int, seed: str, start: datetime, traffic: float = 1.0) -> None:
        clock.set_to(start)
        self.store_id, self.seed, self.traffic = store_id, seed, traffic
        self.engine = Engine(start)
        self.roster = Roster(store_id, seed, clock.day(start))
        self.fleet = Fleet(store_id)
        self.album = Album(Context(store_id, self.roster.holding(Role.GUIDE)[0].person_id))
        self.luck = chance.of(seed, "world", start.isoformat())
        self.clock = Context(store_id, kind=ActorKind.CLOCK)
        self.acts, self.most_acts = 0, 0
        self.asked: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        """What happened how often, for the figures that the database does not keep."""
        self.items = dict(InspectionItem.objects.values_list("code", "pk"))
        self.tags = set(
            RepairOrder._base_manager.filter(
                store=store_id, exited_at=None, voided_at=None, key_tag__isnull=False
            ).values_list("key_tag", flat=True)
        )
        self.rain: dict[date, bool] = {}
        self.on_order: Counter[int] = Counter()
        """Pieces by part that suppliers will bring."""
        self.shifts: set[int] = set()
        """Cashiers whose drawer is open."""
        self.urgent: set[int] = set()
        """Parts that a sister store will bring in the morning."""
        self.arrivals: dict[int, Event] = {}
        self.in_hand: set[int] = set()
        """Referrals that somebody sees to."""
        visits = RepairOrder._base_manager.filter(store=store_id).exclude(number="")
        booked = Appointment._base_manager.filter(store=store_id)
        self.fresh = not (visits.exists() or booked.exists())
        """Nothing was played yet: what the plan says was booked before is booked now."""

    # Acting -------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.engine.now

    @property
    def today(self) -> date:
        return clock.day(self.engine.now)

    def context(self, who: Worker | Context) -> Context:
        return who if isinstance(who, Context) else Context(self.store_id, who.person_id)

    def do(
        self,
        action: Action,
        who: Worker | Context,
        subject: Any = None,
        *,
        because: Mapping[str, str] | None = None,
        **inputs: Any,
    ) -> Done:
        """Carry out an action as this person; what it asks is answered with one of its chips."""
        chips = dict(because or {})
        while True:
            try:
                done = action(self.context(who), subject, because=chips, **inputs)
                break
            except Question as question:
                if question.key in chips or not question.chips:
                    raise
                self.asked[question.key] += 1
                chips[question.key] = self.luck.choice(question.chips)
        self.acts += 1
        if self.most_acts and self.acts >= self.most_acts:
            self.engine.stopped = True
        return done

    def try_to(
        self, action: Action, who: Worker | Context, subject: Any = None, **inputs: Any
    ) -> Done | None:
        """The same where a refusal is an answer, too."""
        try:
            return self.do(action, who, subject, **inputs)
        except Refusal:
            self.told[f"refused {action.name}"] += 1
            return None

    def somebody(self, *roles: str) -> Worker:
        return self.roster.somebody(*roles, at=self.now)

    def turn(self, crew: str, rank: float = 0, fits: Callable[[Worker], bool] | None = None) -> Turn:
        return self.roster.crews[crew].turn(rank, fits)

    def begin(self, course: Course, at: datetime | None = None) -> None:
        self.engine.begin(course, at)

    def later(self, minutes: float) -> datetime:
        return self.engine.later(minutes)

    def release(self, worker: Worker) -> None:
        self.engine.release(worker)

    def free_tag(self) -> int | None:
        tag = next((tag for tag in TAGS if tag not in self.tags), None)
        if tag:
            self.tags.add(tag)
        return tag

    def signed_by_others(self, request: Any, minutes: float) -> Course:
        """Those who must sign do so, one after another."""
        for role in request.needed.split():
            yield self.later(minutes)
            signer = next(
                worker
                for worker in [self.somebody(role), *self.roster.holding(role)]
                if worker.person_id != request.asker_id
            )
            self.do(sign_request, signer, request)


@dataclass(eq=False)
class Visit:
    """One car's stay, as it is played."""

    world: World
    luck: Chance
    kind: str
    car: Car | None
    words: str = ""
    operations: list[tuple[str, int]] = field(default_factory=list)
    order: Any = None
    waits: bool = True
    comes_himself: bool = True
    """Else a driver or family fetches the car, and the payer signs by link."""
    washes: bool = True
    rain: bool = False
    self_paid: bool = False
    """An accident whose owner pays and claims himself."""
    missing: int = 0
    """Requisitions not yet handed over."""
    short: int = 0
    """Of these the ones of which something is not in the house."""
    parts_came: Event = field(default_factory=Event)
    asking: int = 0
    """Questions put to the customer."""
    answered: Event = field(default_factory=Event)
    judging: int = 0
    judged: Event = field(default_factory=Event)
    inspected: bool = False
    extended: bool = False
    """Extra work was looked for."""
    recommended: list[Any] = field(default_factory=list)
    elapse_days: float = 0.0
    tries: int = 0

    @property
    def pk(self) -> int:
        return int(self.order.pk)

    def do(self, action: Action, who: Worker | Context, **inputs: Any) -> Done:
        """Act on the order, and keep it as it is now."""
        done = self.world.do(action, who, self.order, **inputs)
        if not done.waits_for_signature and isinstance(done.subject, RepairOrder):
            self.order = done.subject
        return done

    def look(self) -> None:
        """Read the order anew."""
        self.order = rows.whole(self.world.clock, RepairOrder, self.order.pk)

    def parts(self, model: Any) -> list[Any]:
        """All parts of one kind of the order as they stand now, in the order in which they came."""
        return sorted(rows.parts(model, "order", self.order), key=lambda each: each.pk)

    @property
    def is_here(self) -> bool:
        """Whether the customer sits in the lounge: who waits goes home when the store closes."""
        return self.waits and clock.day(self.order.arrived_at) == self.world.today

    @property
    def lane(self) -> str:
        """How it goes from step to step: a small maintenance waited for, another car waited for, one left."""
        if not self.is_here:
            return LEFT
        hours = sum(hours_of(code, quantity) for code, quantity in self.operations)
        return QUICK if self.known and hours <= SMALL else WAITED

    @property
    def known(self) -> bool:
        """A maintenance as every half year: four minutes at the car, four at the desk (rates.csv)."""
        return self.kind in ("MAINT", "FIRST")

    @property
    def rank(self) -> float:
        """Who is taken first: rework, who waits (a small thing before a long one), who has an appointment."""
        return (
            (-8 if self.order.is_rework else 0)
            + (-4 if self.waits else 0)
            + (-2 if self.lane == QUICK else 0)
            + (-1 if self.order.appointment_id else 0)
        )

    def own_advisor(self, patience: float = 10) -> Turn:
        """The hands of the car's own advisor; after ten minutes anybody's, at once when he is not here."""
        world, patience = (
            self.world,
            patience / 3 if self.lane == QUICK and self.order.signed_at else patience,
        )
        own = self.order.advisor_id or (self.car.advisor_id if self.car else None)
        worker = world.roster.workers.get(own or 0)
        if worker is None or not world.roster.is_there(worker, world.today):
            return world.turn("advisors", self.rank)
        until = world.later(patience)
        crew = world.roster.crews["advisors"]
        world.engine.at(until, lambda: world.engine.serve(crew))
        return crew.turn(self.rank, lambda each: each is worker or world.now >= until)


def is_asked(order_id: int, about: str) -> bool:
    """Whether the customer has a link that he has not answered yet."""
    return bool(rows.find(Agreement, order_id=order_id, about=about, answer=Agreement.Answer.PENDING.value))
