"""A store may ask more of a post than the text does."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.models import PostRequirement
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint
from zhangdian.people.organization.stores.actions import set_post_requirement


@pytest.mark.duty("GM-17")
def test_who_is_appointed_afterwards_must_meet_it(shop):
    set_post_requirement(
        shop.general_manager,
        role=Role.INTERNAL_TRAINER,
        education=PostRequirement.Education.COLLEGE,
        certificates="培训师证",
    )
    with refused("培训师证"):
        appoint(shop.office_director, shop.person("technical_director"), role=Role.INTERNAL_TRAINER)
    assert Role.INTERNAL_TRAINER in shop.internal_trainer.roles


def test_it_holds_from_its_day_on(shop):
    set_post_requirement(
        shop.general_manager,
        role=Role.INTERNAL_TRAINER,
        certificates="培训师证",
        since=shop.today + timedelta(days=1),
    )
    appoint(shop.office_director, shop.person("technical_director"), role=Role.INTERNAL_TRAINER)
