"""What a visit writes to its customer: the link behind which he signs."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Link
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import occasion


def standing_link(action: str, order: RepairOrder) -> Link | None:
    """The newest link to this act on the visit, while it holds."""
    newest: Link | None = link_pages.laid_on(registry.ACTIONS[action], order).last()
    return newest if newest and newest.expires_at > clock.now() else None


def link_of(message: Message) -> Mapping[str, str]:
    """The address that the customer opens; nothing once the link was taken back or sent anew."""
    order = RepairOrder.objects.get(pk=message.subject_id)
    action, _, laid = message.period.partition("#")
    link = standing_link(action, order)
    if link is None or str(link.pk) != laid:
        return {}
    key = link_pages.standing_key(registry.ACTIONS[action], order)
    return {"link": f"{settings.PUBLIC_URL}{reverse('ui:link', args=[key])}"} if key else {}


SIGNING_LINK = occasion(
    "service.signing_link",
    "签字链接",
    Purpose.CONTRACT,
    "您的车 {plate} 的{what}请点 {link} 看过后签字，24 小时内有效，请勿转给他人",
    good_for=timedelta(hours=24),
    reveal=link_of,
)


def text_link(ctx: Act, order: RepairOrder, action: str, what: str, to: outbox.Reader) -> Message:
    """The standing link to this act by short message; once for each link."""
    link = standing_link(action, order)
    if link is None:
        raise Refusal("还没有发出签字链接，或者已经过期：请先发链接")
    message = outbox.put(
        ctx,
        SIGNING_LINK,
        to=to,
        subject=order,
        channel=Channel.SMS,
        values={"plate": order.plate, "what": what},
        period=f"{action}#{link.pk}",
        about=order.vehicle,
    )
    if message.entry_id != ctx.entry_id:
        raise Refusal(f"这个链接已经发过短信（{message.get_state_display()}）：改了项目会换新链接，再发一次")
    return message


def payer_of(order: RepairOrder) -> outbox.Reader:
    """The owner pays; where nobody knows his number, who brought the car is asked."""
    if order.customer is not None and order.customer.phone:
        return order.customer
    return sender_of(order)


def sender_of(order: RepairOrder) -> outbox.Reader:
    """The number that was left with this visit, else the owner's."""
    phone = "" if order.sender_is_owner and order.customer_id else opened(order.sender_phone)
    if phone:
        return outbox.Number(phone, order.customer_id)
    if order.customer is not None and order.customer.phone:
        return order.customer
    raise Refusal("没有送修人的手机号：请先登记送修人电话", [Missing("送修人电话", "服务顾问")])
