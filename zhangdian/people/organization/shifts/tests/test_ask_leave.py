"""Leave is asked by a person, signed by whoever stands above him, and somebody stands in."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.shifts.actions import ask_leave
from zhangdian.people.organization.shifts.tests.arranging import Kind, asks, away, in_days


def test_his_superior_signs_it(shop):
    done = asks(shop, "service_advisor", reason="回老家")
    assert done.waits_for_signature
    assert done.subject.needed == Role.FRONT_DESK_SUPERVISOR
    assert "林承志 事假" in done.subject.effect
    assert "回老家" in done.subject.effect
    assert not LeaveSlip.objects.exists()
    sign_request(shop.front_desk_supervisor, done.subject)
    leave = LeaveSlip.objects.get()
    assert (leave.person, leave.state) == (shop.person("service_advisor"), LeaveSlip.State.GRANTED)
    assert leave.number.startswith("QJ")


def test_refused_it_never_was(shop):
    done = asks(shop, "service_advisor")
    refuse_request(shop.front_desk_supervisor, done.subject, reason="那两天人手不够")
    assert not LeaveSlip.objects.exists()


def test_for_more_days_the_general_manager_signs_too(shop):
    done = asks(shop, "service_advisor", until=in_days(shop, 4))
    assert done.subject.needed.split() == [Role.FRONT_DESK_SUPERVISOR, Role.GENERAL_MANAGER]


def test_who_stands_above_him_tells_it_without_another_signature(shop):
    technician = shop.person("technician")
    done = ask_leave(
        shop.workshop_supervisor, technician, kind=Kind.ABSENT, since=shop.today, until=shop.today
    )
    assert not done.waits_for_signature
    assert technician not in queries.at_work(shop.workshop_supervisor)


def test_nobody_stands_above_the_first_of_the_store(shop):
    assert asks(shop, "general_manager").subject.needed == Role.CHIEF_EXECUTIVE
    assert not asks(shop, "chief_executive").waits_for_signature


def test_nobody_asks_for_a_colleague(shop):
    with refused("请假由本人、上级或办公室主任来做"):
        ask_leave(
            shop.second_advisor, shop.person("service_advisor"), kind=Kind.ERRAND,
            since=in_days(shop, 1), until=in_days(shop, 1),
        )  # fmt: skip


def test_for_exactly_these_days_the_deputy_has_the_posts(shop):
    away(shop, shop.person("warranty_clerk"), deputy=shop.person("front_desk_supervisor"))
    held = []
    for _ in range(4):
        held.append(Role.WARRANTY_CLERK in shop.front_desk_supervisor.roles)
        shop.later(days=1)
    assert held == [False, True, True, False]


def test_a_deputy_who_is_away_himself_does_not_stand_in(shop):
    away(shop, shop.person("front_desk_supervisor"))
    with refused("自己也不在"):
        away(shop, shop.person("warranty_clerk"), deputy=shop.person("front_desk_supervisor"))


def test_nobody_gives_himself_the_posts_of_who_stands_above_him(shop):
    with refused("不能指定自己代理"):
        ask_leave(
            shop.office_director, shop.person("general_manager"), kind=Kind.SICK,
            since=in_days(shop, 1), until=in_days(shop, 1), deputy=shop.person("office_director"),
        )  # fmt: skip


def test_on_leave_he_is_not_at_work_and_half_a_day_he_is(shop):
    person = shop.person("service_advisor")
    away(shop, person)
    away(shop, shop.person("second_advisor"), until=in_days(shop, 1), portion=LeaveSlip.Portion.MORNING)
    tomorrow = queries.at_work(shop.office_director, in_days(shop, 1))
    assert person not in tomorrow
    assert shop.person("second_advisor") in tomorrow
    assert person in queries.at_work(shop.office_director, in_days(shop, 3))


def test_the_same_days_are_not_asked_twice(shop):
    away(shop, shop.person("service_advisor"))
    with refused("已经请过事假"):
        asks(shop, "service_advisor", since=in_days(shop, 2), until=in_days(shop, 5))


def test_a_post_that_would_stand_empty_is_asked_about_before_anybody_signs(shop):
    given = {"kind": Kind.ERRAND, "since": in_days(shop, 1), "until": in_days(shop, 1)}
    with asked("organization.post_is_filled"):
        ask_leave(shop.warranty_clerk, shop.person("warranty_clerk"), **given)
    stands_in = shop.person("front_desk_supervisor")
    assert ask_leave(
        shop.warranty_clerk, shop.person("warranty_clerk"), deputy=stands_in, **given
    ).waits_for_signature


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"since": 3, "until": 2}, "不能早于第一天"),
        ({"since": 1, "until": 400}, "最多请一年"),
        ({"since": -40, "until": -39}, "已经过去一个多月"),
    ],
)
def test_days_that_make_no_sense(shop, given, why):
    days = {name: in_days(shop, count) for name, count in given.items()}
    with refused(why):
        asks(shop, "service_advisor", **days)


def test_absence_is_noted_by_the_superior_not_by_himself(shop):
    with refused("缺勤由上级来记"):
        asks(shop, "service_advisor", kind=Kind.ABSENT)


def test_half_a_day_is_of_one_day(shop):
    with refused("半天假只能请一天"):
        away(shop, shop.person("service_advisor"), portion=LeaveSlip.Portion.MORNING)
