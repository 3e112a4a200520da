"""A post is given to somebody who meets what it asks."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, employ_person


def test_one_person_may_hold_several_posts(shop):
    appoint(shop.office_director, shop.person("technical_director"), role=Role.INTERNAL_TRAINER)
    assert {Role.TECHNICAL_DIRECTOR, Role.INTERNAL_TRAINER} <= shop.technical_director.roles


def test_who_lacks_what_the_post_asks_is_refused_by_name(shop):
    novice = employ_person(shop.office_director, employee_no="N1", name="新人", education="高中").subject
    with pytest.raises(Refusal, match="学历要大专或专科以上"):
        appoint(shop.office_director, novice, role=Role.STOREKEEPER)
