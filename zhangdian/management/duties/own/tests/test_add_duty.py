"""A store adds a duty of its own: opened by its timetable, proved by an act or a photo."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import asked, refused
from zhangdian.management.duties import coverage
from zhangdian.management.duties.models import DueItem, StoreDuty, Timetable
from zhangdian.management.duties.own.tests.arranging import (
    WATER,
    add,
    hung,
    nobody_rescues,
    reassign,
    reword,
    switch_off,
    tomorrow,
)
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.people.organization.roles import Role

HOST = Role.LOUNGE_HOST


def sheet_of(shop):
    ctx = shop.lounge_host
    return sheet.sheet_of(ctx, shop.person("lounge_host"), HOST, sheet.month_of(ctx, ""))


def test_it_has_a_code_of_the_store_s_own_series(shop):
    assert [add(shop).subject.code, add(shop, sentence="擦电视").subject.code] == ["OWN-01", "OWN-02"]
    assert not StoreDuty.objects.of(shop.other_store_manager).exists()


def test_it_is_on_the_wall_and_due_from_its_day_on(shop):
    with_duties(shop)
    add(shop)
    assert hung(shop, "OWN-01") is None
    the_clock_looks(shop)
    assert not DueItem.objects.filter(code="OWN-01").exists()
    shop.later(days=1)
    the_clock_looks(shop)
    found = item(shop, "OWN-01")
    assert (found.role, found.sentence, found.duty) == (HOST, WATER, None)
    [line] = [each for each in sheet_of(shop).lines if each.row.code == "OWN-01"]
    assert (line.says, line.hours) == ("待做", "每天 10:00 前")


def test_an_act_of_the_post_proves_it(shop):
    with_duties(shop)
    add(shop, proof="messaging.read_note", sentence="每天看一遍通知")
    shop.later(days=1)
    the_clock_looks(shop)
    assert item(shop, "OWN-01").proofs == "messaging.read_note"


def test_without_a_timetable_it_only_hangs_there_and_says_so(shop):
    add(shop, rule="", due=None)
    shop.later(days=1)
    [each] = [each for each in coverage.rows_of(shop.office_director) if each.row.code == "OWN-01"]
    assert (each.state, each.lacks) == ("未承载", "没有时间表和证据：只挂在墙上")
    assert not Timetable.objects.filter(code="OWN-01").exists()


def test_with_proof_it_counts_as_carried(shop):
    add(shop)
    shop.later(days=1)
    [each] = [each for each in coverage.rows_of(shop.office_director) if each.row.code == "OWN-01"]
    assert (each.state, [thing.name for thing in each.bound]) == ("已承载", ["duties.show_done"])


def test_it_is_reworded_reassigned_and_switched_off_like_any_other(shop):
    with_duties(shop)
    add(shop)
    assert reword(shop, "OWN-01", "每天检查 1 次饮水机").waits_for_signature
    assert not reword(shop, "OWN-01", "每天检查 3 次饮水机").waits_for_signature
    reassign(shop, "OWN-01", Role.GUIDE)
    shop.later(days=1)
    the_clock_looks(shop)
    found = item(shop, "OWN-01")
    assert (found.role, found.sentence) == (Role.GUIDE, "每天检查 3 次饮水机")
    switch_off(shop, "OWN-01")
    shop.later(days=1)
    the_clock_looks(shop)
    assert item(shop, "OWN-01").day < shop.today


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"posts": []}, "哪个岗位"),
        ({"sentence": " "}, "请写职责原文"),
        ({"reason": " "}, "请写为什么加"),
        ({"due": None}, "还要写几点前"),
        ({"rule": "FREQ=HOURLY"}, "职责最密是每天一次"),
        ({"proof": "duties.make_round"}, "凭什么算做了"),
        ({"proof": "nowhere.at_all"}, "凭什么算做了"),
    ],
)
def test_what_is_not_whole_is_refused(shop, how, words):
    with refused(words):
        add(shop, **how)


def test_a_post_without_a_holder_is_asked(shop):
    nobody_rescues(shop)
    with asked("duties.nobody_holds_this_post", "紧急救援人员"):
        add(shop, posts=[Role.RESCUE_TECHNICIAN])


def test_it_is_added_on_a_page(shop):
    with_duties(shop)
    browser = browser_of(shop.office_director)
    assert "新增职责" in browser.get("/duties/coverage").content.decode()
    assert browser.get("/act/duties.add_duty").status_code == 200
    sent = {
        "sentence": WATER, "posts": ["HOST"], "kind": "recurring", "area": "facilities", "rule": "FREQ=DAILY",
        "since": tomorrow(shop).isoformat(), "due": "10:00", "moved": "next", "proof": "duties.show_done",
        "reason": "客户提过", "token": "t",
    }  # fmt: skip
    answer = browser.post("/act/duties.add_duty", sent)
    assert answer.headers["Location"] == "/duties/catalogue/OWN-01"
    assert Timetable.objects.get(code="OWN-01").moved == Timetable.Moved.NEXT_WORKDAY
    assert "休息日顺延" in browser.get("/duties/catalogue/OWN-01").content.decode()
    shop.later(days=1)
    page = browser_of(shop.office_director).get("/duties/coverage?area=facilities&scope=own")
    assert WATER in page.content.decode()
