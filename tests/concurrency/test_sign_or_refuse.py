"""One request, signed and refused at the same moment: it ends one way."""

from decimal import Decimal

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.cashier.actions import refund_payment
from zhangdian.resources.cashier.models import Refund
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till, pay


def test_a_request_that_is_signed_and_refused_at_once_ends_one_way(own_shop):
    till = at_the_till(own_shop)
    payment = pay(till, a_bill(own_shop), "684.00")
    done = refund_payment(till, payment.receivable, payment=payment, amount=Decimal("50.00"), why="多收")
    signer, asked = own_shop.front_desk_supervisor, done.subject
    answers = at_once(
        lambda: sign_request(signer, asked),
        lambda: refuse_request(signer, asked, reason="不退"),
        lambda: sign_request(signer, asked),
    )
    assert len(raised(answers, Refusal)) == len(raised(answers)) == 2
    state = Request.objects.get(pk=asked.pk).state
    assert Refund.objects.count() == (1 if state == Request.State.DONE else 0)
