"""Renewals as sentences."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from zhangdian.aftercare.insurance.models import DeskWord, Policy, Quote, Renewal, RenewalCall, RenewalMonth
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.aftercare.insurance.renewals import actions
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials import actions as trials
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Part, take_on
from zhangdian.foundation.kernel.models import Means
from zhangdian.people.customers import actions as customers
from zhangdian.people.customers.models import Consent, Customer, Vehicle
from zhangdian.people.customers.tests.arrange import a_customer
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role


def in_two_months(shop: Any, day: int) -> date:
    """A day of the month whose list is drawn up now."""
    first: date = shop.today.replace(day=1) + relativedelta(months=2)
    return first.replace(day=day)


def the_car(shop: Any, number: int = 1) -> Vehicle:
    """The car with this number, registered when it is asked for first."""
    found: Vehicle | None = Vehicle.objects.of(shop.clock).filter(plate=f"宁Z5{number:04}").first()
    return found or a_car(shop, number)


def ending(shop: Any, last_day: date, number: int = 1, **more: Any) -> Policy:
    """A commercial policy whose last day it is, of the car with this number."""
    line = str(more.get("line", "VCI"))
    given = {
        "car": the_car(shop, number),
        "number": f"PD{line}{last_day:%Y%m%d}{number:06}",
        "starts_on": last_day - timedelta(days=364),
        "last_day": last_day,
        "signed_on": shop.today,
        **more,
    }
    return a_policy(shop, **given)


def drawn_up(shop: Any, who: Any = None) -> RenewalMonth:
    """The list of the month after next."""
    month = in_two_months(shop, 1)
    made: RenewalMonth = actions.draw_up_month(who or shop.renewal_clerk, month=month).subject
    return made


def the_only(shop: Any) -> Renewal:
    found: Renewal = Renewal.objects.of(shop.clock).get()
    return found


def a_second_specialist(shop: Any) -> Person:
    part = Part("second", Role.RENEWAL_SPECIALIST, "乔若云", "", ("保险出单",))
    found: Person = Person.objects.get(pk=take_on(shop.store, "E199", part))
    return found


def a_renewal(shop: Any, number: int = 1) -> Renewal:
    """One in the list of the month after next, of the car with this number."""
    ending(shop, in_two_months(shop, 10), number)
    if drawn := RenewalMonth.objects.of(shop.clock).filter(month=in_two_months(shop, 1)).first():
        actions.top_up_month(shop.renewal_clerk, drawn)
    else:
        drawn_up(shop)
    return of_car(shop, number)


def of_car(shop: Any, number: int = 1) -> Renewal:
    found: Renewal = Renewal.objects.of(shop.clock).for_acts().get(vehicle=the_car(shop, number))
    return found


def elsewhere_until(shop: Any, last_day: date) -> Renewal:
    """A car that another insures until then."""
    actions.note_insured_elsewhere(shop.service_advisor, the_car(shop), last_day=last_day, insurer="电销")
    drawn_up(shop)
    return of_car(shop)


def word(kind: DeskWord.Kind) -> DeskWord:
    """The first that is in use."""
    found: DeskWord = DeskWord.objects.filter(kind=kind, ended_on=None).order_by("order", "pk")[0]
    return found


def talked(shop: Any, renewal: Renewal, **more: Any) -> None:
    given = {
        "outcome": RenewalCall.Outcome.THINKS,
        "words": "等老婆回来定",
        "next_at": shop.now + timedelta(days=1),
        **more,
    }
    actions.record_renewal_call(shop.renewal_clerk, renewal, **given)


def owned(shop: Any, number: int = 1) -> Renewal:
    """One whose customer we know."""
    owner = a_customer(shop, "武永刚", f"161100011{number:02}")
    customers.transfer_ownership(shop.service_advisor, the_car(shop, number), to=owner, how="登记")
    return a_renewal(shop, number)


def agreed(shop: Any, customer: Customer) -> None:
    """He may be told of his renewal by short message."""
    customers.give_consent(
        shop.service_advisor, customer, purpose=Consent.Purpose.RENEWAL, channel=Consent.Channel.ANY,
        means=Means.PHONE, text_version="1",
    )  # fmt: skip


def silent(shop: Any) -> Renewal:
    """One whose customer agreed, and then said that he wants no more contact."""
    renewal = owned(shop)
    agreed(shop, renewal.customer)
    customers.withdraw_consent(
        shop.service_advisor, renewal.customer, purpose=Consent.Purpose.RENEWAL,
        channel=Consent.Channel.ANY, means=Means.PHONE,
    )  # fmt: skip
    return renewal


def renewed(shop: Any, renewal: Renewal) -> Policy:
    """A new policy of its car that begins when the old cover ends."""
    first = renewal.expires_on + timedelta(days=1)
    return a_policy(shop, car=renewal.vehicle, number="PDAA20270000777", starts_on=first)


def a_binding_quote(shop: Any, car: Vehicle) -> Quote:
    """A trial of 安禾 with that insurer's own three totals beside it, 4,200.00 together."""
    quote: Quote = a_quote(shop, car=car)
    trials.record_binding_quote(
        shop.renewal_clerk,
        quote,
        insurer=insurer(),
        compulsory=Decimal(950),
        tax=Decimal(300),
        commercial=Decimal(2950),
        photo=visits.a_photo(shop.renewal_clerk),
    )
    return quote


def won(shop: Any, number: int, **more: Any) -> Policy:
    """The car with this number renewed by a policy of today; `more` is what its paper says otherwise."""
    renewal = of_car(shop, number)
    first = renewal.expires_on + timedelta(days=1)
    given = {"car": renewal.vehicle, "number": f"PDNEXT{number:06}", "starts_on": first, **more}
    policy = a_policy(shop, **given)
    actions.win_renewal(shop.renewal_clerk, renewal, policy=policy)
    return policy


def a_worked_list(shop: Any) -> date:
    """A month's list of five cars as people leave it; its first day.

    Own ones: 1 of the new car desk renewed with its insurer at 3,000; 2 renewed with another at 2,000;
    3 lost; 4 spoken to and quoted, and open. From elsewhere: 5, won at 4,000.
    """
    month, day, long_ago = in_two_months(shop, 1), in_two_months(shop, 10), shop.today - timedelta(days=300)
    for number in (1, 2, 3, 4):
        desk = Policy.Desk.NEW_CAR if number == 1 else Policy.Desk.RENEWAL
        ending(shop, day, number, desk=desk, signed_on=long_ago)
    actions.note_insured_elsewhere(shop.service_advisor, the_car(shop, 5), last_day=day, insurer="电销")
    drawn_up(shop)
    won(shop, 1, premium=Decimal(3000))
    won(shop, 2, premium=Decimal(2000), insurer=insurer("HT"))
    won(shop, 5, premium=Decimal(4000))
    actions.lose_renewal(
        shop.renewal_clerk, of_car(shop, 3), reason=word(DeskWord.Kind.LOST), detail="电销比我们少三百八"
    )
    talked(shop, of_car(shop, 4))
    return month
