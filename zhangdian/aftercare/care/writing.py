"""What care writes: the reminder of the next service to a customer, and the note of a climbing complaint."""

from datetime import timedelta

from zhangdian.aftercare.care.models import Complaint
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import consents
from zhangdian.people.customers.models import Consent
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import occasion
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import Role

SERVICE_REMINDER = occasion(
    "care.service_reminder",
    "保养提醒",
    Purpose.CARE,
    "您的车 {plate} 约在 {day} 前后保养，预约请打 {phone}",
    good_for=timedelta(days=3),
)
ESCALATED = occasion(
    "care.escalated",
    "投诉升级到我",
    Purpose.STAFF,
    "投诉 {what} 升级到您：{why}",
    good_for=timedelta(days=1),
)


def remind(ctx: Act, order: RepairOrder) -> Message:
    """By short message, where he agreed to be reminded so; once for each agreed day."""
    customer = order.customer
    if customer is None or order.next_service_on is None:
        raise Refusal("这台车没有登记车主，或没有约下次保养：不能发提醒")
    if not consents.agreed(ctx, customer, Consent.Purpose.CARE, Consent.Channel.SMS):
        missing = Missing("短信收保养提醒的同意", "服务顾问或客服", "customers.give_consent")
        raise Refusal("客户没有同意用短信收保养提醒：打电话时问一句，同意了在客户页登记再发", [missing])
    store = Store.objects.get(pk=ctx.store_id)
    message = outbox.put(
        ctx,
        SERVICE_REMINDER,
        to=customer,
        subject=order,
        channel=Channel.SMS,
        values={
            "plate": order.plate,
            "day": f"{order.next_service_on:%m月%d日}",
            "phone": store.phone or store.name,
        },
        period=f"{order.next_service_on:%Y-%m-%d}",
        about=order.vehicle,
    )
    if message.entry_id != ctx.entry_id:
        raise Refusal(f"这次保养已经发过提醒短信（{message.get_state_display()}）：要再提醒请打电话")
    return message


def tell_climbed(ctx: Act, complaint: Complaint, to: Role, why: str) -> None:
    """Each holder of the post to which it climbed finds a note at his home."""
    for person in organization.holders(ctx, to):
        outbox.put(
            ctx,
            ESCALATED,
            to=person,
            subject=complaint,
            channel=Channel.PAGE,
            values={"what": complaint.number, "why": why},
            period=f"{complaint.reopened}.{complaint.escalated}",
            about=complaint.vehicle,
        )
