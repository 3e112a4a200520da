"""Once nothing keeps a restricted file any more, the clock erases it."""

import pytest

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers.actions import answer_referral, refer_customer
from zhangdian.people.customers.erasing.actions import erase_when_due
from zhangdian.people.customers.erasing.jobs import erase_what_is_due
from zhangdian.people.customers.erasing.tests.test_ask_for_erasure import erased
from zhangdian.people.customers.models import Referral
from zhangdian.people.customers.tests.arrange import a_car, a_customer, again
from zhangdian.people.organization.roles import Role


@pytest.fixture
def restricted(shop):
    customer = a_customer(shop)
    refer_customer(
        shop.service_advisor,
        desk=Role.RENEWAL_SPECIALIST,
        wish="续保",
        vehicle=a_car(shop, owner=customer),
    )
    return erased(shop, customer)


def test_it_goes_by_itself_when_its_reason_is_gone(shop, restricted):
    assert erase_what_is_due() == 0
    answer_referral(shop.renewal_clerk, Referral.objects.get(), reply="不续了")
    assert erase_what_is_due() == 1
    assert (opened(again(restricted).name), again(restricted).erased_at is not None) == ("已删除", True)
    assert erase_what_is_due() == 0


def test_while_something_keeps_it_it_stays(shop, restricted):
    clock = Context(shop.store.pk, kind=ActorKind.CLOCK)
    with pytest.raises(Refusal, match="还不能删除：有转办还没有答复"):
        erase_when_due(clock, restricted)


def test_nobody_asked(shop):
    clock = Context(shop.store.pk, kind=ActorKind.CLOCK)
    with pytest.raises(Refusal, match="没有人要求"):
        erase_when_due(clock, a_customer(shop))
