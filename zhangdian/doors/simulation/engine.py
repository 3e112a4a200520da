"""Moving time: what happens at which instant, who has his hands free, who waits for whom."""

import heapq
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal

Course = Generator[Any, Any, Any]
"""A course of events: it yields an instant to wait for, a `Turn` for somebody's hands, or an `Event`."""


def name_of(course: Course) -> str:
    return str(getattr(course, "__qualname__", course))


class Event:
    """Something that others wait for."""

    def __init__(self) -> None:
        self.waiting: list[Course] = []


@dataclass(eq=False)
class Worker:
    """Somebody with two hands: at work by his hours, busy with one thing at a time."""

    person_id: int
    name: str
    posts: frozenset[str]
    team: str = ""
    high_voltage: bool = False
    rest_weekday: int | None = None
    busy: bool = False
    reserve: bool = False
    """Takes work only when nobody else is free."""
    idle_since: datetime | None = None
    crews: "list[Crew]" = field(default_factory=list, repr=False)


@dataclass(eq=False)
class Turn:
    """A wish for somebody's hands: the lower the rank, the sooner; then first come, first served."""

    crew: "Crew"
    rank: float = 0
    fits: Callable[[Worker], bool] | None = None
    course: Course | None = None
    number: int = 0


@dataclass(eq=False)
class Crew:
    """People who can do the same work, and who waits for them."""

    name: str
    members: list[Worker]
    at_work: Callable[[Worker, datetime], bool]
    waiting: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        for worker in self.members:
            worker.crews.append(self)

    def turn(self, rank: float = 0, fits: Callable[[Worker], bool] | None = None) -> Turn:
        return Turn(self, rank, fits)

    def free(self, at: datetime) -> list[Worker]:
        """Who stands idle, the longest idle first."""
        idle = [worker for worker in self.members if not worker.busy and self.at_work(worker, at)]
        early = datetime.min.replace(tzinfo=at.tzinfo)
        return sorted(idle, key=lambda each: (each.reserve, each.idle_since or early, each.person_id))


class Engine:
    """The heap of what is due, and the clock that follows it."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self.stopped = False
        self.refused: list[tuple[datetime, str, str]] = []
        """Courses that a refusal ended: when, which, and the sentence."""
        self.on_refusal: Callable[[Course, Refusal], None] | None = None
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._number = 0

    def at(self, instant: datetime, what: Callable[[], None]) -> None:
        self._number += 1
        heapq.heappush(self._heap, (max(instant, self.now), self._number, what))

    def begin(self, course: Course, at: datetime | None = None) -> None:
        self.at(at or self.now, lambda: self.go_on(course))

    def run(self, until: datetime) -> None:
        """Let everything happen that is due before `until`; the clock ends there."""
        while self._heap and self._heap[0][0] <= until and not self.stopped:
            self.now, _, what = heapq.heappop(self._heap)
            clock.set_to(self.now)
            what()
        if not self.stopped:
            self.now = until
            clock.set_to(until)

    def go_on(self, course: Course, answer: Any = None) -> None:
        """Take the next step of a course."""
        try:
            wish = course.send(answer)
        except StopIteration:
            return
        except Refusal as refusal:
            self.refused.append((self.now, name_of(course), refusal.sentence))
            if self.on_refusal:
                self.on_refusal(course, refusal)
            return
        if isinstance(wish, datetime):
            self.begin(course, wish)
        elif isinstance(wish, Turn):
            self._number += 1
            wish.course, wish.number = course, self._number
            wish.crew.waiting.append(wish)
            self.serve(wish.crew)
        elif isinstance(wish, Event):
            wish.waiting.append(course)
        else:
            raise TypeError(f"{name_of(course)} yields {wish!r}")

    def serve(self, crew: Crew) -> None:
        """Give free hands to who waits; each goes on as a step of its own."""
        if not crew.waiting:
            return
        idle = crew.free(self.now)
        for turn in sorted(crew.waiting, key=lambda each: (each.rank, each.number)):
            fitting = next((worker for worker in idle if turn.fits is None or turn.fits(worker)), None)
            if fitting is None:
                continue
            idle.remove(fitting)
            fitting.busy = True
            crew.waiting.remove(turn)
            assert turn.course is not None
            self.at(self.now, lambda course=turn.course, worker=fitting: self.go_on(course, worker))  # type: ignore[misc]
            if not idle:
                return

    def release(self, worker: Worker) -> None:
        """His hands are free again."""
        worker.busy, worker.idle_since = False, self.now
        for crew in worker.crews:
            self.serve(crew)

    def happen(self, event: Event) -> None:
        """Those who waited for it go on."""
        waiting, event.waiting = event.waiting, []
        for course in waiting:
            self.begin(course)

    def later(self, minutes: float) -> datetime:
        return self.now + timedelta(minutes=max(minutes, 0.0))
