"""A car's stay: what its state asks for is done next, until it has left."""

from collections.abc import Callable

from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.play import delivery, inspection, reception, till, workshop
from zhangdian.doors.simulation.world import PATIENCE, Visit
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.models import Appointment, RepairOrder

State = RepairOrder.State
NEXT: dict[str, Callable[[Visit], Course]] = {
    State.DRAFT: reception.draft,
    State.WAITING: workshop.repair,
    State.IN_REPAIR: workshop.repair,
    State.CHECKING: inspection.check,
    State.WASHING: inspection.wash,
    State.READY: delivery.hand_over,
    State.SETTLING: till.pay,
    State.RELEASED: delivery.leave,
}


def arrive(visit: Visit, appointment: Appointment | None) -> Course:
    """At the gate, and then whatever comes."""
    yield from reception.arrive(visit, appointment)
    yield from patiently(visit)


def patiently(visit: Visit) -> Course:
    """A refusal makes people ask, wait and try again; what they learned stands in the order."""
    while True:
        try:
            yield from follow(visit)
        except Refusal as refusal:
            world = visit.world
            world.engine.refused.append(
                (world.now, f"{visit.order.plate} {visit.order.state}", refusal.sentence)
            )
            visit.tries += 1
            if visit.tries > PATIENCE:
                return
            yield world.later(20)
            visit.look()
        else:
            return


def follow(visit: Visit) -> Course:
    """From state to state."""
    for _ in range(60):
        step = NEXT.get(visit.order.state)
        if step is None:
            return
        yield from step(visit)
    raise RuntimeError(f"{visit.order} 在 {visit.order.state} 转圈")
