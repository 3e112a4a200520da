"""休息区: what the waiting customers see of their cars."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.frontline.service.workshop import views
from zhangdian.frontline.service.writeup.actions import set_choices


def screen(shop) -> str:
    return words(look(shop.lounge_host, views.lounge, "/lounge"))


@pytest.mark.duty("PROC-R-33")
def test_a_stage_that_changes_stands_on_the_screen_under_half_a_plate(shop):
    order = visits.a_visit_signed(shop)
    shown = screen(shop)
    assert "宁Z··966" in shown
    assert "62966" not in shown
    assert "待派工" in shown
    visits.dispatch(shop, order)
    assert "维修中" in screen(shop)


@pytest.mark.duty("PROC-R-33")
def test_who_has_left_the_store_is_not_on_it(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    choice = RepairOrder
    set_choices(
        shop.service_advisor,
        order,
        wash=choice.Wash.YES,
        old_parts=choice.OldParts.SHOW,
        pay=choice.Pay.CODE,
        stay=choice.Stay.LEAVES,
    )
    visits.sign(shop, visits.again(order))
    assert "没有在店等的客户" in screen(shop)


def test_a_car_that_is_not_signed_for_is_not_on_it(shop):
    visits.a_visit_received(shop)
    assert "没有在店等的客户" in screen(shop)
