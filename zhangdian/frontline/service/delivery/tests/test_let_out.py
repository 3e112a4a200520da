"""放行出厂."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.frontline.service.models import GatePass, RepairOrder
from zhangdian.people.customers.models import Vehicle


@pytest.mark.duty("PROC-D-36", "PROC-D-21")
def test_a_paid_car_leaves_once(shop: Shop) -> None:
    car = visits.a_car(shop)
    order = visits.a_visit_left(shop)
    assert order.state == RepairOrder.State.LEFT
    assert GatePass.objects.get(order=order).used_at == order.exited_at
    assert Vehicle.objects.get(pk=car.pk).last_visit_on == shop.today
    with refused("已出厂"):
        let_out(shop.guard, order)


@pytest.mark.duty("PROC-D-21", "CAS-02")
def test_no_exit_before_payment(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    bill = order.statements.get(voided_at=None)
    with refused("还没付", bill.number, "结算员", "挂账"):
        let_out(shop.guard, order)
    with refused(order.customer.name.open(), f"{bill.total:,.2f}"):
        let_out(shop.service_advisor, order)
    assert visits.again(order).exited_at is None


def test_what_it_costs_is_not_told_at_the_gate(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    (missing,) = let_out.status(shop.guard, order).missing
    assert "还没付" in missing.what
    assert f"{order.statements.get(voided_at=None).total:,.2f}" not in missing.what


@pytest.mark.duty("PROC-D-29", "PROC-D-31")
def test_payment_makes_the_pass_valid_at_the_same_instant(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    visits.pay(shop, order)
    assert visits.again(order).state == RepairOrder.State.RELEASED


@pytest.mark.duty("PROC-D-29")
def test_a_free_first_service_goes_without_the_till(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop, operations=["A003"])
    assert order.state == RepairOrder.State.RELEASED
    let_out(shop.guard, order)


def test_another_stores_order_does_not_exist(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_paid(shop)
    with pytest.raises(NotHere) as foreign:
        delivery.give_back(shop.other_store_advisor, order, things=[])
    with pytest.raises(NotHere) as missing:
        delivery.give_back(shop.other_store_advisor, 999_999, things=[])
    assert str(foreign.value) == str(missing.value)
