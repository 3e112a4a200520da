"""The store's own list of what leavers give back."""

from tests.support.saying_no import refused
from zhangdian.people.organization.handovers import things_for
from zhangdian.people.organization.leaving.actions import ThingRow, set_things_to_return
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import ThingToReturn
from zhangdian.people.organization.roles import Role


def test_a_line_that_is_off_is_asked_of_nobody_and_comes_back(shop):
    arranging.things(shop)
    set_things_to_return(shop.office_director, rows=[ThingRow("工牌", stands=False)])
    assert things_for(shop.office_director, [Role.TECHNICIAN]) == ["工具箱"]
    set_things_to_return(shop.office_director, rows=[ThingRow("工牌")])
    assert things_for(shop.office_director, [Role.TECHNICIAN]) == ["工牌", "工具箱"]
    assert ThingToReturn.objects.count() == 3


def test_the_same_list_twice_changes_nothing(shop):
    arranging.things(shop)
    arranging.things(shop)
    assert ThingToReturn.objects.count() == 3


def test_a_line_says_what_and_names_a_post_that_is(shop):
    with refused("交什么"):
        set_things_to_return(shop.office_director, rows=[ThingRow(" ")])
    with refused("没有"):
        set_things_to_return(shop.office_director, rows=[ThingRow("钥匙", "XYZ")])
