"""What waits for a person: each room says its own queues, the home page shows them merged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.waits import Tally, Told, Waiting, Waits, count

Tasks = Callable[[Any], "list[Task]"]
Answer = TypeVar("Answer")


def once_a_page(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """What the rail and the page both ask of a visitor is read once for one look; others ask anew."""

    @wraps(ask)
    def asked(ctx: Any, **how: Any) -> Answer:
        kept: dict[Any, Answer] | None = getattr(ctx, "asked", None)
        if kept is None:
            return ask(ctx, **how)
        key = (ask, *sorted(how.items()))
        if key not in kept:
            kept[key] = ask(ctx, **how)
        return kept[key]

    return asked


def keep(ask: Callable[..., Any], ctx: Any, answer: Any) -> None:
    """What this look knows already, so that it is not read."""
    kept: dict[Any, Any] | None = getattr(ctx, "asked", None)
    if kept is not None:
        kept[getattr(ask, "__wrapped__", ask),] = answer


def was_asked(ask: Callable[..., Any], ctx: Any) -> bool:
    """Whether this look has read the answer already."""
    return (getattr(ask, "__wrapped__", ask),) in getattr(ctx, "asked", ())


@dataclass(frozen=True, slots=True)
class Task:
    """One line of what waits: since when, by when, for which car, and the action one tap away."""

    title: str
    url: str
    verb: str
    since: datetime | None = None
    due: datetime | None = None
    plate: str = ""
    remark: str = ""
    tone: str = ""
    act: str = ""
    """Address of the action that the tap carries out at once; empty where it opens a page."""

    def late(self, now: datetime) -> bool:
        return self.tone == "late" or (self.due is not None and self.due < now)


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue of one room for some posts."""

    label: str
    roles: frozenset[str]
    tasks: Tasks
    counts: Tally | None = None

    def told(self, ctx: Any) -> Told:
        """How much waits: counted by the database, or as the tasks say where they are read anyway."""
        if self.counts and not was_asked(self.tasks, ctx):
            return self.counts
        tasks = self.tasks(ctx)
        return Waiting(len(tasks), late=any(task.late(ctx.now) for task in tasks))


_queues: dict[str, Queue] = {}


def queue(
    label: str, roles: Iterable[str], counts: Tally | Callable[[Any], Waits] | None = None
) -> Callable[[Tasks], Tasks]:
    """Declare a queue (in apps.ready): (ctx) -> its tasks, bounded, in few queries.

    `counts` tells the same as rows that the database counts, for every page that does not list them.
    """

    def declare(tasks: Tasks) -> Tasks:
        tasks = once_a_page(tasks)
        tally = Tally(counts) if counts and not isinstance(counts, Tally) else counts
        _queues[f"{tasks.__module__}.{tasks.__name__}"] = Queue(
            label, frozenset(map(str, roles)), tasks, tally
        )
        return tasks

    return declare


@dataclass(frozen=True, slots=True)
class Band:
    """One of the bands of the home page."""

    label: str
    tone: str
    tasks: list[Task]
    count: int
    """How many there are in all, shown or behind 还有 n 项."""


LATER = "以后"
SHOWN = 7
"""Lines of the home page; the rest stands behind 还有 n 项 (store_truth.md §1.9)."""


@once_a_page
def waiting_for(ctx: Any) -> list[Task]:
    """All that waits for this person, late first, then by time."""
    now = ctx.now
    found = [task for each in not_empty(ctx) for task in each.tasks(ctx)]
    return sorted(found, key=lambda task: (not task.late(now), task.due or task.since or now))


def not_empty(ctx: Any) -> list[Queue]:
    """The queues of this person in which something waits, as the database counts them in one statement."""
    mine = [each for each in _queues.values() if each.roles & ctx.roles]
    tallies = [each.counts for each in mine if each.counts and not was_asked(each.tasks, ctx)]
    counted = {tally: each.count for tally, each in zip(tallies, count(ctx, tallies), strict=True)}
    idle = [each for each in mine if each.counts and counted.get(each.counts) == 0]
    for each in idle:
        keep(each.tasks, ctx, [])
    return [each for each in mine if each not in idle]


def told(ctx: Any) -> list[Told]:
    """How much waits for this person in each of his queues."""
    return [each.told(ctx) for each in _queues.values() if each.roles & ctx.roles]


def bands(ctx: Any, tasks: list[Task], most: int | None = None) -> list[Band]:
    """Overdue, now, what is still to come today, and what has days left; of all of it the first `most`."""
    shown = {id(task) for task in tasks[:most]}
    now, (_, tomorrow) = ctx.now, clock.day_bounds(ctx.today)
    late = [task for task in tasks if task.late(now)]
    coming = [task for task in tasks if not task.late(now) and task.due is not None and task.due > now]
    present = [task for task in tasks if task not in late and task not in coming]
    today = [task for task in coming if task.due is None or task.due < tomorrow]
    later = [task for task in coming if task not in today]
    all_of_them = (("已迟", "late", late), ("现在", "", present), ("今天", "", today), (LATER, "", later))
    cut = (
        Band(label, tone, [task for task in some if id(task) in shown], len(some))
        for label, tone, some in all_of_them
    )
    return [band for band in cut if band.tasks]
