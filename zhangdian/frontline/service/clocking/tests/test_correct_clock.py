"""更正工时: other times than were stamped, with the supervisor's signature; the stamped ones stay."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.clocking.actions import correct_clock
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop.actions import pause_work, start_work
from zhangdian.frontline.service.workshop.tests.arranging import line_of


@pytest.fixture
def record(shop):
    """An hour and a half on a line, stopped for lunch; it is afternoon now."""
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=90)
    pause_work(shop.technician, line_of(order), reason=Pause.MEAL)
    shop.later(hours=3)
    return ClockRecord.objects.get(order=order)


def asked(shop, record, minutes):
    """He asks for an end so many minutes later; what waits for the signature."""
    ended = record.ended_at + timedelta(minutes=minutes)
    given = {"started_at": record.started_at, "ended_at": ended, "reason": "忘了暂停"}
    assert correct_clock(shop.technician, record, **given).waits_for_signature
    return Request.objects.get(state=Request.State.OPEN)


@pytest.mark.duty("PROC-W-09")
def test_the_supervisor_signs_and_the_stamp_stays_beside_it(shop, record):
    request = asked(shop, record, -30)
    assert "忘了暂停" in request.effect
    assert ClockRecord.objects.get(pk=record.pk).minutes == 90
    sign_request(shop.workshop_supervisor, request)
    now = ClockRecord.objects.get(pk=record.pk)
    assert (now.minutes, now.stamped_end, now.stamped_start) == (60, record.ended_at, record.started_at)


def test_a_second_correction_keeps_the_first_stamp(shop, record):
    for minutes in (-30, -10):
        latest = ClockRecord.objects.get(pk=record.pk)
        sign_request(shop.workshop_supervisor, asked(shop, latest, minutes))
    now = ClockRecord.objects.get(pk=record.pk)
    assert (now.minutes, now.stamped_end) == (50, record.ended_at)


def test_refused_it_stays_as_it_was(shop, record):
    refuse_request(shop.workshop_supervisor, asked(shop, record, -30), reason="看了录像，不对")
    assert ClockRecord.objects.get(pk=record.pk).corrected_at is None


def test_it_does_not_overlap_what_else_he_did(shop, record):
    start_work(shop.technician, line_of(record.order))
    shop.later(minutes=30)
    pause_work(shop.technician, line_of(record.order), reason=Pause.HOME)
    with refused("重叠"):
        asked(shop, record, 190)


@pytest.mark.parametrize("who", ["second_technician", "team_leader"])
def test_others_may_not_have_it_corrected(shop, record, who):
    with refused("请他自己来填"):
        correct_clock(
            getattr(shop, who),
            record,
            started_at=record.started_at,
            ended_at=record.ended_at,
            reason="帮别人做了一段",
        )


def test_one_that_still_runs_is_stopped_first(shop, record):
    start_work(shop.technician, line_of(record.order))
    running = ClockRecord.objects.get(ended_at=None)
    shop.later(minutes=9)
    with refused("先停工再更正"):
        correct_clock(
            shop.technician,
            running,
            started_at=running.started_at,
            ended_at=running.started_at + timedelta(minutes=5),
            reason="忘了暂停",
        )
