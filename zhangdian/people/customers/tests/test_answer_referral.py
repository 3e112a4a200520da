"""The desk answers a referral."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import answer_referral, refer_customer
from zhangdian.people.customers.tests.arrange import again
from zhangdian.people.organization.roles import Role


def test_only_the_desk_itself_answers(shop):
    referral = refer_customer(shop.cashier, desk=Role.CUSTOMER_CARE, wish="嫌等太久").subject
    with pytest.raises(Refusal, match="客服专员"):
        answer_referral(shop.technician, referral, reply="好的")
    answer_referral(shop.customer_care, referral, reply="已致歉，送洗车券")
    assert (again(referral).state, again(referral).answered_at) == ("answered", shop.now)
