"""One car from the gate to the exit, by the people of the store."""

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.frontline.service.models import RepairOrder

State = RepairOrder.State


def test_a_small_maintenance_goes_from_the_gate_to_the_exit(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_arrived(shop)
    assert order.state == State.DRAFT
    visits.walk_around(shop, order)
    visits.write_up(shop, order)
    visits.sign(shop, order)
    order = visits.again(order)
    assert order.state == State.WAITING
    assert order.number == "WL261123-0001"
    visits.dispatch(shop, order)
    visits.issue_all(shop, order)
    visits.start(shop, order)
    assert visits.again(order).state == State.IN_REPAIR
    visits.finish(shop, order)
    assert visits.again(order).state == State.CHECKING
    visits.inspect(shop, order)
    assert visits.again(order).state == State.READY
    visits.make_statement(shop, order)
    visits.sign_statement(shop, order)
    assert visits.again(order).state == State.SETTLING
    visits.pay(shop, order)
    assert visits.again(order).state == State.RELEASED
    let_out(shop.guard, order)
    assert visits.again(order).state == State.LEFT
