"""Somebody leaves: at once, with a reason, and with a day for his deputy to hand over."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import action
from zhangdian.people.organization.models import Deputy, Person
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, disable_person, name_deputy


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
