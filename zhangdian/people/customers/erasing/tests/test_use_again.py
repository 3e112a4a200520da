"""A customer whose file was restricted comes back."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import add_contact, refer_customer
from zhangdian.people.customers.erasing.actions import Asker, Proof, use_again
from zhangdian.people.customers.erasing.tests.test_ask_for_erasure import erased
from zhangdian.people.customers.models import Contact
from zhangdian.people.customers.tests.arrange import a_car, a_customer, again
from zhangdian.people.organization.roles import Role

HE = {"asker": Asker.HIMSELF, "proof": Proof.IDENTITY_CARD}


def test_his_file_is_used_again_at_his_word(shop):
    customer = a_customer(shop)
    car = a_car(shop, owner=customer)
    refer_customer(shop.service_advisor, desk=Role.RENEWAL_SPECIALIST, wish="续保", vehicle=car)
    customer = erased(shop, customer)
    use_again(shop.service_advisor, customer, **HE)
    assert again(customer).restricted_at is None
    add_contact(shop.service_advisor, again(customer), kind=Contact.Kind.FAMILY, name="段家宝")


def test_a_file_in_use_has_nothing_to_lift(shop):
    with pytest.raises(Refusal, match="没有限制使用"):
        use_again(shop.service_advisor, a_customer(shop), **HE)
