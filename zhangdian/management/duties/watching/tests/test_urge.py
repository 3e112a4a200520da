"""Whoever has not done it is urged, then his superior hears, then who stands above him; each once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.browsing import browser_of
from tests.support.waiting import told_differently
from zhangdian.management.duties import desks
from zhangdian.management.duties.models import DueItem, Step, Urging
from zhangdian.management.duties.own.tests.arranging import reassign
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk
from zhangdian.management.duties.watching import urging
from zhangdian.management.duties.watching.actions import excuse_due_item, urge
from zhangdian.management.duties.watching.tests.urged import (
    ROUND,
    by_message,
    messages,
    opened,
    rule,
    steps,
    told,
)
from zhangdian.people.messaging import jobs
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import name_deputy

WSM, SVM, GM = Role.WORKSHOP_SUPERVISOR, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER
PREVENTED = DueItem.Excused.PREVENTED


@pytest.fixture
def day(shop):
    opened(shop)
    return shop


def look_at(shop, *hours):
    for hour in hours:
        shop.at(hour)
        the_clock_looks(shop)


def test_step_by_step_it_goes_up_the_line(day):
    look_at(day, "10:20")
    assert steps(day) == []
    look_at(day, "10:35")
    assert steps(day) == [("before", WSM)]
    look_at(day, "11:01", "12:05", "15:05")
    assert steps(day) == [("before", WSM), ("at", WSM), ("superior", SVM), ("above", GM)]


def test_what_is_done_is_urged_no_more_not_even_before_the_proof_is_booked(day):
    walk(day)
    look_at(day, "11:01", "12:05")
    assert steps(day) == []


def test_the_same_look_again_tells_nothing_twice(day):
    look_at(day, "11:01", "11:02", "11:02")
    urge(day.clock)
    urge(day.clock)
    assert steps(day) == [("at", WSM)]


def test_a_run_that_was_killed_leaves_nothing_and_the_next_one_tells_all(day, monkeypatch):
    by_message(day, "workshop_supervisor")
    day.at("11:01")
    with monkeypatch.context() as broken:
        broken.setattr(urging, "write_to_readers", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            urge(day.clock)
    assert (steps(day), messages(day)) == ([], [])
    the_clock_looks(day)
    assert steps(day) == [("at", WSM)]
    assert len(messages(day)) == 1


def test_two_workers_with_the_same_look_act_once(day):
    day.at("11:01")
    token = f"urge:{urging.look_of(day.clock).digest}"
    first, second = urge(day.clock, token=token), urge(day.clock, token=token)
    assert first.entry.pk == second.entry.pk
    assert steps(day) == [("at", WSM)]


@pytest.mark.parametrize("days", [3, 45, pytest.param(400, marks=pytest.mark.long)])
def test_what_is_long_past_is_no_news(day, days):
    day.later(days=days)
    day.at("08:00")
    for _ in range(days // 60 + 2):
        the_clock_looks(day)
    first = DueItem.objects.filter(code=ROUND).order_by("day").first()
    assert first.standing_at(day.now) is DueItem.Standing.NOT_DONE
    days_told = set(Urging.objects.values_list("item__day", flat=True))
    assert days_told <= {day.today, day.today - timedelta(days=1)}
    assert Urging.objects.count() < 200


def test_a_worker_that_was_down_for_hours_tells_each_step_once_and_no_reminder_of_what_is_past(day):
    look_at(day, "15:30")
    assert sorted(steps(day)) == sorted([("at", WSM), ("superior", SVM), ("above", GM)])


def test_without_the_limit_of_news_the_past_would_be_told(day, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(urging, "NEWS", timedelta(days=9))
    day.later(days=3)
    day.at("08:00")
    the_clock_looks(day)
    assert day.today - timedelta(days=3) in set(Urging.objects.values_list("item__day", flat=True))


def test_who_is_away_is_urged_through_his_deputy(day):
    name_deputy(
        day.workshop_supervisor,
        day.person("workshop_supervisor"),
        deputy=day.person("technical_director"),
        since=day.today,
        until=day.today,
    )
    look_at(day, "11:01")
    assert told(day, Step.AT) == [day.technical_director.person_id]


def test_where_the_superior_is_away_the_next_above_hears(day):
    name_deputy(
        day.service_manager,
        day.person("service_manager"),
        deputy=day.person("front_desk_supervisor"),
        since=day.today,
        until=day.today,
    )
    look_at(day, "11:01", "12:05")
    assert told(day, Step.SUPERIOR) == [day.front_desk_supervisor.person_id]
    assert len(desks.carried_up_to_me(day.front_desk_supervisor)) == 1


def test_what_is_held_up_is_told_to_who_holds_it_and_not_over_the_holder(day):
    look_at(day, "11:01")
    excuse_due_item(
        day.service_manager, item(day, ROUND), excused=PREVENTED, why="等别人先做", held_by="配件"
    )
    look_at(day, "12:05", "15:05")
    assert steps(day) == [("at", WSM), ("ball", Role.PARTS_MANAGER)]
    assert told(day, Step.BALL) == [day.parts_manager.person_id]


def test_who_holds_it_outside_the_house_is_not_written_to(day):
    excuse_due_item(
        day.service_manager, item(day, ROUND), excused=PREVENTED, why="等别人先做", held_by="保险公司"
    )
    look_at(day, "12:05")
    assert steps(day) == []


def test_a_superior_sees_all_in_one_list_and_one_line(day):
    look_at(day, "12:05")
    [task] = desks.carried_up_to_me(day.service_manager)
    count = urging.carried_up(day.service_manager).values("item").distinct().count()
    assert count > 4
    assert task.title == f"{count} 条职责报到您这里"
    assert desks.carried_up_to_me(day.cashier) == []
    assert not told_differently(day.service_manager)


def test_thirty_steps_of_an_hour_are_one_message(day):
    by_message(day, "service_manager")
    look_at(day, "12:05", "12:30", "12:55")
    [message] = messages(day)
    assert message.person_id == day.service_manager.person_id
    assert message.channel == Channel.SMS
    assert "报上级" in message.text
    assert "还有" in message.text
    assert Urging.objects.filter(message=message).count() > 4


def test_what_comes_later_in_the_hour_is_told_in_the_next(day):
    by_message(day, "workshop_supervisor")
    rule(day, Step.AT, 20, covers="WSM-06")
    look_at(day, "11:01", "11:25")
    assert len(messages(day)) == 1
    sent_by_the_worker()
    look_at(day, "12:01")
    first, second = messages(day)
    assert "WSM-06" not in first.text
    assert "WSM-06" in second.text


def sent_by_the_worker():
    """The sandbox takes what waits."""
    jobs.send_messages()


def test_at_night_one_message_waits_for_the_morning(day):
    by_message(day, "cashier")
    rule(day, Step.AT, 4 * 60, covers="CAS-03")
    day.at("23:10")
    the_clock_looks(day)
    [message] = messages(day)
    sent_by_the_worker()
    message.refresh_from_db()
    assert message.state == Message.State.WAITING


def test_by_mail_and_in_a_group_as_it_was_chosen(day):
    by_message(day, "workshop_supervisor", Channel.EMAIL, "peng@example.com")
    rule(day, Step.SUPERIOR, 60, channel=Channel.WECOM, robot="车间")
    look_at(day, "11:01", "12:05")
    mail, group = messages(day)
    assert (mail.mailbox, group.robot) == ("peng@example.com", "车间")
    assert Urging.objects.filter(step=Step.SUPERIOR, item__code=ROUND).count() == 1


def test_two_who_read_mail_have_each_a_letter_of_the_same_hour(day):
    by_message(day, "workshop_supervisor", Channel.EMAIL, "peng@example.com")
    by_message(day, "front_desk_supervisor", Channel.EMAIL, "qiantai@example.com")
    rule(day, Step.AT, 0)
    look_at(day, "11:01")
    assert {each.mailbox for each in messages(day)} == {"peng@example.com", "qiantai@example.com"}


def test_today_says_how_far_it_has_gone(day):
    look_at(day, "10:35")
    assert "提醒过" in first_remark(day)
    look_at(day, "11:01")
    assert "催办 1 次" in first_remark(day)
    look_at(day, "12:05")
    assert "已报上级" in first_remark(day)


def first_remark(shop):
    return desks.duties_of_mine(shop.workshop_supervisor)[0].remark


def test_a_duty_that_was_given_to_another_post_goes_up_that_post_s_line(day):
    reassign(day, ROUND, Role.STOREKEEPER)
    day.later(days=1)
    the_clock_looks(day)
    look_at(day, "11:01", "12:05")
    assert {(step, post) for step, post in steps(day)} >= {("at", "PTK"), ("superior", "PTM")}


def test_a_look_asks_as_often_for_many_items_as_for_few(day):
    day.at("10:00")
    with CaptureQueriesContext(connection) as few:
        urging.look_of(day.clock)
    day.at("12:30")
    with CaptureQueriesContext(connection) as many:
        found = urging.look_of(day.clock)
    assert len(found.new) > 10
    assert len(many) <= len(few) + 9


def test_what_came_up_to_me_stands_under_its_duty_which_is_told_once(day):
    look_at(day, "10:35", "11:01", "12:05")
    above = Urging.objects.of(day.clock).filter(step=Step.SUPERIOR, post=SVM)
    codes = {each.item.code for each in above.select_related("item")}
    page = browser_of(day.service_manager).get("/duties/urged").content.decode()
    assert page.count('class="in urged-duty"') == len(codes) > 0
    assert page.count(ROUND) == 1
