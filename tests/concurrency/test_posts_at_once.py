"""Two who give posts at the same moment never bring together what must be apart."""

from datetime import timedelta

import pytest

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.separation import conflicts, holdings
from zhangdian.people.organization.staff.actions import appoint, name_deputy


def stand_in(shop):
    return name_deputy(
        shop.guide,
        shop.person("guide"),
        deputy=shop.person("lounge_host"),
        since=shop.today,
        until=shop.today + timedelta(days=3),
    )


def till(shop):
    return appoint(shop.office_director, shop.person("guide"), role=Role.CASHIER)


def desk(shop):
    return appoint(shop.general_manager, shop.person("lounge_host"), role=Role.SERVICE_ADVISOR)


@pytest.mark.parametrize(
    ("before", "at_the_moment"),
    [([stand_in], [till, desk]), ([desk], [stand_in, till]), ([till], [desk, stand_in])],
    ids=["two posts", "deputy and till", "desk and deputy"],
)
def test_one_of_two_is_refused(own_shop, before, at_the_moment):
    for first in before:
        first(own_shop)
    answers = at_once(*[lambda step=step: step(own_shop) for step in at_the_moment])
    assert [type(each) for each in raised(answers)] == [Refusal]
    assert not conflicts(holdings(own_shop.clock))
