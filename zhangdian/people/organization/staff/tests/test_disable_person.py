"""Somebody leaves: at once, with a reason, and with a day for his deputy to hand over."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import action
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import Deputy, Person
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import (
    appoint,
    disable_person,
    enable_person,
    name_deputy,
)


@pytest.mark.duty("OFD-02")
def test_he_can_do_nothing_from_this_moment(shop):
    before = shop.person("guide").session_epoch
    disable_person(shop.office_director, shop.person("guide"), reason="离职")
    with refused("账号已停用"):
        _ = shop.guide.roles
    assert shop.person("guide").session_epoch == before + 1


def test_who_stands_in_for_him_has_the_day(shop):
    name_deputy(
        shop.guide,
        shop.person("guide"),
        deputy=shop.person("lounge_host"),
        since=shop.today,
        until=shop.today + timedelta(days=9),
    )
    disable_person(shop.office_director, shop.person("guide"), reason="离职")
    assert Role.GUIDE in shop.lounge_host.roles
    shop.later(days=1)
    assert Role.GUIDE not in shop.lounge_host.roles


def test_he_stands_in_for_nobody_any_more(shop):
    name_deputy(
        shop.guide,
        shop.person("guide"),
        deputy=shop.person("lounge_host"),
        since=shop.today,
        until=shop.today + timedelta(days=9),
    )
    disable_person(shop.office_director, shop.person("lounge_host"), reason="离职")
    assert Deputy.objects.get().ended_on == shop.today


def test_who_is_gone_is_given_nothing(shop):
    disable_person(shop.office_director, shop.person("guide"), reason="离职")
    with refused("已停用", "在职"):
        appoint(shop.office_director, shop.person("guide"), role=Role.DRIVER)
    with refused("已停用", "在职"):
        disable_person(shop.office_director, shop.person("guide"), reason="再一次")


def test_nobody_disables_himself(shop):
    with refused("自己的账号"):
        disable_person(shop.office_director, shop.person("office_director"), reason="走")


def test_the_only_general_manager_stays(shop):
    with refused("唯一的总经理"):
        disable_person(shop.office_director, shop.person("general_manager"), reason="走")


def test_a_reason_is_kept(shop):
    with refused("写明原因"):
        disable_person(shop.office_director, shop.person("guide"), reason=" ")


def test_what_he_still_holds_stops_it(shop, hold_for_tools):
    hold_for_tools(shop.clock, shop.person("guide"))
    with refused("还有两把工具没还"):
        disable_person(shop.office_director, shop.person("guide"), reason="离职")


@pytest.mark.duty("OFD-02")
def test_what_is_in_his_name_stops_it_and_says_where_it_goes(shop):
    order = visits.a_visit_received(shop)
    advisor = shop.person("service_advisor")
    with refused("在店的车 1 台", "交给服务顾问"):
        disable_person(shop.office_director, advisor, reason="离职")
    arranging.begun(shop)
    arranging.give(shop, "service.orders")
    assert visits.again(order).advisor == shop.person("front_desk_supervisor")
    with refused("没有签完"):
        disable_person(shop.office_director, advisor, reason="离职")


def test_what_he_has_of_the_store_is_signed_back_first(shop):
    arranging.things(shop)
    with refused("没有签完"):
        disable_person(shop.office_director, shop.person("service_advisor"), reason="离职")
    arranging.signed(shop)
    disable_person(shop.office_director, shop.person("service_advisor"), reason="离职")


def test_a_hand_over_of_an_earlier_time_says_nothing(shop):
    arranging.things(shop)
    advisor = shop.person("service_advisor")
    arranging.signed(shop)
    disable_person(shop.office_director, advisor, reason="离职")
    shop.later(days=30)
    enable_person(shop.office_director, advisor)
    appoint(shop.office_director, advisor, role=Role.SERVICE_ADVISOR)
    with refused("没有签完"):
        disable_person(shop.office_director, advisor, reason="又走")


def test_nothing_is_put_into_the_hands_of_who_is_gone(shop):
    order = visits.a_visit_signed(shop)
    disable_person(shop.office_director, shop.person("technician"), reason="离职")
    with refused("已停用"):
        visits.dispatch(shop, order)


@pytest.fixture
def hold_for_tools():
    """A room above lays a hold on the leaver, as tools and customers do."""
    from zhangdian.foundation.kernel import registry  # noqa: PLC0415

    def lay(ctx, person: Person) -> None:
        holds.lay(
            ctx, person, "tools", holder=Role.TOOL_KEEPER, why="还有两把工具没还", stops=[disable_person]
        )

    lay.__module__ = "zhangdian.people.organization.staff.tests"
    lay.__name__ = "lay_a_hold_for_tools"
    yield action("留人", by_clock=True)(lay)
    registry.ACTIONS.pop("organization.lay_a_hold_for_tools")
