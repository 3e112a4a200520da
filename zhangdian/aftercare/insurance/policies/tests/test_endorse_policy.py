"""What the insurer changes is a row of its own; the net premium follows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Endorsement
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import net_premium_is_the_sum_of_its_rows
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    SCRATCH,
    a_policy,
    again,
    checked,
    endorsed_covers,
    told_of,
)  # fmt: skip

Kind = Endorsement.Kind


def endorsed(shop, policy, **more):
    """A scratch cover is added, where nothing else is said."""
    given = {"kind": Kind.COVERS, "effective_on": shop.today, "what": "加划痕险", "number": "PD0000001"}
    told_of(shop, policy.vehicle, "BODY_SCRATCH")
    more.setdefault("covers", endorsed_covers(policy, SCRATCH))
    return actions.endorse_policy(
        shop.renewal_clerk, policy, **{**given, "first_registered": date(2024, 5, 20), **more}
    )


def test_the_net_premium_is_the_sum_of_its_rows(shop):
    policy = checked(shop)
    endorsed(shop, policy, premium=Decimal("300.50"))
    rest = endorsed_covers(again(policy), but="BODY_SCRATCH")
    endorsed(
        shop, again(policy), number="PD0000002", what="减划痕险", premium=Decimal("-120.25"), covers=rest
    )
    assert again(policy).net_premium == Decimal("3180.25")
    assert list(net_premium_is_the_sum_of_its_rows(shop.store)) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"premium": Decimal(-1), "number": ""}, "要有批单号"),
        ({"premium": Decimal(-3001)}, "退的比收的还多"),
        ({"what": " "}, "改了什么"),
        ({"kind": Kind.CANCELLED}, "按“退保”登记"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, wrong, says):
    policy = checked(shop)
    with refused(says):
        endorsed(shop, policy, **wrong)
    assert again(policy).net_premium == policy.premium


def test_not_outside_its_term_and_not_before_it_was_checked(shop):
    policy = a_policy(shop)
    with refused("先要复核"):
        endorsed(shop, policy)
    with refused("不在保险期"):
        endorsed(shop, checked(shop, policy), effective_on=shop.today + timedelta(days=400))


def test_one_number_comes_once(shop):
    policy = checked(shop)
    endorsed(shop, policy)
    with refused("已经登记过"):
        endorsed(shop, again(policy), covers=endorsed_covers(policy, but="BODY_SCRATCH"))
