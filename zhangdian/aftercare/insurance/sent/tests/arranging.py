"""Cars that insurers sent, as sentences."""

from typing import Any

from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.sent.actions import note_sent_car
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind

PLATE = "宁Z71230"


def an_accident(shop: Any, plate: str = PLATE) -> RepairOrder:
    """A car that came after an accident."""
    return visits.a_visit_arrived(shop, plate, words="左前撞了", kind=Kind.ACCIDENT)


def sent(shop: Any, order: RepairOrder | None = None, code: str = "AH", **more: Any) -> SentCar:
    """The claims adjuster notes who sent it."""
    order = order or an_accident(shop)
    made: SentCar = note_sent_car(shop.claims_adjuster, order=order, insurer=insurer(code), **more).subject
    return made
