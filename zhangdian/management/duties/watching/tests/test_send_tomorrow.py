"""In the evening each head finds a message of what nobody who will be here tomorrow may do, once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties.watching import jobs, tomorrow
from zhangdian.management.duties.watching.actions import send_tomorrow
from zhangdian.management.duties.watching.tests.urged import by_message
from zhangdian.people.messaging import outbox, queries
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.organization import evening
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering import jobs as rostering
from zhangdian.people.organization.shifts.tests.arranging import away
from zhangdian.people.organization.staff.actions import name_deputy


@pytest.fixture
def saturday(shop):
    """The one inspector rests on Sunday."""
    shop.later(days=5)
    shop.at("16:00")
    return shop


def the_clock_looks(shop, *hours):
    for hour in hours or [None]:
        if hour:
            shop.at(hour)
        rostering.tell_store(shop.clock)
        jobs.write_for_store(shop.clock)


def sent(shop, who=""):
    rows = Message.objects.of(shop.clock).filter(occasion="duties.tomorrow").order_by("pk")
    return list(rows.filter(person=shop.person(who)) if who else rows)


def everybody_is_away(shop, role):
    day = evening.tomorrow_of(shop.clock)
    for person in on_duty(shop.office_director, day)[role]:
        away(shop, person, since=day, until=day)


@pytest.mark.duty("GM-17")
def test_at_its_hour_whoever_has_to_see_to_it_finds_it_among_his_notes(saturday):
    the_clock_looks(saturday, "15:45")
    assert sent(saturday) == []
    the_clock_looks(saturday, "16:00")
    [note] = queries.unread(saturday.service_manager)
    assert "11-29没人做的事" in note.text
    assert "没有质量检验员（请" in note.text
    assert sent(saturday, "sales_manager") == []
    assert sent(saturday, "technician") == []


def test_the_office_hears_of_all_of_it(saturday):
    the_clock_looks(saturday)
    [message] = sent(saturday, "office_director")
    _, gaps = evening.gaps_told(saturday.office_director)
    assert message.text == tomorrow.NOBODY.text.format(day="11-29", what=tomorrow.words_of(gaps))


def test_the_clock_looks_all_evening_and_writes_once(saturday):
    the_clock_looks(saturday, "16:00", "16:05", "16:15", "19:00", "23:55")
    assert len(sent(saturday, "service_manager")) == 1
    assert Entry.objects.filter(action=tomorrow.SENT_BY).count() == 1


def test_what_comes_up_later_is_told_alone(saturday):
    the_clock_looks(saturday)
    everybody_is_away(saturday, Role.CASHIER)
    the_clock_looks(saturday, "18:00", "18:15")
    first, second = sent(saturday, "office_director")
    assert "结算员" not in first.text
    assert "结算员" in second.text
    assert "质量检验员" not in second.text


def test_what_was_arranged_before_the_hour_is_not_written(saturday):
    saturday.at("15:00")
    day = evening.tomorrow_of(saturday.clock)
    deputy = saturday.person("technical_director")
    if deputy.rest_weekday == day.weekday():
        deputy = saturday.person("service_manager")
    name_deputy(
        saturday.service_manager, saturday.person("quality_inspector"), deputy=deputy, since=day, until=day
    )
    the_clock_looks(saturday, "16:00")
    assert not any("没有质量检验员" in each.text for each in sent(saturday))


@pytest.mark.parametrize("days", [3, 45, pytest.param(400, marks=pytest.mark.long)])
def test_a_worker_that_was_down_writes_of_this_evening_only(saturday, days):
    the_clock_looks(saturday)
    before = len(sent(saturday))
    saturday.later(days=days)
    everybody_is_away(saturday, Role.CASHIER)
    saturday.at("23:00")
    the_clock_looks(saturday)
    day = evening.tomorrow_of(saturday.clock)
    new = sent(saturday)[before:]
    assert len(new) == len({each.reader_key for each in new}) > 0
    assert {each.period for each in new} == {f"{day}:0"}


def test_past_midnight_the_evening_before_is_no_news(saturday):
    rostering.tell_store(saturday.clock)
    saturday.later(days=1)
    saturday.at("00:10")
    jobs.write_for_store(saturday.clock)
    assert sent(saturday) == []


def test_a_run_that_was_killed_leaves_nothing_and_the_next_one_tells_all(saturday, monkeypatch):
    rostering.tell_store(saturday.clock)
    with monkeypatch.context() as broken:
        put, count = outbox.put, iter(range(9))

        def killed(*args, **kwargs):
            if next(count) == 1:
                raise ZeroDivisionError
            return put(*args, **kwargs)

        broken.setattr(outbox, "put", killed)
        with pytest.raises(ZeroDivisionError):
            jobs.write_for_store(saturday.clock)
    assert sent(saturday) == []
    jobs.write_for_store(saturday.clock)
    assert len(sent(saturday, "service_manager")) == len(sent(saturday, "office_director")) == 1


def test_two_workers_with_the_same_look_act_once(saturday):
    rostering.tell_store(saturday.clock)
    gaps = tomorrow.untold(saturday.clock)
    token = f"send:{tomorrow.digest_of(gaps)}"
    first, second = (send_tomorrow(saturday.clock, gaps=gaps, token=token) for _ in range(2))
    assert first.entry.pk == second.entry.pk
    assert len(sent(saturday, "service_manager")) == 1


def test_a_look_from_before_the_other_one_acted_writes_nothing(saturday):
    rostering.tell_store(saturday.clock)
    gaps = tomorrow.untold(saturday.clock)
    send_tomorrow(saturday.clock, gaps=gaps)
    before = len(sent(saturday))
    send_tomorrow(saturday.clock, gaps=gaps)
    assert len(sent(saturday)) == before


def test_by_the_way_that_each_has_chosen(saturday):
    by_message(saturday, "service_manager", Channel.SMS)
    by_message(saturday, "office_director", Channel.EMAIL, "ban@example.com")
    by_message(saturday, "general_manager", Channel.EMAIL, "zong@example.com")
    the_clock_looks(saturday)
    assert [each.channel for each in sent(saturday, "service_manager")] == [Channel.SMS]
    mails = Message.objects.of(saturday.clock).filter(channel=Channel.EMAIL)
    here = {each.pk for people in on_duty(saturday.clock).values() for each in people}
    expected = {
        box
        for who, box in (("office_director", "ban@example.com"), ("general_manager", "zong@example.com"))
        if saturday.person(who).pk in here
    }
    assert {each.mailbox for each in mails} == expected


def test_nobody_is_written_to_where_all_is_well(saturday):
    entry = send_tomorrow(saturday.clock, gaps=[]).entry
    assert entry.pk
    assert sent(saturday) == []


def test_it_costs_as_many_questions_for_many_gaps(saturday):
    rostering.tell_store(saturday.clock)
    with CaptureQueriesContext(connection) as few:
        assert tomorrow.untold(saturday.clock)
    for role in (Role.CASHIER, Role.STOREKEEPER, Role.SERVICE_ADVISOR):
        everybody_is_away(saturday, role)
    saturday.later(minutes=15)
    rostering.tell_store(saturday.clock)
    with CaptureQueriesContext(connection) as many:
        assert len(tomorrow.untold(saturday.clock)) > 3
    assert len(many) <= len(few) + 1
