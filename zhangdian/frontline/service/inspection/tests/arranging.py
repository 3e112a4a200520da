"""Sentences of inspection and wash that several tests begin with."""

from typing import Any

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.ui.marks import PLACES
from zhangdian.frontline.service import checking
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.writeup import actions as writeup


def a_visit_to_inspect(shop: Shop, plate: str = visits.PLATE, **how: Any) -> RepairOrder:
    """The leader has passed it."""
    order = visits.a_visit_finished(shop, plate, **how)
    inspection.pass_leader_check(shop.team_leader, order)
    return visits.again(order)


def a_visit_to_wash(shop: Shop, plate: str = visits.PLATE, *, drawn: bool = False) -> RepairOrder:
    """The inspector has passed it, at an instant that the draw spares or takes."""
    order = a_visit_to_inspect(shop, plate)
    while True:
        order.final_passed_at = shop.later(minutes=1)
        if checking.wash_is_drawn(order) is drawn:
            break
    inspection.pass_inspection(shop.quality_inspector, visits.again(order))
    return visits.again(order)


def a_visit_to_inspect_and_not_to_wash(shop: Shop, plate: str = visits.PLATE) -> RepairOrder:
    """The same for a customer who wants no wash."""
    order = visits.a_visit_received(shop, plate)
    visits.write_up(shop, order)
    writeup.set_choices(
        shop.service_advisor,
        order,
        wash=RepairOrder.Wash.NO,
        old_parts=RepairOrder.OldParts.SHOW,
        pay=RepairOrder.Pay.CODE,
        stay=RepairOrder.Stay.WAITS,
    )
    visits.sign(shop, order)
    visits.dispatch(shop, order)
    visits.issue_all(shop, order)
    visits.start(shop, order)
    visits.finish(shop, order)
    inspection.pass_leader_check(shop.team_leader, visits.again(order))
    return visits.again(order)


def a_scratch(place: str = "左后门") -> Mark:
    view, x, y = PLACES[place]
    return Mark(kind="scratch", view=view, x=x, y=y, place=place)
