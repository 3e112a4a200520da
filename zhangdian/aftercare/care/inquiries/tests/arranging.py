"""Inquiries as sentences."""

from typing import Any

from zhangdian.aftercare.care.inquiries import actions
from zhangdian.aftercare.care.models import Inquiry, InquiryTopic
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.context import Context

PHONE = "16110000031"
CARE, SERVICE, TECHNICAL, NEW_CAR, RENEWAL = (
    "会员和活动", "保养和维修", "用车和技术问题", "新车保险", "续保和保费",
)  # fmt: skip


def topic(name: str = CARE) -> InquiryTopic:
    found: InquiryTopic = InquiryTopic.objects.get(name=name, ended_on=None)
    return found


def asked(shop: Shop, about: str = CARE, by: Context | None = None, **how: Any) -> Inquiry:
    """Somebody calls the care desk, which writes it down."""
    facts = {"question": "周末洗车活动还有吗", "phone": PHONE} | how
    done = actions.record_inquiry(by or shop.customer_care, topic=topic(about), **facts)
    return fresh(done.subject)


def asked_by_sales(shop: Shop, **how: Any) -> Inquiry:
    """A sales consultant asks the insurance desk."""
    facts = {
        "question": "贷款车第一年要保哪些险",
        "asker": Inquiry.Asker.COLLEAGUE,
        "colleague": shop.person("sales_consultant"),
    } | how
    return asked(shop, NEW_CAR, shop.new_car_insurance, **facts)


def answer(shop: Shop, inquiry: Inquiry, by: Context | None = None, **how: Any) -> Inquiry:
    facts = {"reply": "有，周六上午凭会员卡"} | how
    actions.answer_inquiry(by or shop.customer_care, inquiry, **facts)
    return fresh(inquiry)


def answered(shop: Shop, **how: Any) -> Inquiry:
    return answer(shop, asked(shop), **how)


def asked_on(shop: Shop) -> Inquiry:
    """The care desk does not know and asks the technical director."""
    inquiry = asked(shop, question="发动机故障灯亮了还能开吗")
    actions.ask_colleague(shop.customer_care, inquiry, helper=shop.person("technical_director"))
    return fresh(inquiry)


def fresh(inquiry: Inquiry) -> Inquiry:
    found: Inquiry = Inquiry.objects.get(pk=inquiry.pk)
    return found
