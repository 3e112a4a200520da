"""A hand-over is opened before somebody goes: by those above him, with the things of his posts."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.leaving.actions import open_hand_over
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import disable_person

Why = HandOver.Why


@pytest.mark.duty("OFD-02", "OFD-04")
def test_it_has_the_things_of_everybody_and_of_his_post_and_a_day(shop):
    arranging.things(shop)
    found = arranging.begun(shop)
    assert [thing.what for thing in found.things.all()] == ["工牌", "前台抽屉钥匙"]
    assert found.due_on == shop.today + timedelta(days=3)
    assert found.number.startswith("JJ")


def test_his_superior_may_and_a_colleague_may_not(shop):
    technician, leader = shop.person("technician"), shop.person("team_leader")
    with refused("上级"):
        open_hand_over(shop.front_desk_supervisor, technician, why=Why.LEAVES, receiver=leader)
    open_hand_over(shop.workshop_supervisor, technician, why=Why.LEAVES, receiver=leader)
    assert arranging.of(shop, "technician").state == HandOver.State.OPEN


def test_there_is_one_at_a_time(shop):
    arranging.begun(shop)
    with refused("没交清的交接单"):
        arranging.begun(shop)


def test_nobody_receives_from_himself_nor_does_who_is_gone(shop):
    advisor, guide = shop.person("service_advisor"), shop.person("guide")
    with refused("移交人自己"):
        open_hand_over(shop.office_director, advisor, why=Why.LEAVES, receiver=advisor)
    disable_person(shop.office_director, guide, reason="离职")
    with refused("已停用"):
        open_hand_over(shop.office_director, advisor, why=Why.LEAVES, receiver=guide)


def test_of_a_changed_post_only_what_hangs_on_it_is_asked_back(shop):
    arranging.things(shop)
    advisor, other = shop.person("service_advisor"), shop.person("front_desk_supervisor")
    with refused("现在的一个岗位"):
        open_hand_over(shop.office_director, advisor, why=Why.POST, receiver=other)
    open_hand_over(shop.office_director, advisor, why=Why.POST, receiver=other, role=Role.SERVICE_ADVISOR)
    assert [thing.what for thing in arranging.of(shop, "service_advisor").things.all()] == ["前台抽屉钥匙"]


def test_who_is_gone_already_is_closed_at_once_instead(shop):
    with refused("立即停用"):
        open_hand_over(
            shop.office_director,
            shop.person("guide"),
            why=Why.GONE,
            receiver=shop.person("lounge_host"),
        )
