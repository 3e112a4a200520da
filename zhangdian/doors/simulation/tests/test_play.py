"""The people of the play do what a store does besides its visits: papers, referrals, cars that are late."""

from datetime import datetime, time, timedelta

import pytest

from zhangdian.doors.simulation.people import OPENING
from zhangdian.doors.simulation.play import booking, care, office, promising, rounds, workshop
from zhangdian.doors.simulation.visits import a_car, a_visit_in_repair, a_visit_ready, a_visit_signed, again
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.frontline.service.models import ClockRecord, RepairOrder
from zhangdian.frontline.service.workbench import Pause
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.people.customers.actions import refer_customer
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization.certificates import holds_certificate
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import record_certificate

WELDING = "焊接作业"


@pytest.fixture
def world(shop):
    """A store whose people act by themselves, from the hour of the test on."""

    def begun(at: datetime) -> World:
        return World(shop.store_id, "play", at)

    yield begun
    clock.set_to(None)


def in_the_morning(days: int) -> datetime:
    return clock.instant(clock.day(OPENING) + timedelta(days=days), time(8, 0))


def promised(order: RepairOrder) -> datetime:
    at = again(order).promised_at
    assert at
    return at


def test_a_paper_that_runs_out_is_renewed_before_it_does(shop, world):
    technician = shop.person("technician")
    ends = shop.today + timedelta(days=office.BEFORE)
    record_certificate(shop.in_role(Role.OFFICE_DIRECTOR), technician, kind=WELDING, expires_on=ends)
    played = world(OPENING)
    played.begin(office.renew_papers(played, played.today))
    played.engine.run(in_the_morning(1))
    assert holds_certificate(shop.clock, technician, WELDING, ends + timedelta(days=1))


def test_what_was_passed_on_is_answered_by_an_advisor_within_two_days(shop, world):
    passed_on = refer_customer(
        shop.aftersales_care, desk=Role.SERVICE_ADVISOR, wish="回访号码有误，请核对", vehicle=a_car(shop)
    ).subject
    played = world(OPENING)
    care.answer_referrals(played)
    care.answer_referrals(played)
    played.engine.run(in_the_morning(2))
    assert Referral.objects.get(pk=passed_on.pk).state == Referral.State.ANSWERED
    assert Entry.objects.filter(action="customers.answer_referral").count() == 1


def test_at_the_line_up_a_late_car_gets_a_new_time_with_the_customers_word(shop, world):
    order = a_visit_in_repair(shop)
    played = world(in_the_morning(1))
    assert promised(order) < played.now
    played.begin(promising.rounds(played, played.today))
    played.engine.run(in_the_morning(1) + timedelta(hours=1))
    assert promised(order) > played.now
    assert again(order).progress_notes.get().answer == "客户同意"


def test_a_round_whose_hour_is_over_is_not_made_up_for(shop, world):
    order = a_visit_in_repair(shop)
    evening = in_the_morning(1) + timedelta(hours=9)
    played = world(evening)
    played.begin(promising.rounds(played, played.today))
    played.engine.run(evening + timedelta(hours=1))
    assert promised(order) < evening


def test_fewer_wait_for_a_long_job_and_late_in_the_day(shop, world):
    played = world(OPENING)

    def share(code: str, hour: int) -> float:
        visit = Visit(played, played.luck, "REPAIR", None, operations=[(code, 1)])
        return booking.waits_for(visit, clock.instant(played.today, time(hour)))

    assert share("A001", 9) > share("C006", 9) > share("E002", 9)
    assert share("A001", 9) > share("A001", 16)


def test_who_waits_at_the_window_has_his_clock_off_over_night(shop, world):
    order = a_visit_in_repair(shop)
    played = world(in_the_morning(0) + timedelta(hours=9))
    visit = Visit(played, played.luck, "REPAIR", None, order=again(order), missing=1)
    hand = played.roster.workers[shop.person("technician").pk]
    line = order.lines.get()
    played.begin(workshop.wait_at_the_window(visit, hand, line))
    played.engine.run(in_the_morning(1))
    [worked] = ClockRecord.objects.filter(order=order)
    assert (worked.ended_because, worked.ended_at) == (
        Pause.PARTS.label,
        in_the_morning(0) + timedelta(hours=9),
    )
    visit.missing = 0
    played.engine.happen(visit.parts_came)
    played.engine.run(in_the_morning(3))
    on = ClockRecord.objects.get(order=order, ended_at=None)
    assert played.roster.at_work(hand, on.started_at)


def test_the_next_stage_of_a_body_car_is_given_before_its_time_comes(shop, world):
    order = a_visit_signed(shop, operations=("G001", "G002"))
    played = world(in_the_morning(0) + timedelta(hours=2))
    played.roster.crews["body"] = played.roster.crews["mechanics"]
    visit = Visit(played, played.luck, "ACCIDENT", None, order=again(order), elapse_days=5)
    metal = [line for line in workshop.open_lines(visit) if workshop.crew_of(line) == "body"]
    played.begin(workshop.between_crews(visit, metal, "body"))
    played.engine.run(played.now + timedelta(minutes=30))
    assert [line.dispatched_at is not None for line in again(order).lines.order_by("pk")] == [True, False]
    assert not ClockRecord.objects.filter(order=order).exists()


def test_what_the_system_draws_is_looked_at_one_by_one(shop, world):
    with_duties(shop)
    order = a_visit_ready(shop)
    played = world(again(order).final_passed_at)
    played.begin(rounds.day_of_duties(played, played.today))
    played.engine.run(clock.instant(played.today, time(19, 45)))
    item = DueItem.objects.get(code="TDR-05", day=played.today)
    assert item.done_at
    assert [each.title for each in item.drawn.all()] == [f"{order.vehicle.plate} {order}"]
