"""核实故障: the phenomenon confirmed or not, codes, and a road test."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Concern
from zhangdian.frontline.service.workshop.actions import record_fault_check
from zhangdian.frontline.service.workshop.tests.arranging import last_note, line_of


@pytest.mark.duty("PROC-W-08")
def test_a_road_test_without_a_licence_on_file_is_refused(shop):
    order = visits.a_visit_in_repair(shop, operations=("D002",))
    with refused("驾驶证"):
        record_fault_check(shop.technician, line_of(order), confirmed=True, road_test_km=6)


@pytest.mark.duty("PROC-W-08")
def test_the_kilometres_of_the_road_test_are_kept(shop):
    order = visits.a_visit_signed(shop, operations=("D002",))
    visits.dispatch(shop, order, "second_technician")
    visits.issue_all(shop, order, "second_technician")
    visits.start(shop, order, "second_technician")
    record_fault_check(shop.second_technician, line_of(order), confirmed=True, codes="P0300", road_test_km=6)
    assert (last_note(order).words, last_note(order).answer) == ("故障已确认 P0300", "路试 6 km")


@pytest.mark.duty("PROC-W-08")
def test_the_customer_s_words_are_confirmed_by_it(shop):
    order = visits.a_visit_in_repair(shop, operations=("D002",))
    record_fault_check(shop.technician, line_of(order), confirmed=True)
    assert order.concerns.get().fault == Concern.Fault.CONFIRMED


def test_a_fault_that_did_not_show_is_said_too(shop):
    order = visits.a_visit_in_repair(shop, operations=("D002",))
    before = order.concerns.get().fault
    record_fault_check(shop.technician, line_of(order), confirmed=False)
    assert last_note(order).words == "故障未出现"
    assert order.concerns.get().fault == before
