"""The sheet of a post: what was due, what was done, what the journal shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.management.duties import team, views
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.post.actions import sign_post
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk, with_duties
from zhangdian.management.duties.watching.actions import excuse_due_item
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint

SUPERVISOR = Role.WORKSHOP_SUPERVISOR


@pytest.fixture
def store(shop):
    with_duties(shop)
    the_clock_looks(shop)
    return shop


def sheet_of(shop, who="workshop_supervisor", role=SUPERVISOR, month=""):
    ctx = getattr(shop, who)
    return sheet.sheet_of(ctx, shop.person(who), role, sheet.month_of(ctx, month))


def line(shop, code, **how):
    return next(each for each in sheet_of(shop, **how).lines if each.row.code == code)


def ask(ctx, path="/duties/post", query=""):
    request = RequestFactory().get(f"{path}{query}")
    vars(request)["ctx"] = ctx
    return request


def text_of(view, ctx, *args, query=""):
    return view(ask(ctx, query=query), *args).content.decode()


@pytest.mark.duty("GM-17")
def test_it_counts_what_was_in_time_late_and_not_done(store):
    walk(store)
    the_clock_looks(store)
    store.later(days=1)
    store.at("12:00")
    walk(store)
    the_clock_looks(store)
    store.later(days=2)
    the_clock_looks(store)
    found = line(store, "WSM-05")
    assert (found.owed, found.in_time, found.late, found.not_done) == (4, 1, 2, 1)


def test_what_was_prevented_is_no_debt_and_stands_under_who_held_it_up(store):
    store.at("13:00")
    held = item(store, "WSM-05")
    excuse_due_item(store.service_manager, held, excused="prevented", why="设备坏了", held_by="供应商")
    found = line(store, "WSM-05")
    assert (found.owed, found.prevented) == (0, 1)
    assert "供应商" in text_of(views.my_post, store.workshop_supervisor)


def test_what_is_still_due_is_no_debt_yet(store):
    found = line(store, "WSM-05")
    assert (found.owed, found.says, found.hours) == (0, "待做", "每天 11:00 前")


def test_acts_of_the_month_are_evidence_and_those_of_another_are_not(store):
    visits.a_car(store)
    visits.a_visit_signed(store)
    mine = {"who": "service_advisor", "role": Role.SERVICE_ADVISOR}
    assert line(store, "PROC-R-10", **mine).acts == 2
    assert line(store, "PROC-R-10", who="second_advisor", role=Role.SERVICE_ADVISOR).acts == 0
    store.later(days=10)
    assert line(store, "PROC-R-10", **mine).acts == 0
    assert line(store, "PROC-R-10", **mine, month="2026-11").acts == 2


def test_a_row_that_nothing_carries_says_so_and_has_no_tick(store):
    found = line(store, "WSM-13")
    assert (found.says, found.acts, found.owed) == ("未承载", 0, 0)


def test_it_takes_as_many_queries_for_a_long_month_as_for_a_short_one(store):
    with CaptureQueriesContext(connection) as short:
        sheet_of(store)
    store.later(days=6)
    the_clock_looks(store)
    with CaptureQueriesContext(connection) as long:
        sheet_of(store)
    assert len(long) == len(short)


@pytest.mark.parametrize("month", ["2026-13", "x", "2031-01", "1999-01", "%00", "2026-11-11"])
def test_a_month_that_makes_no_sense_is_this_one(store, month):
    assert sheet.month_of(store.cashier, month).first.isoformat() == "2026-11-01"


def test_the_page_shows_it_and_asks_for_the_signature_until_it_is_signed(store):
    text = text_of(views.my_post, store.workshop_supervisor)
    assert "推行并检查车间6S" in text
    assert "已读，签收" in text
    sign_post(
        store.workshop_supervisor,
        role=SUPERVISOR,
        digest=sheet.digest_now(store.workshop_supervisor, SUPERVISOR),
    )
    text = text_of(views.my_post, store.workshop_supervisor)
    assert "已读，签收" not in text
    assert "原文改了会请您再签" in text


def test_the_description_prints_every_sentence(store):
    text = text_of(views.description, store.workshop_supervisor)
    assert all(row in text for row in ("WSM-05", "WSM-24", "岗位说明书"))


@pytest.mark.duty("WSM-05")
def test_the_evidence_of_a_line_is_a_tap_away(store):
    walk(store)
    the_clock_looks(store)
    text = text_of(views.evidence, store.workshop_supervisor, store.workshop_supervisor.person_id, "WSM-05")
    assert "巡查" in text
    assert "按时" in text


def test_evidence_that_fills_more_than_a_page_goes_on_with_what_is_older(store, monkeypatch):
    first, second = walk(store).entry_id, walk(store).entry_id
    monkeypatch.setattr(views, "MOST", 1)
    who = store.workshop_supervisor
    newest = text_of(views.evidence, who, who.person_id, "WSM-05")
    oldest = text_of(views.evidence, who, who.person_id, "WSM-05", query=f"?before={second}")
    assert f"before={second}" in newest
    assert f"before={first}" not in oldest
    assert oldest.count("<b>巡查</b>") == newest.count("<b>巡查</b>") == 1


def test_the_superior_sees_the_posts_below_him_and_nobody_else_does(store):
    pk = store.workshop_supervisor.person_id
    assert "推行并检查车间6S" in text_of(views.post, store.service_manager, pk)
    assert "推行并检查车间6S" in text_of(views.post, store.office_director, pk)
    for who in ("technician", "parts_manager", "cashier"):
        with pytest.raises(Http404):
            views.post(ask(getattr(store, who)), pk)
    with pytest.raises(NotHere):
        views.post(ask(store.other_store_manager), pk)


def test_who_stands_over_one_of_two_posts_opens_the_evidence_of_that_one_only(store):
    pk = store.workshop_supervisor.person_id
    appoint(store.office_director, store.person("workshop_supervisor"), role=Role.LOUNGE_HOST)
    assert text_of(views.evidence, store.front_desk_supervisor, pk, "HOST-01")
    assert text_of(views.evidence, store.service_manager, pk, "WSM-05")
    for ctx, code in ((store.front_desk_supervisor, "WSM-05"), (store.service_manager, "SA-01")):
        with pytest.raises(Http404):
            views.evidence(ask(ctx), pk, code)


def test_posts_below_stand_with_the_worst_first(store):
    walk(store, Role.LOUNGE_HOST)
    store.at("13:00")
    the_clock_looks(store)
    ctx = store.service_manager
    found = [each for each in team.posts_below(ctx, sheet.month_of(ctx, "")) if each.owed]
    assert {each.role for each in found[:2]} == {SUPERVISOR, Role.FRONT_DESK_SUPERVISOR}
    assert [(each.percent, each.late) for each in found[:2]] == [(0, 4), (0, 4)]
    assert (found[-1].role, found[-1].percent) == (Role.LOUNGE_HOST, 100)
    late = {each.code for each in team.late_below(ctx)}
    assert {"WSM-05", "PROC-R-01"} <= late
    assert "HOST-02" not in late
    assert "SLM-11" not in late
    text = text_of(views.posts, ctx)
    assert "车间主管" in text


def test_an_item_shows_its_hours_and_offers_the_superior_to_excuse_it(store):
    store.at("13:00")
    pk = item(store, "WSM-05").pk
    assert "不算这一次" in text_of(views.dueitem, store.service_manager, pk)
    assert "时限" in text_of(views.dueitem, store.workshop_supervisor, pk)
    with pytest.raises(Http404):
        views.dueitem(ask(store.cashier), pk)


def test_late_ones_of_more_than_a_week_ago_are_history(store):
    ctx = store.service_manager
    store.later(days=9)
    assert not team.late_below(ctx).filter(day=store.today - timedelta(days=9)).exists()
    assert DueItem.objects.exists()
