"""Calls and complaints as sentences."""

from datetime import timedelta
from typing import Any

from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.calling import actions as calling
from zhangdian.aftercare.care.complaints import actions as complaining
from zhangdian.aftercare.care.models import Channel, Complaint, ComplaintTopic, FollowUp, Severity
from zhangdian.aftercare.care.questions import Given
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import callback
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.models import RepairOrder

GOOD: dict[str, Any] = {"Q1": "办好了", "Q2": 5, "Q3": 5, "Q4": 5, "Q5": "好了", "Q6": 5, "Q7": 5, "Q8": 9}


def a_visit_left_at(shop: Shop, hour: str = "16:00", plate: str = visits.PLATE, **how: Any) -> RepairOrder:
    """A visit that left today; the call was agreed for the day after tomorrow, 10-12点."""
    if plate == visits.PLATE:
        visits.a_car(shop)
    order = visits.a_visit_to_pay(shop, plate, **how)
    visits.pay(shop, order)
    if shop.now < shop.at(hour):
        shop.at(hour)
    delivery.let_out(shop.guard, visits.again(order))
    return visits.again(order)


def the_agreed_hour(shop: Shop, order: RepairOrder) -> None:
    """Time passes until the customer may be called."""
    shop.at(callback.agreed_window(shop.aftersales_care, order).start + timedelta(minutes=5))


def answers(shop: Shop, order: RepairOrder, **said: Any) -> list[Given]:
    """All questions of today's edition answered; `Q2=3` says otherwise, None leaves one out."""
    edition = queries.questionnaire_for(shop.aftersales_care, order)
    assert edition is not None
    given = []
    for question in edition.questions.all():
        value = (GOOD | said).get(question.code)
        if isinstance(value, int):
            given.append(Given(question, score=value))
        elif value and question.answered == question.Answered.TEXT:
            given.append(Given(question, text=str(value)))
        elif value:
            given.append(Given(question, chosen=str(value)))
    return given


def call(shop: Shop, order: RepairOrder, *, said: dict[str, Any] | None = None, **how: Any) -> FollowUp:
    done = calling.record_call(
        shop.aftersales_care, order, answers=answers(shop, order, **(said or {})), **how
    )
    found: FollowUp = FollowUp.objects.get(pk=done.subject.pk)
    return found


def a_visit_called(shop: Shop, *, said: dict[str, Any] | None = None, **how: Any) -> FollowUp:
    """Left, and called at the agreed hour."""
    order = a_visit_left_at(shop)
    the_agreed_hour(shop, order)
    return call(shop, order, said=said, **how)


def a_complaint(
    shop: Shop, topic: str = "T02", words: str = "说一个小时，等了两个半", **how: Any
) -> Complaint:
    """Somebody at the till says that he waited too long."""
    how.setdefault("phone", "16110000005")
    done = complaining.open_complaint(
        shop.cashier, words=words, topic=ComplaintTopic.objects.get(code=topic), **how
    )
    return fresh(done.subject)


def a_complaint_taken(shop: Shop, **how: Any) -> Complaint:
    complaint = a_complaint(shop, **how)
    complaining.take_complaint(shop.front_desk_supervisor, complaint)
    return fresh(complaint)


def a_complaint_answered(shop: Shop, **how: Any) -> Complaint:
    complaint = a_complaint_taken(shop, **how)
    answer(shop, complaint)
    return fresh(complaint)


def answer(shop: Shop, complaint: Complaint, **how: Any) -> Any:
    facts = {
        "cause": Complaint.Cause.WAITING,
        "remedy": "下次预约优先",
        "told": "前台主管致歉，说明当天两台举升机检修",
        "means": Means.PHONE,
        "also_offered": "工时券 100 元",
    } | how
    return complaining.answer_complaint(shop.front_desk_supervisor, complaint, **facts)


def close(shop: Shop, complaint: Complaint, **how: Any) -> Any:
    facts = {
        "customer_answer": "行，下次早点告诉我",
        "verdict": Complaint.Verdict.ACCEPTS,
        "means": Means.PHONE,
    } | how
    return complaining.close_complaint(shop.aftersales_care, complaint, **facts)


def fresh(complaint: Complaint) -> Complaint:
    found: Complaint = Complaint.objects.get(pk=complaint.pk)
    return found


__all__ = ["Channel", "Severity", "a_complaint", "a_visit_called", "a_visit_left_at", "answers", "call"]
