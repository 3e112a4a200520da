"""The holder says that it is done: it waits for another person, and is not done by his word."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.confirming.actions import confirm_done, say_done
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.models import DueItem, SecondLook, Urging
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.timetables import SECOND
from zhangdian.people.organization import queries
from zhangdian.people.organization.roles import Role, superiors_of

Standing = DueItem.Standing


@pytest.fixture
def due(shop):
    with_second_person(shop)
    return shop


def test_his_word_alone_closes_nothing_and_lies_before_the_superior(due):
    look = said(due)
    the_clock_looks(due)
    found = item(due, CODE)
    assert (found.standing_at(due.now), found.proof) == (Standing.DUE, None)
    assert look.post == superiors_of(Role.LOUNGE_HOST)[0]
    [task] = desks.looks_of_mine(looker(due, look))
    assert (task.verb, task.url) == ("复核", f"/duties/due/{found.pk}")
    assert desks.looks_of_mine(due.lounge_host) == []


def test_it_stands_no_longer_on_his_today_and_his_post_says_that_it_waits(due):
    assert [each for each in desks.duties_of_mine(due.lounge_host) if each.verb == "报做好"]
    said(due)
    assert not [each for each in desks.duties_of_mine(due.lounge_host) if each.verb == "报做好"]
    month = sheet.month_of(due.lounge_host, "")
    shown = sheet.sheet_of(due.lounge_host, due.person("lounge_host"), Role.LOUNGE_HOST, month)
    [line] = [each for each in shown.lines if each.row.code == CODE]
    assert line.says == "等复核"


def test_he_is_not_urged_any_more_but_those_above_hear_that_it_waits(due):
    said(due)
    due.at("11:30")
    the_clock_looks(due)
    told = Urging.objects.filter(item=item(due, CODE)).values_list("step", flat=True)
    assert set(told) == {"superior"}


def test_the_store_names_another_post_that_looks(shop):
    with_second_person(shop, confirmed_by=Role.CASHIER)
    look = said(shop)
    assert look.post == Role.CASHIER
    assert browser_of(shop.cashier).get(f"/duties/due/{look.item_id}").status_code == 200
    confirm_done(shop.cashier, look)
    assert item(shop, CODE).done_at == look.said_at


def test_where_nobody_is_there_who_could_look_it_is_said_so(due, monkeypatch):
    monkeypatch.setattr(queries, "on_duty", lambda ctx: {role: [] for role in Role})
    with refused("没有能复核的人在岗"):
        said(due)
    assert not SecondLook.objects.exists()


def test_what_cannot_be_said(due):
    found = item(due, CODE)
    with refused("由大厅接待来做"):
        say_done(due.technician, found, words="好了")
    with refused("请写怎么做的"):
        said(due, " ")
    with refused("不用复核"):
        say_done(due.workshop_supervisor, item(due, "WSM-05"), words="好了")
    said(due)
    with refused("在等复核"):
        said(due)
    due.later(days=1)
    with refused("不在能做的时候"):
        say_done(due.lounge_host, found, words="好了")


def test_who_does_it_does_not_look_and_one_looks_only_where_it_is_asked(shop):
    with_duties(shop)
    with refused("不能是做的岗位"):
        add(shop, proof=SECOND, confirmed_by=Role.LOUNGE_HOST)
    with refused("不用复核的不选"):
        add(shop, confirmed_by=Role.CASHIER)
    with refused("没有上级"):
        add(shop, proof=SECOND, posts=[Role.CHIEF_EXECUTIVE])
