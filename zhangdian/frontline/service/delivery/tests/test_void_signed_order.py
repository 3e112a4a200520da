"""作废委托书."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.frontline.service.delivery.actions import void_signed_order
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization import limits
from zhangdian.people.organization.stores.actions import set_store_rate
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


def test_more_often_in_a_month_than_anybody_may_alone_whoever_stands_above_signs(shop: Shop) -> None:
    key = limits.UNDOES_ALONE.key
    set_store_rate(shop.general_manager, key=key, value=Decimal(0), unit="次", since=shop.today)
    order = visits.a_visit_signed(shop)
    asked = void_signed_order(shop.front_desk_supervisor, order, reason="客户不做了")
    assert asked.waits_for_signature
    assert visits.again(order).state == RepairOrder.State.WAITING
    sign_request(shop.service_manager, asked.subject)
    assert visits.again(order).state == RepairOrder.State.VOID
