"""答复建议."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import (
    agree_follow_up,
    answer_advice,
    make_statement,
    pass_internal_check,
)
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import Recommended, pass_inspection, pass_leader_check
from zhangdian.frontline.service.models import Advice, RepairOrder


def ready_with(shop: Shop, *recommended: Recommended) -> RepairOrder:
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    pass_leader_check(shop.team_leader, order, recommendations=list(recommended))
    pass_inspection(shop.quality_inspector, order)
    inspection.start_wash(shop.washer, order)
    inspection.finish_wash(shop.washer, order, place="C5", photos=[visits.a_photo(shop.washer)])
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    return visits.again(order)


@pytest.mark.duty("PROC-D-14")
def test_each_answer_is_kept_with_its_reason(shop: Shop) -> None:
    order = ready_with(shop, Recommended("更换制动液"))
    advice = order.advice.get()
    answer_advice(shop.service_advisor, advice, answer=Advice.Answer.LATER, reason="下次再做")
    advice.refresh_from_db()
    assert (advice.answer, advice.because, advice.closed_at) == (Advice.Answer.LATER, "下次再做", None)


@pytest.mark.duty("PROC-D-14")
def test_advice_that_nobody_answered_is_asked_about_before_the_second_sitting(shop: Shop) -> None:
    order = ready_with(shop, Recommended("更换制动液"), Recommended("更换雨刮片"))
    agree_follow_up(shop.service_advisor, order, callback_on=shop.today, callback_hour="随便")
    make_statement(shop.service_advisor, order)
    with asked("service.advice_is_answered", "还有 2 条建议客户没答复"):
        visits.sign_statement(shop, order)
    for advice in order.advice.all():
        answer_advice(shop.service_advisor, advice, answer=Advice.Answer.LATER, reason="下次再做")
    visits.sign_statement(shop, order)
    assert visits.again(order).state == RepairOrder.State.SETTLING


@pytest.mark.duty("PROC-D-23")
def test_a_refused_safety_item_needs_the_customers_own_words(shop: Shop) -> None:
    order = ready_with(shop, Recommended("更换前制动片", safety=True))
    advice = order.advice.get()
    with refused("安全", "自己的话"):
        answer_advice(shop.service_advisor, advice, answer=Advice.Answer.REFUSED)
    answer_advice(
        shop.service_advisor, advice, answer=Advice.Answer.REFUSED, own_words="知道刹车薄了，下月再换"
    )
    assert Advice.objects.get(pk=advice.pk).own_words == "知道刹车薄了，下月再换"


@pytest.mark.duty("PROC-D-23")
def test_no_signature_while_a_safety_item_is_unanswered(shop: Shop) -> None:
    order = ready_with(shop, Recommended("更换前制动片", safety=True))
    make_statement(shop.service_advisor, order)
    with refused("安全项“更换前制动片”客户还没答复"):
        visits.sign_statement(shop, order)
