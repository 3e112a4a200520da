"""Another person has looked: now it is done, from when its holder said so."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.confirming.actions import confirm_done
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item, the_clock_looks
from zhangdian.management.duties.watching.actions import excuse_due_item
from zhangdian.people.organization import queries
from zhangdian.people.organization.staff.actions import name_deputy

Standing = DueItem.Standing


@pytest.fixture
def due(shop):
    with_second_person(shop)
    return shop


def test_who_looks_late_makes_nobody_late_who_said_it_in_time(due):
    look = said(due)
    due.at("16:00")
    confirm_done(looker(due, look), look)
    found = item(due, CODE)
    assert (found.standing_at(due.now), found.done_at) == (Standing.IN_TIME, look.said_at)
    assert (found.proof.action, found.proof.person_id) == ("duties.say_done", look.said_by_id)
    assert desks.looks_of_mine(looker(due, look)) == []


def test_nobody_looks_at_his_own(due):
    look = said(due)
    with refused("由别人复核"):
        confirm_done(due.lounge_host, look)
    assert item(due, CODE).done_at is None


def test_another_post_does_not_look(due):
    with refused("或其上级复核"):
        confirm_done(due.technician, said(due))


def stands_in_today(due, deputy):
    name_deputy(
        due.office_director,
        due.person("lounge_host"),
        deputy=due.person(deputy),
        since=due.today,
        until=due.today,
    )


def test_who_stands_in_for_him_today_does_not_look(due):
    look = said(due)
    stands_in_today(due, "front_desk_supervisor")
    assert desks.looks_of_mine(due.front_desk_supervisor) == []
    with refused("互为代理"):
        confirm_done(due.front_desk_supervisor, look)
    confirm_done(due.service_manager, look)
    assert item(due, CODE).done_at == look.said_at


def test_who_is_not_here_today_does_not_look(due, monkeypatch):
    look = said(due)
    monkeypatch.setattr(queries, "at_work", lambda ctx: [])
    with refused("不在岗"):
        confirm_done(due.front_desk_supervisor, look)


def test_what_waits_is_not_handed_to_the_deputy_who_would_owe_it_again(shop):
    with_second_person(shop, each=True)
    look = said(shop)
    stands_in_today(shop, "guide")
    the_clock_looks(shop)
    assert (item(shop, CODE).person_id, item(shop, CODE).excused) == (look.said_by_id, "")


def test_once_answered_or_let_off_there_is_nothing_to_confirm(due):
    look = said(due)
    excuse_due_item(looker(due, look), item(due, CODE), excused=DueItem.Excused.NOT_APPLICABLE, why="停水")
    assert desks.looks_of_mine(looker(due, look)) == []
    with refused("已经答过，或者认过不算"):
        confirm_done(looker(due, look), look)


def test_it_is_confirmed_on_its_page(due):
    look = said(due)
    browser = browser_of(looker(due, look))
    page = browser.get(f"/duties/due/{look.item_id}").content.decode()
    assert "看过了，做好了" in page
    assert "柜子锁了" in page
    assert browser.post(f"/act/duties.confirm_done/{look.pk}", {"token": "t"}).status_code in (204, 302)
    assert item(due, CODE).standing_at(due.now) is Standing.IN_TIME
