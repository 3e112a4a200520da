"""作废委托书."""

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import void_signed_order
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.resources.parts.models import Requisition


def test_signed_and_not_begun_keeps_its_number_and_frees_its_parts(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    void_signed_order(shop.front_desk_supervisor, order, reason="客户不做了")
    order = visits.again(order)
    assert (order.state, order.number) == (RepairOrder.State.VOID, "WL261123-0001")
    assert Requisition.objects.of(shop.storekeeper).for_purpose(order).get().state == Requisition.State.VOID


def test_what_is_in_repair_is_not_voided(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_in_repair(shop)
    with refused("待派工"):
        void_signed_order(shop.front_desk_supervisor, order, reason="客户不做了")
