"""补填停工: a clock ran on when the day ended; its holder says when he had stopped."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import waiting_for
from zhangdian.frontline.service.clocking.actions import tell_clock_end
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.workbench import LineResult, Pause
from zhangdian.frontline.service.workshop.actions import finish_work, pause_work, start_work
from zhangdian.frontline.service.workshop.my_work import my_work
from zhangdian.frontline.service.workshop.tests.arranging import line_of


@pytest.fixture
def order(shop):
    """A car on which the technician clocked on in the morning, and went home without a word."""
    return visits.a_visit_in_repair(shop)


@pytest.fixture
def record(order):
    return ClockRecord.objects.get(order=order)


@pytest.mark.duty("PROC-W-09")
def test_in_the_morning_he_says_when_he_stopped(shop, record):
    shop.later(hours=24)
    tell_clock_end(shop.technician, record, ended_at=record.started_at + timedelta(minutes=95))
    told = ClockRecord.objects.get(pk=record.pk)
    assert (told.minutes, told.ended_because) == (95, "忘记停工，后来补填")
    assert told.told_at == shop.technician.now


def test_nothing_new_begins_and_nothing_ends_before_he_has_said_it(shop, order, record):
    shop.later(hours=24)
    with refused("一直没停：请先补填"):
        pause_work(shop.technician, line_of(order), reason=Pause.MEAL)
    with refused("一直没停：请先补填"):
        start_work(shop.technician, line_of(order))
    tell_clock_end(shop.technician, record, ended_at=record.started_at + timedelta(hours=8))
    start_work(shop.technician, line_of(order))


def test_it_waits_for_him_and_for_the_supervisor(shop, record):
    def waits(who):
        return [task for task in waiting_for(who) if "没停工" in task.title]

    assert not waits(shop.technician)
    shop.later(hours=24)
    for who in (shop.technician, shop.workshop_supervisor):
        (task,) = waits(who)
        assert task.late(who.now)
    assert not waits(shop.second_technician)


@pytest.mark.parametrize(
    ("who", "hours", "why"),
    [
        ("technician", -1, "停工要晚于开工"),
        ("technician", 30, "还没到"),
        ("technician", 20, "同一天"),
        ("second_technician", 2, "请他自己来填"),
    ],
)
def test_what_cannot_be_is_refused(shop, record, who, hours, why):
    shop.later(hours=24)
    with refused(why):
        tell_clock_end(getattr(shop, who), record, ended_at=record.started_at + timedelta(hours=hours))
    assert ClockRecord.objects.get(pk=record.pk).ended_at is None


def test_a_clock_of_today_is_paused_and_not_told(shop, order, record):
    now = shop.later(minutes=40)
    with refused("按暂停"):
        tell_clock_end(shop.technician, record, ended_at=now)
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    with refused("已经停工"):
        tell_clock_end(shop.technician, record, ended_at=now)


def test_the_supervisor_tells_it_for_whoever_is_away(shop, record):
    shop.later(hours=24)
    ended = record.started_at + timedelta(hours=9)
    tell_clock_end(shop.workshop_supervisor, record, ended_at=ended)
    assert ClockRecord.objects.get(pk=record.pk).ended_at == ended


def past_closing(shop, who="workshop_supervisor"):
    return [task for task in waiting_for(getattr(shop, who)) if "没停工" in task.title]


@pytest.mark.duty("PROC-W-09")
def test_what_still_runs_at_closing_is_on_the_supervisor_s_page_and_told_that_evening(shop, record):
    shop.at("17:59")
    assert past_closing(shop) == []
    now = shop.at("18:20")
    [task] = past_closing(shop)
    assert (task.verb, task.remark, task.plate) == ("补填", "汪承志", record.order.plate)
    tell_clock_end(shop.workshop_supervisor, record, ended_at=now - timedelta(minutes=50))
    told = ClockRecord.objects.get(pk=record.pk)
    assert clock.local(told.ended_at).strftime("%H:%M") == "17:30"
    assert past_closing(shop) == []


@pytest.mark.duty("PROC-W-09")
def test_hours_after_closing_count_when_somebody_says_that_they_were_worked(shop, order, record):
    shop.at("19:30")
    with asked("service.worked_past_closing", "18:00 关门"):
        pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    with asked("service.worked_past_closing", "补填停工"):
        finish_work(shop.technician, order, results=[LineResult(line_of(order))])
    done = finish_work(
        shop.technician,
        order,
        results=[LineResult(line_of(order))],
        because={"service.worked_past_closing": "加班做完"},
    )
    assert done.entry.notes["because"] == {"service.worked_past_closing": "加班做完"}
    assert ClockRecord.objects.get(pk=record.pk).ended_at == shop.now


def test_what_is_begun_after_closing_is_work_at_night_and_asked_by_nobody(shop, order):
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    shop.at("19:00")
    start_work(shop.technician, line_of(order))
    shop.at("20:00")
    assert past_closing(shop) == []
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)


@pytest.mark.duty("PROC-W-09")
def test_a_clock_that_was_left_on_is_counted_to_closing_and_no_further(shop, record):
    [job] = my_work(shop.technician).jobs
    shop.at("18:00")
    [evening] = my_work(shop.technician).jobs
    assert evening.minutes > job.minutes
    shop.later(hours=15)
    [morning] = my_work(shop.technician).jobs
    assert morning.minutes == evening.minutes
