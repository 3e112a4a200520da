"""A duty of the house that hung there without a time gets one, as this store does it."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import DueItem, Timetable
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.watching.actions import change_timetable, set_timetable
from zhangdian.people.organization.roles import Role

CODE = "WSM-02"


@pytest.fixture
def store(shop):
    with_duties(shop)
    return shop


def timed(shop, **more):
    given = {
        "code": CODE,
        "role": Role.WORKSHOP_SUPERVISOR,
        "rule": "FREQ=DAILY",
        "due": time(17),
        "reason": "每天下班前排好明天",
        "proof": "organization.plan_days",
        **more,
    }
    return set_timetable(shop.office_director, **given)


@pytest.mark.duty("GM-17")
def test_from_tomorrow_on_it_is_due_and_the_act_that_carries_it_proves_it(store):
    the_clock_looks(store)
    timed(store)
    the_clock_looks(store)
    assert not DueItem.objects.filter(code=CODE).exists()
    store.later(days=1)
    the_clock_looks(store)
    found = item(store, CODE)
    assert (found.role, found.day, found.proofs) == (
        Role.WORKSHOP_SUPERVISOR, store.today, "organization.plan_days",
    )  # fmt: skip


def test_set_again_before_it_begins_it_is_corrected(store):
    timed(store)
    timed(store, due=time(16))
    assert [each.due for each in Timetable.objects.filter(code=CODE)] == [time(16)]


def test_what_has_a_time_is_changed_not_set(store):
    with refused("已经有时间"):
        timed(store, code="WSM-05")
    timed(store)
    store.later(days=1)
    with refused("已经有时间"):
        timed(store)
    store.later(days=1)
    change_timetable(
        store.office_director, code=CODE, rule="FREQ=DAILY", due=time(16), stands=True, reason="早些"
    )
    assert Timetable.objects.of(store.clock).on(store.today).get(code=CODE).due == time(16)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"code": "XXX-01"}, "没有 XXX-01"),
        ({"role": Role.CASHIER}, "请从里面选岗位"),
        ({"rule": "FREQ=HOURLY"}, "最密是每天一次"),
        ({"rule": "bad"}, "看不懂"),
        ({"reason": " "}, "请写为什么定"),
        ({"proof": "duties.urge"}, "凭什么算做了"),
        ({"keeps": 99}, "最多 31 天"),
    ],
)
def test_a_time_that_nobody_could_keep(store, given, why):
    with refused(why):
        timed(store, **given)
    assert not Timetable.objects.filter(code=CODE).exists()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "每 2 周一 17:00 前"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "每 3 个月5日 17:00 前"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", "每年1月10日 17:00 前"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "每周一、二、三、四、五 17:00 前"),
    ],
)
def test_its_rhythm_in_words(store, rule, words):
    timed(store, rule=rule)
    assert timetables.in_words(Timetable.objects.get(code=CODE)) == words


def test_the_first_of_a_month_of_holidays_comes_on_the_first_workday(store):
    timed(store, rule="FREQ=MONTHLY;BYMONTHDAY=1", moved=Timetable.Moved.NEXT_WORKDAY)
    table = Timetable.objects.get(code=CODE)
    days = [day for day in range(1, 12) if timetables.occurs_on(table, date(2026, 10, day))]
    assert days == [8]


def test_its_page_offers_it_and_then_tells_it(store):
    page = reverse("duties:sentence", args=[CODE])
    assert "定时间" in said(look(store.office_director, page))
    timed(store)
    told = said(look(store.office_director, page))
    assert "每天 17:00 前" in told
    assert "定时间" not in told
