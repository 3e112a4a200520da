"""Cars that are here while their cover ends."""

from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance.models import DeskWord, ExpiryTalk, Policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.aftercare.insurance.visiting import actions
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind


def here(shop: Any) -> RepairOrder:
    """A car of the advisor's, received."""
    car = a_car(shop)
    order: RepairOrder = visits.a_visit_received(shop, car.plate)
    return order


def crashed(shop: Any) -> RepairOrder:
    """A car received after an accident."""
    order: RepairOrder = visits.a_visit_received(shop, a_car(shop).plate, kind=Kind.ACCIDENT)
    return order


def insured_until(shop: Any, order: RepairOrder, last_day: date, **more: Any) -> Policy:
    """A commercial policy of ours that runs until then."""
    car = order.vehicle
    begins = last_day - timedelta(days=364)
    signed = min(begins, shop.today)
    return a_policy(shop, car=car, starts_on=begins, last_day=last_day, signed_on=signed, **more)


def told(shop: Any, order: RepairOrder, said: str = "quote", **more: Any) -> ExpiryTalk:
    actions.remind_of_expiry(shop.service_advisor, order, said=ExpiryTalk.Answer(said), **more)
    found: ExpiryTalk = ExpiryTalk.objects.filter(order=order).latest("at", "pk")
    return found


def a_package() -> DeskWord:
    found: DeskWord = DeskWord.objects.get(kind=DeskWord.Kind.CARE, ended_on=None)
    return found
