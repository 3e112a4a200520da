"""A customer's way in: this action, on this record, until it expires; nothing else."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.models import Link
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.tests.arranging import a_customer, acts, an_action
from zhangdian.people.customers.models import Customer


@an_action("客户改称呼", by=[], by_link=True)
def be_called(ctx: Act, customer: Customer, *, called: str) -> None:
    """What the link is for."""
    customer.called = called


@an_action("客户看一眼", by=[], by_link=True)
def have_a_look(ctx: Act, customer: Customer) -> None:
    """What another link is for."""


@an_action()
def send_link(ctx: Act, customer: Customer, *, key: str) -> None:
    """The advisor opens the link."""
    links.lay(ctx, be_called.name, customer, key)


@pytest.fixture
def key(shop):
    secret = links.new_key()
    send_link(shop.service_advisor, a_customer(shop), key=secret)
    return secret


def test_the_customer_acts_through_it_and_the_entry_names_the_link(shop, key):
    link, customer = links.follow(key)
    entry = be_called(customer, links.subject_of(link), called="邹女士").entry
    assert (entry.actor, entry.link_id, entry.person_id, entry.role) == ("customer", link.pk, None, "")
    assert Customer.objects.get().called == "邹女士"


def test_the_same_press_on_a_phone_is_one_act(shop, key):
    link, customer = links.follow(key)
    first, second = [be_called(customer, link.subject_id, called="邹女士", token="t") for _ in "ab"]
    assert first.entry.pk == second.entry.pk


def test_one_sent_again_takes_the_earlier_one_back(shop, key):
    again = links.new_key()
    send_link(shop.service_advisor, Customer.objects.get(), key=again)
    with refused("已经换成新的", "最近收到的那一个"):
        links.follow(key)
    _, customer = links.follow(again)
    be_called(customer, Customer.objects.get(), called="邹女士")
    shop.later(hours=25)
    for sent in (key, again):
        with refused("链接已过期"):
            links.follow(sent)


def test_who_opened_it_before_it_was_sent_again_does_nothing_through_it(shop, key):
    _, customer = links.follow(key)
    send_link(shop.service_advisor, Customer.objects.get(), key=links.new_key())
    with refused("已经换成新的"):
        be_called(customer, Customer.objects.get(), called="邹女士")


def test_it_opens_no_other_action(shop, key):
    link, customer = links.follow(key)
    with pytest.raises(NotHere):
        have_a_look(customer, links.subject_of(link))


def test_it_opens_a_few_actions_when_it_names_them(shop):
    @an_action()
    def send_both(ctx: Act, customer: Customer, *, key: str) -> None:
        """A link that may be looked at and answered."""
        links.lay(ctx, [have_a_look.name, be_called.name], customer, key)

    secret = links.new_key()
    send_both(shop.service_advisor, a_customer(shop), key=secret)
    link, customer = links.follow(secret)
    have_a_look(customer, links.subject_of(link))
    be_called(customer, links.subject_of(link), called="邹女士")


def test_it_opens_no_other_record(shop, key):
    other = a_customer(shop, "程远山", "16110000006")
    _, customer = links.follow(key)
    with pytest.raises(NotHere):
        be_called(customer, other, called="程先生")


@pytest.mark.parametrize("link_id", [None, 987654])
def test_without_a_link_a_customer_does_nothing(shop, key, link_id):
    stranger = Context(shop.store_id, kind=ActorKind.CUSTOMER, link_id=link_id)
    with pytest.raises(NotHere):
        be_called(stranger, Customer.objects.get(), called="谁")


def test_it_opens_nothing_that_is_not_for_customers(shop, key):
    _, customer = links.follow(key)
    with refused("来做"):
        send_link(customer, Customer.objects.get(), key="x")


def test_an_expired_link_says_what_to_do_also_when_it_expires_on_the_page(shop, key):
    link, customer = links.follow(key)
    shop.later(hours=24)
    before = acts()
    with refused("链接已过期", "服务顾问"):
        be_called(customer, link.subject_id, called="邹女士")
    with refused("链接已过期"):
        links.follow(key)
    assert acts() == before


def test_an_unknown_key_is_no_link(shop, key):
    with pytest.raises(NotHere):
        links.follow(key[:-1])


def test_only_the_digest_of_the_key_is_kept(shop, key):
    assert Link.objects.get().key_digest == links.key_digest(key)
    assert key not in repr(Link.objects.values().get())
    assert Link.objects.get().expires_at == shop.now + timedelta(hours=24)
