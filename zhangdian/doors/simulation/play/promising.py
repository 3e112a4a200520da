"""Promises that will not be kept: told before they lapse, at the work and on the rounds of the day."""

from datetime import date, datetime, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.roster import after_open_minutes
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.models import OrderLine, ProgressNote, RepairOrder
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import RequisitionLine

State = RepairOrder.State
IN_WORK = (State.WAITING, State.IN_REPAIR, State.CHECKING)
FORGOTTEN = 0.70
"""Of the promises that will lapse those of which nobody speaks in time."""
LINE_UP, AFTERNOON = time(8, 30), time(15, 40)
"""The rounds on which supervisor and advisors go through the cars of the day (demo/store.csv)."""
SOON = 75
"""Minutes before its promise in which a car that is still in work is spoken of."""
AFTER_WORK = {True: 40, False: 75}
"""From the last hand at the car to its key at the desk, by whether somebody waits for it."""
BODY_HOURS_A_DAY = 3.4
SKILLS_OF_DAYS = ("钣金", "喷漆")


def tell_if_late(visit: Visit, ready: datetime, reason: str) -> None:
    """The workshop says so at once, and the advisor agrees a new time with the customer."""
    promised = visit.order.promised_at
    if promised is None or ready <= promised + timedelta(minutes=10) or visit.luck.happens(FORGOTTEN):
        return
    visit.look()
    if visit.order.state in IN_WORK and ready > visit.order.promised_at:
        move(visit.world, visit.order, ready, reason, here=visit.is_here)
        visit.look()


def move(world: World, order: RepairOrder, ready: datetime, reason: str, *, here: bool = False) -> None:
    """Reported by the supervisor where nobody has yet, agreed by the car's advisor."""
    if not order.progress_notes.filter(about=ProgressNote.About.DELAY, answered_at=None).exists():
        supervisor = world.somebody(Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
        world.do(workshop.report_delay, supervisor, order.pk, reason=reason, new_time_at=ready)
    agree(world, order, ready, here=here)


def agree(world: World, order: RepairOrder, ready: datetime, *, here: bool = False) -> None:
    at = rounded(ready + timedelta(minutes=20))
    world.do(
        workshop.agree_new_time,
        advisor_of(world, order),
        order.pk,
        at=max(at, order.promised_at) if order.promised_at else at,
        means=Means.DESK if here else Means.PHONE,
        answer="客户同意",
    )


def advisor_of(world: World, order: RepairOrder) -> Worker:
    """The car's advisor, or a colleague when he is away."""
    worker = world.roster.workers.get(order.advisor_id or 0)
    if worker and world.roster.is_there(worker, world.today):
        return worker
    return world.somebody(Role.SERVICE_ADVISOR)


def rounded(at: datetime) -> datetime:
    """Up to ten minutes, in the hours in which cars are fetched."""
    at = after_open_minutes(at, 0)
    return at + timedelta(minutes=-at.minute % 10, seconds=-at.second, microseconds=-at.microsecond)


def after_work(visit: Visit) -> float:
    return AFTER_WORK[visit.is_here]


def rounds(world: World, day: date) -> Course:
    """At the line-up and in the afternoon: whose time lapses is called before he calls."""
    for at in (clock.instant(day, hour) for hour in (LINE_UP, AFTERNOON)):
        if at < world.now:
            continue
        yield at
        for order in lapsing(world):
            yield world.later(chance.of(world.seed, "rounds", order.pk, world.today).uniform(1, 4))
            speak_of(world, order.pk)


def lapsing(world: World) -> list[RepairOrder]:
    """Cars in work whose time has passed or passes soon, or of which the workshop has said something."""
    orders = RepairOrder.objects.filter(store=world.store_id, exited_at=None, voided_at=None)
    soon = orders.filter(state__in=IN_WORK, promised_at__lt=world.later(SOON))
    return list(soon.order_by("promised_at"))


def speak_of(world: World, order_id: int) -> None:
    order = RepairOrder.objects.get(pk=order_id)
    if order.state not in IN_WORK or order.promised_at is None:
        return
    ready = ready_at(world, order)
    if ready > order.promised_at:
        move(world, order, ready, "缺料" if coming_at(order) else "前车占工位")


def ready_at(world: World, order: RepairOrder) -> datetime:
    """When what is left is done, by its hours; body and paint take days."""
    left = OrderLine.objects.filter(
        order=order.pk, voided_at=None, authorized_at__isnull=False, finished_at=None
    )
    hours = {True: 0.0, False: 0.0}
    for skill, sold in left.values_list("skill", "hours"):
        hours[skill in SKILLS_OF_DAYS] += float(sold)
    start = max(world.now, coming_at(order) or world.now)
    return after_open_minutes(start, hours[False] * 60 + hours[True] / BODY_HOURS_A_DAY * 570 + 60)


def coming_at(order: RepairOrder) -> datetime | None:
    """When the last of its missing parts is said to come."""
    missing = RequisitionLine.objects.filter(
        requisition__purpose_type="service.repairorder",
        requisition__purpose_id=order.pk,
        requisition__state__in=("open", "partly"),
        eta__isnull=False,
    )
    etas = [at for at in missing.values_list("eta", flat=True) if at]
    return max(etas, default=None)
