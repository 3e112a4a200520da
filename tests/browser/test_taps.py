"""What each screen may cost in taps; a scanned code is one, three typed signs are one.

What a screen may cost in seconds is held by what takes them: the pages and the acts for which somebody must
wait. The server's own time is printed and not asserted, machines are noisy.
"""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser import stations
from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service import checking
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.workshop.tests.arranging import a_finding
from zhangdian.frontline.service.writeup.actions import grant_discount
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Requisition

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


def a_car_of_the_store(stage: Stage) -> None:
    visits.a_car(stage.shop)


def test_a_car_arrives_in_two(stage: Stage) -> None:
    a_car_of_the_store(stage)
    with stage.within(2):
        stations.arrive(stage, stage.screen(stage.shop.guide, "phone"))


def test_a_known_car_is_walked_around_in_seven_and_signed_for_in_eight(stage: Stage) -> None:
    stations.a_known_car(stage.shop)
    visits.a_visit_arrived(stage.shop, words="")
    tablet = stage.screen(stage.shop.service_advisor, "tablet")
    stations.greet(stage, tablet)
    with stage.within(7):
        stations.walk_around(stage, tablet, "842")
    typed = stage.typed
    with stage.within(8):
        with stage.within(4):
            stations.write_up(stage, tablet)
        stations.sign_order(stage, tablet)
    assert stage.typed == typed
    assert stations.order_here().state == RepairOrder.State.WAITING


def test_a_car_that_was_never_here_is_received_in_twenty(stage: Stage) -> None:
    """At the gate the whole plate; at the car owner, number and walk-around. The number tells the model."""
    stations.a_known_car(stage.shop)
    phone = stage.screen(stage.shop.guide, "phone")
    with stage.within(4):
        stations.arrive_unknown(stage, phone)
    tablet = stage.screen(stage.shop.service_advisor, "tablet")
    stations.greet(stage, tablet)
    with stage.within(20):
        stations.identify(stage, tablet)
        stations.walk_around(stage, tablet, "107196")
    order = stations.order_here()
    assert (order.vehicle.vin, order.customer.name.open()) == (stations.UNKNOWN_VIN, "傅天佑")
    assert order.vehicle.model.code == "M03"


def test_a_known_car_keeps_nobody_waiting_at_the_gate_and_at_the_car(stage: Stage) -> None:
    """Five seconds at the gate, ninety at the car: no page but the next one, one act beside the photos."""
    stations.a_known_car(stage.shop)
    phone = stage.screen(stage.shop.guide, "phone")
    with stage.waiting_for("门口", pages=2, sent=1):
        stations.arrive(stage, phone)
    tablet = stage.screen(stage.shop.service_advisor, "tablet")
    with stage.waiting_for("接车", pages=3, sent=1 + 5 + 1):
        stations.greet(stage, tablet)
        stations.walk_around(stage, tablet, "842")


def test_a_proposal_is_accepted_in_one_and_overridden_in_two(stage: Stage) -> None:
    shop = stage.shop
    a_car_of_the_store(stage)
    visits.a_visit_signed(shop)
    other = visits.a_visit_signed(shop, "宁Z88K88")
    desk = stage.screen(shop.workshop_supervisor)
    stage.open(desk, "/board")
    with stage.within(1):
        stage.tap(desk.locator("form.proposal button").first)
        desk.locator("#lane-in_repair .job").wait_for()
    with stage.within(2):
        stage.tap(desk.locator(f"#job-{other.pk} a.pull"))
        stage.tap(desk.locator(".hands button").last)
        desk.locator("#lane-in_repair .job").nth(1).wait_for()
    assert visits.again(other).state == RepairOrder.State.IN_REPAIR


def test_a_technician_starts_in_one_pauses_in_two_finds_in_four_and_finishes_in_two(stage: Stage) -> None:
    a_car_of_the_store(stage)
    order = visits.a_visit_signed(stage.shop)
    visits.dispatch(stage.shop, order)
    phone = stage.screen(stage.shop.technician, "phone")
    with stage.within(1):
        stations.start(stage, phone)
    with stage.within(2):
        stations.pause(stage, phone)
    with stage.within(1):
        stations.go_on(stage, phone)
    with stage.within(4):
        stations.find(stage, phone)
    with stage.within(2):
        stations.finish(stage, phone)
    assert stage.typed == ""


def test_extra_work_is_offered_in_three_and_answered_in_two(stage: Stage) -> None:
    a_car_of_the_store(stage)
    order = visits.a_visit_in_repair(stage.shop)
    a_finding(stage.shop, order, "I01", measured="")
    with stage.within(3):
        link = stations.offer(stage, stage.screen(stage.shop.service_advisor, "tablet"))
    customer = stage.stranger()
    customer.goto(link)
    with stage.within(2):
        stations.agree(stage, customer)
    assert order.lines.get(is_extra=True).authorized_at


def test_a_prepared_box_is_issued_in_two_and_a_part_out_of_turn_in_four(stage: Stage) -> None:
    shop = stage.shop
    a_car_of_the_store(stage)
    stations.give_a_pin(shop)
    visits.a_car(shop, "宁Z88K88", owner=visits.a_customer(shop, "江晓彤", "16110000016"))
    first, second = visits.a_visit_signed(shop), visits.a_visit_signed(shop, "宁Z88K88", operations=("A005",))
    visits.a_car(shop, "宁Z88K89", owner=visits.a_customer(shop, "秦川", "16110000017"))
    third = visits.a_visit_signed(shop, "宁Z88K89", operations=("A005",))
    for order in (first, second, third):
        visits.dispatch(shop, order)
    box = Requisition.objects.of(shop.storekeeper).for_purpose(first).get()
    parts.prepare_box(shop.storekeeper, box, box="7")
    desk = stage.screen(shop.storekeeper)
    stage.open(desk, "/parts/")
    with stage.within(2):
        stations.issue(stage, desk)
    assert Requisition.objects.get(pk=box.pk).slips.get().signed_at
    with stage.within(4):
        stage.tap(desk.locator(".queue .row-card").last)
        desk.wait_for_url("**/parts/?r=*")
        stations.issue(stage, desk)
    assert Requisition.objects.of(shop.storekeeper).for_purpose(third).open().count() == 0


def test_a_ready_car_is_handed_over_in_six_paid_in_three_and_let_out_by_one(stage: Stage) -> None:
    shop = stage.shop
    a_car_of_the_store(stage)
    order = visits.a_visit_ready(shop)
    stations.open_the_till(shop)
    with stage.within(6):
        stations.hand_over(stage, stage.screen(shop.service_advisor, "tablet"))
    assert visits.again(order).agreed_amount == Decimal("556.00")
    with stage.within(3):
        stations.take_money(stage, stage.screen(shop.cashier))
    with stage.within(1):
        stations.let_out(stage, stage.screen(shop.guard, "phone"))
    assert visits.again(order).state == RepairOrder.State.LEFT


def test_a_customer_who_leaves_waits_for_no_page_but_his_own(stage: Stage) -> None:
    """His part is four minutes: six acts and a signature on one page of the advisor, one act at the till."""
    shop = stage.shop
    a_car_of_the_store(stage)
    visits.a_visit_ready(shop)
    stations.open_the_till(shop)
    tablet, desk = stage.screen(shop.service_advisor, "tablet"), stage.screen(shop.cashier)
    with stage.waiting_for("交车", pages=2, sent=6 + 1):
        stations.hand_over(stage, tablet)
    with stage.waiting_for("收款", pages=1, sent=1):
        stations.take_money(stage, desk)


@pytest.mark.parametrize("drawn", [False, True], ids=["undrawn", "drawn"])
def test_finished_work_is_passed_by_the_leader_in_one_inspected_in_two_and_washed_in_two(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, drawn: bool
) -> None:
    """One wash in ten is drawn by its number and hour to be photographed: that photo is one tap more."""
    monkeypatch.setattr(checking, "wash_is_drawn", lambda order: drawn)
    shop = stage.shop
    a_car_of_the_store(stage)
    order = visits.a_visit_finished(shop)
    with stage.within(1):
        stations.check_as_leader(stage, stage.screen(shop.team_leader, "phone"))
    with stage.within(2):
        stations.inspect(stage, stage.screen(shop.quality_inspector, "tablet"))
    with stage.within(2 + drawn):
        stations.wash(stage, stage.screen(shop.washer, "phone"))
    assert stage.photos == drawn
    assert visits.again(order).state == RepairOrder.State.READY


def test_the_general_manager_signs_and_refuses_in_two(stage: Stage) -> None:
    """Both on the page after the login, beside yesterday's figures."""
    shop = stage.shop
    for plate in ("宁Z88K88", "宁Z88K89"):
        order = visits.a_visit_received(shop, plate)
        visits.write_up(shop, order)
        grant_discount(shop.service_advisor, visits.again(order), percent=90, reason="等太久")
    phone = stage.screen(shop.general_manager, "phone")
    stage.open(phone, "/")
    with stage.within(2):
        stage.press(phone, "签字同意")
        expect(phone.locator("#today")).to_contain_text("等您签 1")
    with stage.within(2):
        stage.press(phone, "不同意")
        stage.press(phone, "金额太高")
        expect(phone.locator("#today")).not_to_contain_text("等您签")
    signed, refused = Request.objects.order_by("pk")
    assert (signed.state, refused.state) == (Request.State.DONE, Request.State.REFUSED)


def test_a_whole_small_maintenance_takes_forty_taps_six_photos_and_two_sittings(stage: Stage) -> None:
    shop = stage.shop
    stations.a_known_car(shop)
    stations.give_a_pin(shop)
    stations.open_the_till(shop)
    tablet, phone = stage.screen(shop.service_advisor, "tablet"), stage.screen(shop.technician, "phone")
    with stage.within(40):
        stations.arrive(stage, stage.screen(shop.guide, "phone"))
        stations.greet(stage, tablet)
        stations.walk_around(stage, tablet, "842")
        stations.write_up(stage, tablet)
        stations.sign_order(stage, tablet)
        stations.accept_proposal(stage, stage.screen(shop.workshop_supervisor))
        desk = stage.screen(shop.storekeeper)
        stage.open(desk, "/parts/")
        stations.issue(stage, desk)
        stations.start(stage, phone)
        stations.finish(stage, phone)
        stations.check_as_leader(stage, stage.screen(shop.team_leader, "phone"))
        stations.inspect(stage, stage.screen(shop.quality_inspector, "tablet"))
        stations.wash(stage, stage.screen(shop.washer, "phone"))
        stations.hand_over(stage, tablet)
        stations.take_money(stage, stage.screen(shop.cashier))
        stations.let_out(stage, stage.screen(shop.guard, "phone"))
    assert stations.order_here().state == RepairOrder.State.LEFT
    assert stage.photos <= 6
    assert stage.signatures == 2
