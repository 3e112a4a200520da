"""Commission passed on to a customer, as tests arrange it."""

from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance.commission.tests.arranging import a_rate
from zhangdian.aftercare.insurance.giveaways import actions
from zhangdian.aftercare.insurance.models import CommissionRate, Giveaway, GiveawayForm, Quote
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.renewals.tests.arranging import the_car
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import record_binding_quote
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.foundation.kernel.actions import sign_request

EXPECTED = Decimal("566.04")
"""20 % of 3,000 yuan without 6 % VAT."""


def form(name: str = "保养券") -> GiveawayForm:
    found: GiveawayForm = GiveawayForm.objects.filter(name=name).latest("since", "pk")
    return found


def a_quote_of_three_thousand(shop: Any, car: Any = None) -> Quote:
    """安禾 asks 3,000 yuan for the commercial cover, of which it owes 20 %."""
    if not CommissionRate.objects.filter(insurer=insurer()).exists():
        a_rate(shop)
    quote: Quote = a_quote(shop, car=car or the_car(shop))
    record_binding_quote(
        shop.renewal_clerk,
        quote,
        insurer=insurer(),
        compulsory=Decimal(665),
        tax=Decimal(420),
        commercial=Decimal(3000),
        photo=a_photo(shop.renewal_clerk),
    )
    return quote


def asked(shop: Any, quote: Quote | None = None, who: Any = None, **how: Any) -> Any:
    """200 yuan as a voucher for maintenance; waits for both signatures."""
    quote = quote or a_quote_of_three_thousand(shop)
    given = {"insurer": insurer(), "form": form(), "amount": Decimal(200), "reason": "老客户", **how}
    return actions.offer_giveaway(who or shop.renewal_clerk, quote, **given)


def signed(shop: Any, quote: Quote | None = None, **how: Any) -> Giveaway:
    done = asked(shop, quote, **how)
    sign_request(shop.fi_manager, done.subject)
    sign_request(shop.general_manager, done.subject)
    found: Giveaway = Giveaway.objects.latest("pk")
    return found


def issued(shop: Any, quote: Quote, **how: Any) -> Any:
    """The policy that the quote became."""
    return a_policy(shop, vin=quote.vehicle.vin, car=quote.vehicle, **how)


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)
