"""记送修公司: which insurer sent an accident repair, beside the premium that was placed with him."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.aftercare.insurance.sent import accidents
from zhangdian.aftercare.insurance.sent.actions import note_sent_car
from zhangdian.aftercare.insurance.sent.tests.arranging import PLATE, an_accident, sent
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import void_order
from zhangdian.frontline.service.writeup.actions import change_payer


def told(shop):
    day = shop.today
    return {
        each.name: (each.cars, each.value, each.premium, each.ratio)
        for each in accidents.by_insurer(shop.fi_manager, day, day)
    }


def test_cars_and_value_stand_beside_the_premium_of_each_insurer(shop):
    visits.a_car(shop, PLATE)
    order = visits.a_visit_to_pay(shop, PLATE, kind=Kind.ACCIDENT)
    total = sum(each.total for each in order.statements.all())
    assert total > 0
    sent(shop, order, case_number="BA20260001")
    sent(shop, an_accident(shop, "宁Z71231"), code="HT")
    a_policy(shop, premium=Decimal(4000))
    a_policy(shop, car=a_car(shop, 2), number="PDVCI000002", insurer=insurer("ZA"), premium=Decimal(500))
    ah, ht, za = (insurer(code).short_name for code in ("AH", "HT", "ZA"))
    ratio = (100 * total / 4000).quantize(Decimal("0.1"))
    assert told(shop) == {
        ah: (1, total, Decimal(4000), ratio),
        ht: (1, 0, 0, None),
        za: (0, 0, Decimal(500), Decimal(0)),
    }
    ctx, day = shop.fi_manager, shop.today
    assert insurance.sent_cars(ctx, day, day).part == 2
    assert insurance.sent_value(ctx, day, day).part == total
    assert insurance.repair_per_premium(ctx, day, day).whole == 4500
    page = said(look(ctx, reverse("insurance:sentcars")))
    for text in (ah, f"{total:,}", f"{ratio}%", "修保比"):
        assert text in page


def test_only_an_accident_is_sent_by_an_insurer_and_by_one(shop):
    usual = visits.a_visit_arrived(shop)
    with refused("送修只记事故车"):
        sent(shop, usual)
    order = an_accident(shop)
    sent(shop, order)
    with refused(f"已经记了{insurer()}送修"):
        sent(shop, order, code="HT")
    gone = an_accident(shop, "宁Z71232")
    void_order(shop.service_advisor, gone, reason="客户不修了")
    with refused("已经作废"):
        sent(shop, visits.again(gone))


def test_a_visit_that_an_insurer_pays_is_an_accident_too(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    change_payer(shop.service_advisor, visits.again(order).lines.first(), payer=Payer.INSURER)
    assert sent(shop, visits.again(order)).order == order


def test_it_is_noted_from_the_visits_own_page(shop):
    order = an_accident(shop)
    page = look(shop.service_advisor, reverse("service:repairorder", args=[order.pk])).content.decode()
    form = f"{reverse('ui:act', args=['insurance.note_sent_car'])}?order={order.pk}"
    assert form in page
    assert f'value="{order.pk}" selected' in look(shop.service_advisor, form).content.decode()
    press(shop.service_advisor, form.partition("?")[0], {"order": order.pk, "insurer": insurer().pk})
    assert SentCar.objects.get().insurer == insurer()
    page = said(look(shop.service_advisor, reverse("service:repairorder", args=[order.pk])))
    assert str(insurer()) in page


def test_an_order_of_long_ago_counts_in_its_own_month(shop):
    sent(shop)
    shop.later(days=40)
    assert insurance.sent_cars(shop.fi_manager, shop.today - timedelta(days=5), shop.today).part == 0


def test_insurers_cost_as_many_statements_whatever_their_number(shop):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            told(shop)
        return len(asked)

    sent(shop)
    few = cost()
    sent(shop, an_accident(shop, "宁Z71231"), code="HT")
    a_policy(shop)
    assert cost() == few <= 3


def test_who_has_nothing_to_do_with_insurance_notes_nothing(shop):
    with refused("记送修公司"):
        note_sent_car(shop.technician, order=an_accident(shop), insurer=insurer())
