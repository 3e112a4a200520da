"""A month that is over, its cars and what insures them, as tests arrange them."""

from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance.delivered.actions import note_delivered_car
from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.models import DeliveredCar, Policy, PolicyList, RateCheck, RateGap
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.reconciling.tests import arranging as listing
from zhangdian.people.customers.tests.arrange import a_car, vin

A_YEAR = timedelta(days=364)


def last_month(shop: Any) -> date:
    first: date = (shop.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return first


def sold(shop: Any, at: int) -> Any:
    """A car that was bought here in the month that is over."""
    day = last_month(shop) + timedelta(days=4)
    return a_car(shop, f"宁Z6{at:04}", vin=vin(600 + at), sold_on=day)


def insured(shop: Any, at: int, **more: Any) -> Policy:
    """Such a car with a commercial cover from the 10th of that month on."""
    day = last_month(shop) + timedelta(days=9)
    given = {
        "signed_on": day,
        "starts_on": day,
        "last_day": day + A_YEAR,
        "number": listing.number(at),
        **more,
    }
    return policies.a_policy(shop, car=sold(shop, at), **given)


def listed(shop: Any, *rows: dict[str, Any], digest: str = "a") -> PolicyList:
    return listing.a_list(shop, *rows, digest=digest, month=last_month(shop))


def told(shop: Any, car: Any, at: int = 1) -> dict[str, Any]:
    """A cover of a car that only the insurer knows."""
    day = last_month(shop) + timedelta(days=9)
    days = {"signed_on": day, "starts_on": day, "last_day": day + A_YEAR}
    return listing.a_row(shop, at, vin=car.vin, plate=car.plate, **days)


def two_apart(shop: Any) -> RateCheck:
    """Four cars: one insured by both counts, one by the ledger alone, one by the list alone, one by none."""
    both = insured(shop, 1)
    insured(shop, 2)
    only_listed = sold(shop, 3)
    sold(shop, 4)
    listed(shop, listing.row_of(shop, both), told(shop, only_listed))
    return drawn_up(shop)


def drawn_up(shop: Any) -> RateCheck:
    made: RateCheck = actions.draw_up_rate_check(shop.renewal_clerk, month=last_month(shop)).subject
    return made


def again(check: RateCheck) -> RateCheck:
    fresh: RateCheck = RateCheck.objects.get(pk=check.pk)
    return fresh


def gaps_of(check: RateCheck) -> list[RateGap]:
    return list(check.gaps.select_related("vehicle", "delivered", "rate_check").order_by("vehicle__plate"))


def explained(shop: Any, check: RateCheck) -> RateCheck:
    for gap in gaps_of(check):
        actions.explain_rate_gap(shop.renewal_clerk, gap, why="保险公司漏了")
    return again(check)


def delivered(shop: Any, at: int, **more: Any) -> DeliveredCar:
    """A new car of that month on the delivered list, of which there is no vehicle file."""
    day = last_month(shop) + timedelta(days=4)
    given = {"vin": vin(700 + at), "delivered_on": day, "plate": f"宁Z7{at:04}", **more}
    made: DeliveredCar = note_delivered_car(shop.new_car_insurance, **given).subject
    return made


def on_file(shop: Any, car: DeliveredCar) -> Any:
    """The vehicle file that is made of it later."""
    return a_car(shop, car.plate, vin=car.vin, sold_on=car.delivered_on)
