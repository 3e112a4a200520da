"""暂停: clock off for a named reason; whoever is awaited has the ball."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import clocks, queries
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop.actions import pause_work, start_work
from zhangdian.frontline.service.workshop.tests.arranging import an_offer, line_of, open_holds


@pytest.mark.duty("PROC-W-09")
def test_the_sum_of_the_clocked_times_is_the_time_of_the_job(shop):
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=20)
    pause_work(shop.technician, line_of(order), reason=Pause.MEAL)
    shop.later(minutes=40)
    start_work(shop.technician, line_of(order))
    shop.later(minutes=15)
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    clocked = [each.ended_at - each.started_at for each in ClockRecord.objects.filter(order=order)]
    assert sum(each.total_seconds() for each in clocked) / 60 == 35


@pytest.mark.duty("PROC-W-14")
@pytest.mark.parametrize(
    ("reason", "who"),
    [
        (Pause.PARTS, "待料 技师缺料 配件管理员"),
        (Pause.ANSWER, "等确认 林承志"),
        (Pause.BAY, "等工位 车间主管"),
        (Pause.HELP, "技术支援 技术总监"),
        (Pause.MEAL, "汪承志"),
    ],
)
def test_the_board_says_who_is_awaited(shop, reason, who):
    order = visits.a_visit_in_repair(shop)
    pause_work(shop.technician, line_of(order), reason=reason)
    assert queries.visit(shop.technician, order.pk).ball.text == who


def test_who_waits_for_the_customer_already_is_not_awaited_twice(shop):
    order = visits.a_visit_in_repair(shop)
    an_offer(shop, order)
    pause_work(shop.technician, line_of(order), reason=Pause.ANSWER)
    assert set(open_holds(order)) == {"customer_answer"}


def test_what_does_not_run_is_not_paused(shop):
    order = visits.a_visit_in_repair(shop)
    pause_work(shop.technician, line_of(order), reason=Pause.MEAL)
    with refused("现在没有人在做"):
        pause_work(shop.technician, line_of(order), reason=Pause.MEAL)


def test_another_s_clock_is_stopped_by_himself_or_by_a_leader(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("汪承志 在做"):
        pause_work(shop.second_technician, line_of(order), reason=Pause.MEAL)
    pause_work(shop.team_leader, line_of(order), reason=Pause.MEAL)


@pytest.mark.duty("PROC-W-09", "WSM-03")
def test_who_lacks_a_part_has_his_clock_off_and_the_car_waits_for_parts_over_night(shop):
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=20)
    pause_work(shop.technician, line_of(order), reason=Pause.PARTS)
    shop.later(hours=24)
    assert list(clocks.left_running(shop.workshop_supervisor)) == []
    assert queries.visit(shop.technician, order.pk).ball.kind == "parts"
    start_work(shop.technician, line_of(order))
    assert ClockRecord.objects.get(order=order, ended_at__isnull=False).minutes == 20
