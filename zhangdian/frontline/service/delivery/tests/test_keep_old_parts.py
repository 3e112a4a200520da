"""登记旧件."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import keep_old_parts, pass_internal_check
from zhangdian.frontline.service.models import OldPart, RepairOrder
from zhangdian.frontline.service.writeup.actions import judge_warranty, set_choices

Fate = OldPart.Fate


def a_visit_that_takes_them_away(shop: Shop) -> RepairOrder:
    """Brake pads are changed, and he wants the old ones."""
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["B002"])
    choice = RepairOrder
    set_choices(
        shop.service_advisor,
        order,
        wash=choice.Wash.NO,
        old_parts=choice.OldParts.TAKE,
        pay=choice.Pay.CODE,
        stay=choice.Stay.WAITS,
    )
    visits.sign(shop, visits.again(order))
    visits.dispatch(shop, visits.again(order))
    visits.issue_all(shop, visits.again(order))
    visits.start(shop, visits.again(order))
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    return visits.again(order)


@pytest.mark.duty("PROC-D-06", "PROC-R-27")
def test_what_he_takes_away_is_labelled_when_the_work_is_finished_and_confirmed_at_the_car(shop):
    order = a_visit_that_takes_them_away(shop)
    kept = order.old_parts_kept.get()
    assert (kept.fate, kept.label, kept.confirmed_at) == (Fate.TAKE, f"{order.number}-1", None)
    assert kept.place
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    kept.refresh_from_db()
    assert kept.confirmed_at


def test_what_nobody_wants_back_stands_in_the_tray_and_is_not_labelled(shop):
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, operations=["B002"])
    assert not order.old_parts_kept.exists()
    with refused("没有要登记的旧件"):
        keep_old_parts(shop.technician, order)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)


@pytest.mark.duty("PROC-D-06")
def test_a_part_judged_to_be_the_maker_s_afterwards_is_kept_before_the_car_is_handed_over(shop):
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, operations=["B002"])
    judge_warranty(shop.warranty_clerk, order.lines.get(), covered=True, approval_no="ZD-91")
    with refused("旧件没有登记放在哪里", "维修技师"):
        pass_internal_check(shop.service_advisor, visits.again(order), all_done_on_car=True)
    keep_old_parts(shop.technician, visits.again(order), place="旧件架 3")
    kept = visits.again(order).old_parts_kept.get()
    assert (kept.fate, kept.place) == (Fate.CLAIM, "旧件架 3")
    pass_internal_check(shop.service_advisor, visits.again(order), all_done_on_car=True)


def test_what_he_meant_to_take_away_is_kept_for_the_claim_once_the_maker_pays(shop):
    order = a_visit_that_takes_them_away(shop)
    judge_warranty(shop.warranty_clerk, order.lines.get(), covered=True, approval_no="ZD-92")
    keep_old_parts(shop.technician, visits.again(order))
    assert visits.again(order).old_parts_kept.get().fate == Fate.CLAIM
