"""A store opens its books with the house's requirements and limits."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization import limits, requirements
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import found_store


def found(code="03"):
    clock = Context(0, kind=ActorKind.CLOCK)
    return found_store(
        clock, code=code, name="三店", legal_name="三店有限公司", manufacturer="云栎汽车"
    ).subject


def test_it_has_the_houses_requirements_and_limits(shop):
    store = found()
    ctx = Context(store.pk, kind=ActorKind.CLOCK)
    assert requirements.requirements_on(ctx, shop.today)[Role.TECHNICIAN].years_in_trade == 2
    assert limits.limits_on(ctx, shop.today)[Role.SERVICE_MANAGER].refund == Decimal(3000)


def test_a_stores_number_is_its_own(shop):
    with refused("店号"):
        found("01")


def test_no_person_founds_a_store(shop):
    with refused("由系统来做"):
        found_store(
            shop.general_manager, code="04", name="四店", legal_name="四店有限公司", manufacturer="云栎汽车"
        )
