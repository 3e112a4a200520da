"""提出增项: priced, in brand words, put to the customer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.lines import Cheaper, Wanted
from zhangdian.frontline.service.models import Agreement
from zhangdian.frontline.service.queries import visit
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.workshop.actions import propose_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_brand_s_filter,
    a_finding,
    a_known_car_in_repair,
    an_offer,
    customer_of,
    line_of,
    open_holds,
)
from zhangdian.resources.parts.models import Part


@pytest.mark.duty("PROC-W-16")
def test_it_is_priced_from_operation_and_kit_and_waits_for_the_customer(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    assert (offer.answer, offer.amount) == (Agreement.Answer.PENDING, Decimal("584.00"))
    assert visit(shop.technician, order.pk).ball.text == "待客户 答复"


@pytest.mark.duty("PROC-W-16")
def test_a_finding_knows_its_line_and_makes_it_a_matter_of_safety(shop):
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order)
    an_offer(shop, order, [Wanted("B002", finding_id=finding.pk, words="后刹车片只剩2.1毫米")])
    finding.refresh_from_db()
    assert finding.line == line_of(order, "B002")
    assert finding.line.safety
    assert "advisor_prices" not in open_holds(order)


@pytest.mark.duty("PROC-W-16")
def test_the_words_and_the_new_time_stand_as_they_were_shown(shop):
    order = a_known_car_in_repair(shop)
    later = shop.now + timedelta(hours=3)
    offer = an_offer(shop, order, [Wanted("B002", words="后刹车片只剩2.1毫米")], new_promise_at=later)
    assert offer.new_promise_at == later
    assert offer.asked.get().words == "后刹车片只剩2.1毫米"


def test_a_cheaper_way_stands_beside_the_offer_with_its_price(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["A005"])
    usual = offer.amount
    workshop.withdraw_extra_work(shop.service_advisor, order)
    brand = a_brand_s_filter(shop)
    cheaper = Cheaper("用品牌件", part_id=brand.pk)
    shown = an_offer(shop, order, [Wanted("A005", cheaper=cheaper)]).asked.get()
    assert (shown.cheaper_words, shown.cheaper_part) == ("用品牌件", brand)
    assert shown.cheaper_amount < usual


def test_what_is_not_cheaper_is_not_offered_as_such(shop):
    order = a_known_car_in_repair(shop)
    with refused("不比"):
        an_offer(shop, order, [Wanted("A005", cheaper=Cheaper("大保养", operation_code="A002"))])


def test_a_part_that_the_work_does_not_take_is_no_cheaper_way(shop):
    order = a_known_car_in_repair(shop)
    bulb = Part.objects.get(part_no="Y3491-N1020")
    with refused("用不到 灯泡"):
        an_offer(shop, order, [Wanted("A005", cheaper=Cheaper("灯泡", part_id=bulb.pk))])


def test_the_link_opens_this_question(shop):
    order = a_known_car_in_repair(shop)
    assert customer_of(an_offer(shop, order)).link_id


def test_one_question_at_a_time(shop):
    order = a_known_car_in_repair(shop)
    an_offer(shop, order, ["B002"])
    with refused("已经有一份在等客户答复"):
        propose_extra_work(shop.service_advisor, order, wanted=[Wanted("A005")])


def test_a_finding_of_another_car_is_not_priced_here(shop):
    other = a_known_car_in_repair(shop, "宁Z88K88")
    finding = a_finding(shop, other)
    order = visits.a_visit_signed(shop)
    with refused("不是这台车的"):
        an_offer(shop, order, [Wanted("B002", finding_id=finding.pk)])


def test_a_new_time_lies_ahead(shop):
    order = a_known_car_in_repair(shop)
    with refused("已经过去"):
        an_offer(shop, order, ["B002"], new_promise_at=shop.now - timedelta(minutes=1))
