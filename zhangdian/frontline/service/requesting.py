"""Parts of authorized lines are asked of the store room by a requisition; nothing else is ever asked."""

from collections.abc import Sequence

from zhangdian.foundation.kernel.action import Act
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.organization.models import Person
from zhangdian.resources.parts import requisitions


def request_parts_of(ctx: Act, order: RepairOrder, lines: Sequence[OrderLine]) -> None:
    """A requisition for the parts of these lines; the order waits for the store room until all is issued."""
    payers = {line.pk: line.payer for line in lines}
    wanted = [
        requisitions.Wanted(
            part=row.part, quantity=row.quantity, line_id=row.line_id, payer=payers[row.line_id]
        )
        for row in order.standing_parts()
        if row.line_id in payers
    ]
    if wanted:
        requisitions.request_parts(
            ctx,
            wanted,
            purpose=order,
            text=order.plate,
            work_text=" ".join(line.name for line in lines)[:60],
            wanted_by=hand_of(order),
        )


def hand_of(order: RepairOrder) -> Person | None:
    """Who works on the car and fetches its parts; nobody before it is dispatched."""
    given = [(line.dispatched_at, line.pk, line) for line in order.standing_lines() if line.dispatched_at]
    return max(given)[2].technician if given else None
