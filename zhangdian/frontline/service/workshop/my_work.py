"""A technician's cars: the running one first, with clock, words, box, parts and lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Hold, Photo
from zhangdian.frontline.service import clocks, holding, workbench, working
from zhangdian.frontline.service.models import (
    Check,
    ClockRecord,
    Concern,
    DamageMark,
    Finding,
    OrderLine,
    RepairOrder,
)
from zhangdian.frontline.service.models.order import is_here
from zhangdian.resources.parts.models import RequisitionLine

MOST = 30
DONE = "完工"
BREAKS = (workbench.Pause.MEAL.label, workbench.Pause.HOME.label)
"""After these he goes on where he stopped."""
JUDGED = (Check.Stage.LEADER, Check.Stage.FINAL)
STOPPED_BY = (holding.DIFFERENCE, holding.BELONGINGS, holding.BACK_TO_ADVISOR)


@dataclass
class Parts:
    """What the window has given for a car and what it has not."""

    box: str = ""
    issued: int = 0
    outstanding: int = 0
    since: Any = None
    eta: Any = None


@dataclass
class Job:
    """A car in one technician's hands."""

    order: RepairOrder
    lines: list[OrderLine]
    """His lines of this car, finished ones too."""
    running: ClockRecord | None
    clocks: list[ClockRecord]
    now: Any
    known: working.Working
    holds: list[Hold] = field(default_factory=list)
    parts: Parts = field(default_factory=Parts)
    defect: Check | None = None
    """What the last look found wrong, while it is being mended."""
    agreed: list[OrderLine] = field(default_factory=list)
    """Extra work that the customer agreed to and nobody has yet."""

    @property
    def open_lines(self) -> list[OrderLine]:
        return [line for line in self.lines if line.finished_at is None]

    @property
    def next_line(self) -> OrderLine:
        """What a start begins with: the line that stood still last, else the first."""
        stopped = max(self.clocks, key=lambda each: each.started_at, default=None)
        return next(
            (line for line in self.open_lines if stopped and line.pk == stopped.line_id),
            self.open_lines[0],
        )

    @property
    def on_line(self) -> OrderLine | None:
        return next((line for line in self.lines if self.running and line.pk == self.running.line_id), None)

    @property
    def first_start(self) -> bool:
        return self.order.team_accepted_at is None

    @property
    def paused(self) -> str:
        """Why it stands, where it was begun; what was finished and came back begins anew."""
        last = max(self.clocks, key=lambda each: each.started_at, default=None)
        if last is None or self.running or last.ended_because == DONE:
            return ""
        return last.ended_because

    @property
    def paused_minutes(self) -> int:
        ends = [each.ended_at for each in self.clocks if each.ended_at]
        return clock.minutes_between(max(ends), self.now) if ends else 0

    @property
    def stops(self) -> list[Hold]:
        """What keeps him from starting."""
        return [hold for hold in self.holds if "service.start_work" in hold.stops.split()]

    @property
    def minutes(self) -> int:
        """On the clock; one that was left on counts to the closing of its day."""
        return sum(
            clock.minutes_between(
                each.started_at,
                each.ended_at or clocks.counted_until(each.started_at, self.now, self.known),
            )
            for each in self.clocks
        )

    @property
    def worked(self) -> str:
        """Hours and minutes on the clock: 0:36."""
        return f"{self.minutes // 60}:{self.minutes % 60:02d}"

    @property
    def is_over(self) -> bool:
        return self.minutes > self.hours * 60

    @property
    def hours(self) -> Decimal:
        return sum((line.hours for line in self.lines), Decimal(0))

    @property
    def bay(self) -> str:
        return next((line.bay.code for line in self.open_lines if line.bay), "")

    @property
    def late(self) -> bool:
        return bool(self.order.promised_at and self.order.promised_at < self.now)

    @property
    def left(self) -> int | None:
        """Minutes until the promise; past it, since."""
        at = self.order.promised_at
        if at is None:
            return None
        return clock.minutes_between(at, self.now) if self.late else clock.minutes_between(self.now, at)

    @property
    def words(self) -> list[Concern]:
        return list(self.order.concerns.all())

    @property
    def found(self) -> list[tuple[Finding, str]]:
        """What was found on the car today, and how far it has come."""
        return [(each, said_of(each)) for each in self.order.findings.all()]

    @property
    def work(self) -> str:
        return " ".join(dict.fromkeys(line.name for line in self.open_lines))


@dataclass
class MyWork:
    """All of a technician's day: his cars, and how many are done."""

    jobs: list[Job]
    done: int

    @property
    def all(self) -> int:
        return self.done + len(self.jobs)

    def main(self, chosen: int = 0) -> Job | None:
        """The one he tapped, the running car, the one he left for lunch, or the first that he may begin."""
        running = [job for job in self.jobs if job.running]
        tapped = [job for job in self.jobs if job.order.pk == chosen]
        left = sorted((job for job in self.jobs if job.paused in BREAKS), key=lambda job: job.paused_minutes)
        ready = [job for job in self.jobs if not job.stops]
        return next(iter([*tapped, *running, *left, *ready, *self.jobs]), None)


def said_of(finding: Finding) -> str:
    """Told, asked, agreed, or not this time."""
    line = finding.line
    if line is None:
        return "这次不做" if finding.turned_into_advice else "已告诉顾问"
    if line.authorized_at:
        return "客户同意"
    return "这次不做" if line.declined_at else "等客户答复"


def my_work(ctx: Any) -> MyWork:
    """Twelve queries whatever the number of cars."""
    me = ctx.person_id
    orders = list(
        in_my_hands(ctx)
        .select_related("vehicle__model", "advisor")
        .prefetch_related(
            "concerns",
            Prefetch(
                "lines",
                OrderLine.objects.filter(voided_at=None, authorized_at__isnull=False).select_related(
                    "operation", "bay", "technician"
                ),
                to_attr="work",
            ),
            Prefetch(
                "checks",
                Check.objects.filter(passed=False, stage__in=JUDGED).select_related("person"),
                to_attr="failed",
            ),
            Prefetch("clock_records", ClockRecord.objects.filter(technician=me), to_attr="my_clocks"),
            Prefetch("findings", Finding.objects.select_related("line")),
        )[:MOST]
    )
    waiting = holds.open_on(ctx, orders)
    given = parts_of(ctx, orders)
    known = working.today(ctx)
    jobs = [job_of(ctx, order, waiting.get(order.pk, []), given, known) for order in orders]
    jobs.sort(key=turn)
    return MyWork(jobs, done_today(ctx))


def in_my_hands(ctx: Any) -> Any:
    """Cars here with a line that was given to me and is not finished."""
    return RepairOrder.objects.of(ctx).filter(pk__in=_mine(ctx).values("order"))


def _mine(ctx: Any) -> Any:
    open_lines = Q(dispatched_at__isnull=False, finished_at=None, voided_at=None)
    here = OrderLine.objects.of(ctx).filter(open_lines, technician=ctx.person_id)
    return here.filter(is_here("order__")).order_by()


def turn(job: Job) -> tuple[Any, ...]:
    """The running one, what may be begun, the supervisor's order, the promise."""
    order = job.order
    return (job.running is None, bool(job.stops), *workbench.queue_key(order), order.pk)


def job_of(
    ctx: Any, order: Any, open_holds: list[Hold], given: dict[int, Parts], known: working.Working
) -> Job:
    mine = [line for line in order.work if line.technician_id == ctx.person_id and line.dispatched_at]
    running = next((each for each in order.my_clocks if each.ended_at is None), None)
    parts = given.get(order.pk, Parts())
    defect = max(order.failed, key=lambda each: each.checked_at, default=None)
    agreed = [line for line in order.work if line.is_unassigned]
    return Job(order, mine, running, order.my_clocks, ctx.now, known, open_holds, parts, defect, agreed)


def parts_of(ctx: Any, orders: Sequence[RepairOrder]) -> dict[int, Parts]:
    """Box, pieces issued and pieces outstanding of each car, in one query."""
    rows = RequisitionLine.objects.of(ctx).filter(
        requisition__purpose_type=RepairOrder._meta.label_lower,
        requisition__purpose_id__in=[order.pk for order in orders],
    )
    found: dict[int, Parts] = defaultdict(Parts)
    for row in rows.select_related("requisition").order_by("pk"):
        parts = found[row.requisition.purpose_id]
        parts.box = parts.box or row.requisition.box
        parts.issued += row.kept
        if row.outstanding:
            parts.outstanding += row.outstanding
            parts.since = min(parts.since or row.requisition.wanted_at, row.requisition.wanted_at)
            parts.eta = max(parts.eta or row.eta, row.eta) if row.eta else parts.eta
    return dict(found)


def done_today(ctx: Any) -> int:
    """Cars of which he finished his last line today."""
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    rows = OrderLine.objects.of(ctx).filter(
        technician=ctx.person_id, finished_at__gte=start, finished_at__lt=end, voided_at=None
    )
    finished = rows.exclude(order__in=_mine(ctx).values("order"))
    return int(finished.order_by().values("order").distinct().count())


@dataclass
class AsReceived:
    """What the walk-around form says of a car: its marks, its photos, what lies in it."""

    marks: list[DamageMark]
    photos: list[Photo]


def as_received(ctx: Any, order: RepairOrder) -> AsReceived:
    """For the first start: two queries."""
    photos = Photo.objects.of(ctx).filter(
        root_type=RepairOrder._meta.label_lower, root_id=order.pk, kind__in=("corner", "seat", "mark")
    )
    return AsReceived(list(order.marks.all()), list(photos[:12]))
