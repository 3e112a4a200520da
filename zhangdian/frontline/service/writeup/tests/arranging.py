"""A car that is here again, with advice from its last visit."""

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.models import Advice, LabourOperation, RepairOrder


def brakes(safety: bool = True) -> Recommended:
    return Recommended("前制动片", safety=safety, operation=LabourOperation.objects.get(code="B001"))


def wipers() -> Recommended:
    return Recommended("雨刮片", operation=LabourOperation.objects.get(code="D004"))


def advised(shop: Shop, *recommendations: Recommended) -> RepairOrder:
    """A first visit that ended with this advice, and the same car here again."""
    visits.a_car(shop)
    first = visits.a_visit_finished(shop)
    inspection.pass_leader_check(shop.team_leader, first, recommendations=list(recommendations))
    inspection.pass_inspection(shop.quality_inspector, first, place="C5")
    inspection.finish_wash(shop.washer, first, place="C5", photos=[visits.a_photo(shop.washer)])
    for each in Advice.objects.filter(order=first):
        delivery.answer_advice(
            shop.service_advisor, each, answer=Advice.Answer.LATER, own_words="下次再说吧，先这样"
        )
    visits.make_statement(shop, visits.again(first))
    visits.sign_statement(shop, visits.again(first))
    visits.pay(shop, visits.again(first))
    delivery.let_out(shop.guard, visits.again(first))
    shop.later(days=60)
    order = visits.a_visit_arrived(shop)
    visits.walk_around(shop, order, mileage_km=109_900)
    return visits.again(order)
