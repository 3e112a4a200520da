"""Who is at work when: rest days, absences, early and late hours, lunch in two turns (demo/store.csv)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Crew, Engine, Worker
from zhangdian.doors.simulation.tables import rate
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.certificates import HIGH_VOLTAGE
from zhangdian.people.organization.models import Certificate, LeaveSlip, Person, Tenure
from zhangdian.people.organization.roles import Role

OPENS, CLOSES = time(8, 0), time(17, 30)
LUNCHES = ((time(11, 40), time(12, 25)), (time(12, 35), time(13, 20)))
EARLY, LATE = (time(8, 0), time(16, 45)), (time(8, 45), CLOSES)
WHOLE_DAY = (OPENS, CLOSES)
OPEN_MINUTES = 9.5 * 60
CLEARED = time(18, 0)
"""Until when those stay without whom no car leaves (rhythm_half_hour.csv: deliveries)."""
STAGGERED = {Role.TECHNICIAN, Role.TEAM_LEADER, Role.WASHER, Role.STOREKEEPER}
ROUND_THE_CLOCK = {Role.GUARD}
INDISPENSABLE = (Role.CASHIER, Role.QUALITY_INSPECTOR)
"""Posts without which no car leaves: the last of them is never away unplanned."""
UNTIL_CLEARED = {Role.SERVICE_ADVISOR, Role.CASHIER, Role.QUALITY_INSPECTOR, Role.WASHER}
MECHANICAL = ("机电一组", "机电二组", "机电三组")

POSTS: dict[str, tuple[Role, ...]] = {
    "gate": (Role.GUIDE, Role.GUARD),
    "advisors": (Role.SERVICE_ADVISOR,),
    "supervisors": (Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR),
    "leaders": (Role.TEAM_LEADER, Role.TECHNICAL_DIRECTOR),
    "inspectors": (Role.QUALITY_INSPECTOR, Role.TECHNICAL_DIRECTOR),
    "washers": (Role.WASHER,),
    "window": (Role.STOREKEEPER, Role.PARTS_PLANNER),
    "till": (Role.CASHIER,),
    "warranty": (Role.WARRANTY_CLERK, Role.FRONT_DESK_SUPERVISOR),
    "care": (Role.AFTERSALES_CARE, Role.CUSTOMER_CARE),
    "exit": (Role.GUARD, Role.GUIDE),
    "renewals": (Role.RENEWAL_SPECIALIST,),
    "new cars": (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST),
}
"""Crew → whose posts do its work."""


class Roster:
    """The people of a store with their hours."""

    def __init__(self, store_id: int, seed: object, on: date) -> None:
        self.store_id, self.seed = store_id, seed
        self.workers = {worker.person_id: worker for worker in self.read(on)}
        hands = [w for w in self.workers.values() if w.posts & {Role.TECHNICIAN, Role.TEAM_LEADER}]
        self.crews = {
            name: self.crew(name, self.holding(*roles)) for name, roles in POSTS.items() if name != "leaders"
        }
        # A leader who works on a car himself walks over to the next one for the four minutes of a look.
        looking = [replace(worker, crews=[]) for worker in self.holding(*POSTS["leaders"])]
        self.crews["leaders"] = self.crew("leaders", looking)
        self.crews["mechanics"] = self.crew("mechanics", [w for w in hands if w.team in MECHANICAL])
        self.crews["body"] = self.crew("body", [w for w in hands if w.team == "钣金组"])
        self.crews["paint"] = self.crew("paint", [w for w in hands if w.team == "喷漆组"])
        self._absent: dict[tuple[int, date], bool] = {}
        self.away: set[tuple[int, date]] = set()
        """Days of leave that was granted."""
        self.read_leaves(on)

    def read(self, on: date) -> Iterator[Worker]:
        """The staff as the database has it, in two queries."""
        posts: dict[int, set[str]] = {}
        for person_id, role in Tenure._base_manager.filter(store=self.store_id, until=None).values_list(
            "person_id", "role"
        ):
            posts.setdefault(person_id, set()).add(role)
        papers = set(
            Certificate._base_manager.filter(person__store=self.store_id, kind=HIGH_VOLTAGE).values_list(
                "person_id", flat=True
            )
        )
        people = Person._base_manager.filter(store=self.store_id, disabled_at=None).order_by("employee_no")
        for person in people.values_list("pk", "name", "team", "rest_weekday"):
            held = frozenset(posts.get(person[0], ()))
            yield Worker(
                person[0],
                person[1],
                held,
                person[2],
                person[0] in papers,
                person[3],
                reserve=bool(held & {Role.TEAM_LEADER, Role.TECHNICAL_DIRECTOR, Role.PARTS_PLANNER}),
            )

    def read_leaves(self, on: date) -> None:
        """Who is away from this day on by a leave that stands."""
        granted = LeaveSlip._base_manager.filter(
            store=self.store_id, state=LeaveSlip.State.GRANTED, until__gte=on
        )
        for person, since, until in granted.values_list("person_id", "since", "until"):
            self.away.update((person, since + timedelta(days=n)) for n in range((until - since).days + 1))

    def says_goodbye(self, person_id: int) -> None:
        """Somebody has left."""
        self.workers.pop(person_id, None)
        for crew in self.crews.values():
            crew.members = [each for each in crew.members if each.person_id != person_id]

    def crew(self, name: str, members: list[Worker]) -> Crew:
        return Crew(name, members, self.at_work)

    def holding(self, *roles: str) -> list[Worker]:
        """Who holds one of these posts, those of the first post first."""
        return [
            w
            for role in roles
            for w in self.workers.values()
            if role in w.posts and self._first(w, roles) == role
        ]

    @staticmethod
    def _first(worker: Worker, roles: Iterable[str]) -> str:
        return next(role for role in roles if role in worker.posts)

    def somebody(self, *roles: str, at: datetime) -> Worker:
        """Who acts in one of these posts now: at work if anybody is, else the one reached by phone."""
        holders = self.holding(*roles)
        return next((worker for worker in holders if self.at_work(worker, at)), holders[0])

    # Hours --------------------------------------------------------------------------------------

    def hours(self, worker: Worker) -> tuple[time, time]:
        """His shift, leaving out lunch."""
        begins, ends = WHOLE_DAY
        if worker.posts & STAGGERED:
            begins, ends = EARLY if worker.person_id % 2 else LATE
        return begins, CLEARED if ends == CLOSES and worker.posts & UNTIL_CLEARED else ends

    def lunch(self, worker: Worker) -> tuple[time, time]:
        return LUNCHES[worker.person_id // 2 % 2]

    def is_there(self, worker: Worker, day: date) -> bool:
        """Not his rest day, and not one of the four in a hundred who are away unplanned."""
        if worker.rest_weekday == day.weekday() or (worker.person_id, day) in self.away:
            return False
        key = (worker.person_id, day)
        if key not in self._absent:
            self._absent[key] = chance.of(self.seed, "absent", *key).happens(rate("staff_absent_day"))
        return not self._absent[key] or self.is_the_last(worker, day)

    def is_the_last(self, worker: Worker, day: date) -> bool:
        """Whether all others of his indispensable post rest on this day."""
        mine = [role for role in INDISPENSABLE if role in worker.posts]
        return any(
            all(each is worker or each.rest_weekday == day.weekday() for each in self.holding(role))
            for role in mine
        )

    def at_work(self, worker: Worker, at: datetime) -> bool:
        local = clock.local(at)
        hour = local.time()
        if worker.posts & ROUND_THE_CLOCK:
            return self.is_there(worker, local.date())
        begins, ends = self.hours(worker)
        pause = self.lunch(worker)
        return (
            begins <= hour < ends and not pause[0] <= hour < pause[1] and self.is_there(worker, local.date())
        )

    def until(self, worker: Worker, at: datetime) -> tuple[datetime, str]:
        """The instant at which he must lay down his tools: lunch, or the end of his shift; and which."""
        local = clock.local(at)
        lunch, ends = self.lunch(worker)[0], self.hours(worker)[1]
        pause = clock.instant(local.date(), lunch)
        if pause > at:
            return pause, "lunch"
        return clock.instant(local.date(), ends), "home"

    def back(self, worker: Worker, at: datetime) -> datetime:
        """When he takes them up again."""
        local = clock.local(at)
        begins, ends = self.hours(worker)
        pause = self.lunch(worker)
        day, hour = local.date(), local.time()
        if hour < ends and self.is_there(worker, day):
            if hour < begins:
                return clock.instant(day, begins)
            return clock.instant(day, pause[1]) if pause[0] <= hour < pause[1] else at
        for _ in range(30):
            day += timedelta(days=1)
            if self.is_there(worker, day):
                break
        return clock.instant(day, begins)

    def ring_bells(self, engine: Engine, day: date) -> None:
        """At each beginning of a shift and end of a lunch the waiting are served."""
        for hour in sorted({EARLY[0], LATE[0], OPENS, *(end for _, end in LUNCHES)}):
            engine.at(clock.instant(day, hour), lambda: self.serve_all(engine))

    def serve_all(self, engine: Engine) -> None:
        for crew in self.crews.values():
            engine.serve(crew)


def after_open_minutes(start: datetime, minutes: float) -> datetime:
    """So many minutes of opening time later."""
    at, left = start, minutes
    while True:
        day = clock.local(at).date()
        begins, ends = clock.instant(day, OPENS), clock.instant(day, CLOSES)
        at = max(at, begins)
        span = (ends - at).total_seconds() / 60
        if left <= span:
            return at + timedelta(minutes=left)
        left -= max(span, 0)
        at = clock.instant(day + timedelta(days=1), time.min)
