"""A store gives a duty to another post: who has it owes it from that day, and not a day earlier."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import asked, refused
from zhangdian.management.duties import team, walks
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.own.tests.arranging import hung, nobody_rescues, reassign, switch_off
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk, with_duties
from zhangdian.people.organization.roles import Role

LEADER, SUPERVISOR = Role.TEAM_LEADER, Role.WORKSHOP_SUPERVISOR
DIRECTOR = Role.TECHNICAL_DIRECTOR


@pytest.fixture
def given(shop):
    with_duties(shop)
    the_clock_looks(shop)
    reassign(shop, "WSM-05", LEADER)
    return shop


def codes_of(shop, who, role, month=""):
    ctx = getattr(shop, who)
    found = sheet.sheet_of(ctx, shop.person(who), role, sheet.month_of(ctx, month))
    return {line.row.code: line for line in found.lines}


def test_from_the_day_on_the_new_post_owes_it_and_the_old_one_what_was_before(given):
    assert item(given, "WSM-05").role == SUPERVISOR
    given.later(days=1)
    the_clock_looks(given)
    assert item(given, "WSM-05").role == LEADER
    assert item(given, "WSM-06").role == SUPERVISOR


def test_its_sheet_moves_and_the_month_of_the_old_post_keeps_what_it_owed(given):
    assert "WSM-05" not in codes_of(given, "team_leader", LEADER)
    given.later(days=1)
    the_clock_looks(given)
    assert "WSM-05" in codes_of(given, "team_leader", LEADER)
    kept = codes_of(given, "workshop_supervisor", SUPERVISOR)["WSM-05"]
    assert (kept.says, len(kept.items), kept.owed) == ("已换岗位", 1, 1)


def test_the_round_of_the_new_post_proves_it(given):
    given.later(days=1)
    the_clock_looks(given)
    assert [point.codes for point in walks.points_of(given.team_leader, LEADER)] == ["WSM-05"]
    walk(given, SUPERVISOR)
    the_clock_looks(given)
    assert item(given, "WSM-05").done_at is None
    walk(given, LEADER)
    the_clock_looks(given)
    assert item(given, "WSM-05").done_at is not None


def test_what_the_posts_below_have_written_follows(given):
    rows = {each.role: each.rows for each in team.posts_below(given.service_manager, november(given))}
    given.later(days=1)
    after = {each.role: each.rows for each in team.posts_below(given.service_manager, november(given))}
    assert (after[LEADER], after[SUPERVISOR]) == (rows[LEADER] + 1, rows[SUPERVISOR] - 1)


def november(shop):
    return sheet.month_of(shop.service_manager, "")


@pytest.mark.duty("GM-17")
def test_a_post_that_nobody_holds_is_asked_and_goes_on_with_a_chip(shop):
    nobody_rescues(shop)
    with asked("duties.nobody_holds_this_post", "没有人任职"):
        reassign(shop, "WSM-05", Role.RESCUE_TECHNICIAN)
    done = reassign(
        shop, "WSM-05", Role.RESCUE_TECHNICIAN, because={"duties.nobody_holds_this_post": "正在招人"}
    )
    assert done.entry.notes["because"] == {"duties.nobody_holds_this_post": "正在招人"}
    assert hung(shop, "WSM-05", days=1).posts == {Role.RESCUE_TECHNICIAN}


def test_each_of_two_posts_has_it_and_the_first_owes_what_is_due_once(shop):
    with_duties(shop)
    reassign(shop, "WSM-05", DIRECTOR, LEADER)
    shop.later(days=1)
    the_clock_looks(shop)
    assert item(shop, "WSM-05").role == DIRECTOR
    assert "WSM-05" in codes_of(shop, "team_leader", LEADER)


@pytest.mark.parametrize("posts", [(), (SUPERVISOR,)])
def test_the_same_post_again_is_refused(shop, posts):
    with refused("和现在不同的岗位"):
        reassign(shop, "WSM-05", *posts)


def test_opening_a_day_takes_as_many_queries_for_many_changes_as_for_none(shop):
    with_duties(shop)
    the_clock_looks(shop)
    shop.later(days=1)
    with CaptureQueriesContext(connection) as plain:
        the_clock_looks(shop)
    for code in ("WSM-05", "WSM-06", "HOST-02", "PTK-07"):
        reassign(shop, code, DIRECTOR)
    switch_off(shop, "HOST-03")
    shop.later(days=1)
    with CaptureQueriesContext(connection) as changed:
        the_clock_looks(shop)
    assert len(changed) <= len(plain)
    rows = DueItem.objects.filter(day=shop.today, role=DIRECTOR).values_list("code", flat=True)
    assert {"WSM-05", "WSM-06", "HOST-02", "PTK-07"} <= set(rows)
    assert not DueItem.objects.filter(day=shop.today, code="HOST-03").exists()
    assert DueItem.objects.filter(day=shop.today - timedelta(days=1), code="HOST-03").exists()
