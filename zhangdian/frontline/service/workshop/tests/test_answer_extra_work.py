"""客户答复增项: on his own phone, each line yes, the cheaper way, or not this time."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.lines import Cheaper, Wanted
from zhangdian.frontline.service.models import Advice, Agreement
from zhangdian.frontline.service.workshop.actions import answer_extra_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_brand_s_filter,
    a_finding,
    a_known_car_in_repair,
    an_offer,
    customer_of,
    line_of,
    open_holds,
)


def answers(offer, *codes, **how):
    customer = customer_of(offer)
    agreed = [line_of(offer.order, code) for code in codes]
    return answer_extra_work(customer, offer, agreed=agreed, seen_revision=offer.revision, **how)


@pytest.mark.duty("PROC-W-16")
def test_his_yes_is_at_the_bay_at_once(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["B002", "A005"])
    done = answers(offer, "B002", "A005")
    offer.refresh_from_db()
    assert (offer.answer, offer.means) == (Agreement.Answer.YES, Means.LINK)
    assert line_of(order, "B002").authorized_at == shop.now
    assert set(open_holds(order)) == {"parts"}
    assert f"repairorder-{order.pk}" in done.touched


@pytest.mark.duty("PROC-W-16")
def test_what_he_leaves_out_is_advice(shop):
    order = a_known_car_in_repair(shop)
    answers(an_offer(shop, order, ["B002", "A005"]), "B002")
    assert Advice.objects.get(order=order).because == "客户在链接上不做"


def test_the_cheaper_way_takes_the_place_of_the_other_at_its_price(shop):
    order = a_known_car_in_repair(shop)
    finding = a_finding(shop, order, "I07")
    brand = a_brand_s_filter(shop)
    wanted = Wanted("A005", finding_id=finding.pk, cheaper=Cheaper("用品牌件", part_id=brand.pk))
    offer, before = an_offer(shop, order, [wanted]), visits.again(order).agreed_amount
    shown = offer.asked.get().cheaper_amount
    customer = customer_of(offer)
    answer_extra_work(
        customer,
        offer,
        agreed=[],
        cheaper=[line_of(order, "A005")],
        seen_revision=offer.revision,
    )
    line = line_of(order, "A005")
    assert line.authorized_at == shop.now
    assert [part.part for part in line.parts.filter(voided_at=None)] == [brand]
    assert lines.amount_of([line]) == shown
    assert visits.again(order).agreed_amount == before + shown
    assert not Advice.objects.filter(order=order).exists()
    finding.refresh_from_db()
    assert finding.line == line


def test_one_line_is_done_one_way(shop):
    order = a_known_car_in_repair(shop)
    brand = a_brand_s_filter(shop)
    offer = an_offer(shop, order, [Wanted("A005", cheaper=Cheaper("用品牌件", part_id=brand.pk))])
    with refused("只能选一种"):
        answers(offer, "A005", cheaper=[line_of(order, "A005")])


@pytest.mark.duty("PROC-D-28")
def test_what_changed_since_he_looked_is_shown_again(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    with refused("内容刚刚改过"):
        answer_extra_work(customer_of(offer), offer, agreed=[], seen_revision=offer.revision - 1)


def test_he_answers_once(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["B002"])
    answers(offer, "B002")
    with refused("已经答复过"):
        answers(offer, "B002")


def test_his_link_is_for_his_own_car(shop):
    mine = an_offer(shop, a_known_car_in_repair(shop), ["B002"])
    other = an_offer(shop, visits.a_visit_in_repair(shop, "宁Z88K88"), ["B002"])
    with pytest.raises(NotHere):
        answer_extra_work(customer_of(mine), other, agreed=[], seen_revision=other.revision)


def test_a_day_later_the_link_is_over(shop):
    offer = an_offer(shop, a_known_car_in_repair(shop), ["B002"])
    customer = customer_of(offer)
    shop.later(hours=25)
    with pytest.raises(Refusal, match="过期"):
        answer_extra_work(customer, offer, agreed=[], seen_revision=offer.revision)
