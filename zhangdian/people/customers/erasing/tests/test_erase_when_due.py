"""Once nothing keeps a restricted file any more, the clock erases it."""

import pytest

from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.people.customers.actions import answer_referral, refer_customer
from zhangdian.people.customers.erasing.actions import erase_when_due
from zhangdian.people.customers.erasing.forgetting import ERASED
from zhangdian.people.customers.erasing.jobs import erase_what_is_due
from zhangdian.people.customers.erasing.tests.test_ask_for_erasure import PLANTED, clean, erased, hits
from zhangdian.people.customers.models import Referral
from zhangdian.people.customers.tests.arrange import a_car, a_customer, again
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.actions import request_invoice
from zhangdian.resources.cashier.models import InvoiceRequest, Receivable


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


def test_after_the_legal_years_the_name_goes_and_the_money_stays(shop):
    his, hers = PLANTED[0], PLANTED[2]
    customer = visits.a_customer(shop, name=his[0], phone=his[1])
    car = visits.a_car(shop, owner=customer)
    arranging.close(
        shop,
        arranging.a_complaint_answered(shop, customer=customer, caller=hers[0], phone=hers[1]),
    )
    order = visits.a_visit_to_pay(shop, car.plate)
    owed = Receivable.objects.get(payer_customer=customer)
    request_invoice(shop.cashier, owed, kind=InvoiceRequest.Kind.PERSONAL, title=his[0], send_to=his[1])
    visits.pay(shop, order)
    let_out(shop.guard, visits.again(order))
    erased(shop, again(customer))
    money = Receivable.objects.values_list("amount", "paid", "state").get(pk=owed.pk)
    assert erase_what_is_due() == 0
    assert {hit.split(":")[0] for hit in hits()} > {
        "cashier.Receivable.payer_name",
        "cashier.InvoiceRequest.title",
        "cashier.InvoiceRequest.send_to",
        "care.Complaint.caller",
        "care.Complaint.phone",
    }
    shop.later(days=366 * 10 + 1)
    assert erase_what_is_due() == 1
    assert hits() == []
    assert opened(again(owed).payer_name) == ERASED
    assert Receivable.objects.values_list("amount", "paid", "state").get(pk=owed.pk) == money
    clean(shop)


def test_nobody_asked(shop):
    clock = Context(shop.store.pk, kind=ActorKind.CLOCK)
    with pytest.raises(Refusal, match="没有人要求"):
        erase_when_due(clock, a_customer(shop))
