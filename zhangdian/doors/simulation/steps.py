"""How long the steps of visits took, as the database has them, beside the data's table."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from zhangdian.doors.simulation import yardstick
from zhangdian.doors.simulation.durations import TABLE
from zhangdian.doors.simulation.roster import CLOSES, OPENS
from zhangdian.doors.simulation.runs import ORDER, Run
from zhangdian.doors.simulation.wishes import BASE
from zhangdian.doors.simulation.yardstick import Beside, amount
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import Check, RepairOrder, Statement
from zhangdian.resources.cashier.models import Payment
from zhangdian.resources.parts.models import IssueSlip, RequisitionLine


def minutes(pairs: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    return [(end - start).total_seconds() / 60 for start, end in pairs if start and end and end >= start]


def durations(run: Run) -> Iterator[Beside]:
    for name, measured in steps(run).items():
        unit = "天" if "days" in name else "分"
        yield from yardstick.duration(name, wanted_duration(name), measured, unit)
    waiting = [
        order for order in run.of_kind("MAINT", "FIRST")
        if order.stay == "waits" and is_small(run, order) and same_day(order)
    ]  # fmt: skip
    stayed = minutes((order.arrived_at, order.exited_at) for order in waiting)
    worked = [in_work(run, order) for order in waiting]
    if waiting:
        mean = sum(stayed) / len(stayed)
        yield amount("时长", "小保养在店(等)", "分", 95, mean, len(stayed))
        yield amount("时长", "其中作业", "分", 37, sum(worked) / len(worked), len(worked))


FINAL = "waiting and final inspection"


def wanted_duration(name: str) -> tuple[float, float]:
    """The table's; two rows that the database sees as one are added as two independent waits add."""
    return TABLE.get(name) or (15.2, 36.0)


def steps(run: Run) -> dict[str, list[float]]:
    """Minutes of each step by its name in the table."""
    left = run.left
    first_clock = {pk: records[0].started_at for pk, records in run.clocked.items()}
    small = [order for order in run.of_kind("MAINT", "FIRST") if is_small(run, order)]
    repairs = [order for order in run.of_kind("REPAIR", "WARRANTY") if not only_diagnosed(run, order)]
    paid = dict(
        Payment.objects.filter(receivable__purpose_type=ORDER, store=run.store_id)
        .order_by("taken_at").values_list("receivable__purpose_id", "taken_at")
    )  # fmt: skip
    made = dict(
        Statement.objects.filter(order__in=run.keys, voided_at=None, payer="customer").values_list(
            "order_id", "made_at"
        )
    )
    return {
        "arrival to greeting": minutes((o.arrived_at, o.greeted_at) for o in left),
        "walk-around": minutes((o.greeted_at, o.walked_around_at) for o in left if o.kind != "ACCIDENT"),
        "write-up to signature": minutes((o.walked_around_at, o.signed_at) for o in left),
        "to workshop to clock-on": minutes(
            (o.signed_at, first_clock.get(o.pk)) for o in left if o.kind != "ACCIDENT"
        ),
        "small maintenance in the bay": [in_work(run, order) for order in small],
        "repair in the bay": [in_work(run, order) for order in repairs],
        "diagnosis": diagnoses(run),
        "body and paint (working days)": body_days(run),
        "parts request to hand": picks(run),
        "leader's check": check_gaps(run, "self", "leader"),
        FINAL: check_gaps(run, "leader", "final"),
        "wash incl. waiting": minutes(
            (o.final_passed_at, o.washed_at) for o in left if not o.rewashes and same_day(o)
        ),
        "internal check to call": minutes((o.internally_checked_at, o.customer_told_at) for o in left),
        "call to customer at the car": minutes((o.customer_told_at, o.customer_here_at) for o in left),
        "statement, pay, pass": minutes((made.get(o.pk), paid.get(o.pk)) for o in left if o.stay == "waits"),
    }


def same_day(order: RepairOrder) -> bool:
    return order.exited_at is not None and clock.day(order.exited_at) == clock.day(order.arrived_at)


def is_small(run: Run, order: RepairOrder) -> bool:
    lines = [line for line in run.lines[order.pk] if line.finished_at]
    return sum(line.hours for line in lines) <= Decimal("0.75") and any(
        line.operation.code in BASE for line in lines
    )


def only_diagnosed(run: Run, order: RepairOrder) -> bool:
    return all(line.is_diagnosis for line in run.lines[order.pk] if line.finished_at)


def in_work(run: Run, order: RepairOrder) -> float:
    return sum(minutes((r.started_at, r.ended_at) for r in run.clocked[order.pk]))


def diagnoses(run: Run) -> list[float]:
    by_line: Counter[int] = Counter()
    wanted = {
        line.pk
        for order in run.left
        for line in run.lines[order.pk]
        if line.is_diagnosis and not line.reworks
    }
    for order in run.left:
        for record in run.clocked[order.pk]:
            if record.line_id in wanted and record.ended_at:
                by_line[record.line_id] += int((record.ended_at - record.started_at).total_seconds())
    return [seconds / 60 for seconds in by_line.values()]


def body_days(run: Run) -> list[float]:
    """Opening hours between the first clock and the last finish of accident cars, in days."""
    found = []
    for order in run.of_kind("ACCIDENT"):
        records = [record for record in run.clocked[order.pk] if record.ended_at]
        if records:
            last = max(record.ended_at for record in records if record.ended_at)
            found.append(open_minutes(records[0].started_at, last) / (9.5 * 60))
    return found


def open_minutes(start: datetime, end: datetime) -> float:
    total, day = 0.0, clock.day(start)
    while day <= clock.day(end):
        begins, ends = clock.instant(day, OPENS), clock.instant(day, CLOSES)
        total += max(0.0, (min(end, ends) - max(start, begins)).total_seconds() / 60)
        day += timedelta(days=1)
    return total


def picks(run: Run) -> list[float]:
    """From request to hand, of requests that were there at once."""
    short = set(
        RequisitionLine.objects.exclude(at_once__gte=F("wanted")).values_list("requisition_id", flat=True)
    )
    rows = IssueSlip.objects.filter(store=run.store_id, issued_at__gte=run.since, issued_at__lt=run.until)
    return minutes(
        (wanted, issued)
        for pk, wanted, issued in rows.values_list("requisition_id", "requisition__wanted_at", "issued_at")
        if pk not in short
    )


def check_gaps(run: Run, before: str, after: str) -> list[float]:
    """Minutes from one look to the next, each time it was looked at."""
    by_order: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for order_id, at, stage in (
        Check.objects.filter(order__in=run.keys)
        .order_by("checked_at")
        .values_list("order_id", "checked_at", "stage")
    ):
        by_order[order_id].append((at, stage))
    found = []
    for looks in by_order.values():
        for (at, stage), (then, following) in itertools.pairwise(looks):
            if stage == before and following == after:
                found.append((then - at).total_seconds() / 60)
    return found
