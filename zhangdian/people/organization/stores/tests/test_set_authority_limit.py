"""How far a post may go alone is the general manager's word, dated."""

from datetime import timedelta
from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.people.organization import limits
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import set_authority_limit


def advisors(shop, order_discount, labour=Decimal(10), days=0):
    set_authority_limit(
        shop.general_manager,
        role=Role.SERVICE_ADVISOR,
        labour_percent=labour,
        parts_percent=Decimal(5),
        order_discount=Decimal(order_discount),
        goodwill=Decimal(0),
        refund=Decimal(0),
        vehicle_discount=Decimal(0),
        write_off=Decimal(0),
        monthly_budget=Decimal(2500),
        since=shop.today + timedelta(days=days),
    )


def test_it_holds_from_its_day_on(shop):
    advisors(shop, 200, days=1)
    assert limits.limit_of(shop.service_advisor).order_discount == Decimal(150)
    shop.later(days=1)
    assert limits.limit_of(shop.service_advisor).order_discount == Decimal(200)


def test_the_widest_of_several_posts_counts(shop):
    roles = [Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR]
    assert limits.limit_of(shop.clock, roles).labour_percent == Decimal(20)
    assert limits.limit_of(shop.guide) == limits.Limit()


def test_no_budget_is_kept_for_the_general_manager(shop):
    assert limits.limit_of(shop.general_manager).monthly_budget is None
    assert limits.limit_of(shop.service_advisor).monthly_budget == Decimal(2500)


def test_a_refusal_can_name_who_may(shop):
    assert limits.who_may(shop.clock, "order_discount", Decimal(600))[0] is Role.PARTS_MANAGER
    assert limits.who_may(shop.clock, "refund", Decimal(4000)) == [Role.SALES_MANAGER, Role.GENERAL_MANAGER]


def test_a_percentage_is_one(shop):
    with refused("0 到 100"):
        advisors(shop, 200, labour=Decimal(101))


def test_the_past_is_not_changed(shop):
    with refused("从今天起"):
        advisors(shop, 200, days=-1)
