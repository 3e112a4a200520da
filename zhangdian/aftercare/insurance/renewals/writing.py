"""What is written to a customer about his renewal: that his cover ends, and what an insurer asks."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance import given_away, queries
from zhangdian.aftercare.insurance.models import Insurer, Quote, Renewal
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.customers import consents
from zhangdian.people.customers.models import Consent, Customer
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import Occasion, occasion
from zhangdian.people.organization.models import Store

EXPIRY = occasion(
    "insurance.expiry",
    "保险到期提醒",
    Purpose.RENEWAL,
    "您的车 {plate} 的保险 {day} 到期。本店可以续保，出险有专人帮您报案理赔，请打 {phone}",
    good_for=timedelta(days=7),
)
QUOTE = occasion(
    "insurance.quote",
    "续保报价",
    Purpose.RENEWAL,
    "您的车 {plate} 的续保：{what}，有效到 {day}。详情请打 {phone}",
    good_for=timedelta(days=2),
)


@dataclass(frozen=True)
class Price:
    """What is told of one insurer."""

    total: Decimal
    binding: bool
    words: str


def price_of(ctx: Any, quote: Quote, insurer: Insurer) -> Price:
    """The insurer's own totals; else our estimate, where nothing in it is missing or an unproved example."""
    told = quote.binding.filter(insurer=insurer).first()
    if told is not None:
        says = f"{insurer} 报价合计 {told.total:,.2f} 元"
        return Price(told.total, True, f"{says}(交强 {told.compulsory:,.2f}、车船税 {told.tax:,.2f})")
    offer = quote.offers.filter(insurer=insurer).first()
    if offer is None:
        raise Refusal(f"这份报价里没有 {insurer}：请选报价里有的公司")
    if offer.total is None:
        raise Refusal(f"{insurer} 的试算缺数，不能报给客户：{offer.missing[:60]}。请录保险公司的报价")
    if offer.lines.filter(example=True).exists():
        raise Refusal(f"{insurer} 的试算用了没核对过的示例费率，不能报给客户：请先录保险公司的报价")
    return Price(offer.total, False, f"{insurer} 本店估算合计 {offer.total:,.2f} 元，以保险公司报价为准")


def refuse_quote(ctx: Act, renewal: Renewal, quote: Quote, insurer: Insurer) -> None:
    """This car's, still valid, of an approved insurer, and nothing of it waits for a signature."""
    if quote.vehicle_id != renewal.vehicle_id:
        raise Refusal(f"{quote} 不是这台车的报价：请选这台车的")
    if quote.state == Quote.State.VOID or quote.valid_until < ctx.today:
        raise Refusal(f"{quote} 已经作废或过期：请重新试算")
    queries.refuse_unapproved(ctx, [insurer], ctx.today, renewal.vehicle)
    given_away.refuse_unsigned(ctx, [quote.pk], "发")
    if waiting := queries.waiting_for_signature(ctx, [quote.pk]).first():
        raise Refusal(f"{quote} 超权限，等上级签字：{waiting.effect}。签完再发")


def reader_of(ctx: Act, renewal: Renewal) -> Customer:
    """Who may be written to about his renewal."""
    customer = renewal.customer
    if customer is None:
        missing = Missing("车主档案", "服务顾问或客服", "customers.transfer_ownership")
        raise Refusal("这台车没有登记车主，没有能收短信的人：请先登记车主", [missing])
    if not consents.agreed(ctx, customer, Consent.Purpose.RENEWAL, Consent.Channel.SMS):
        missing = Missing("短信收续保消息的同意", "续保专员或客服", "customers.give_consent")
        raise Refusal("客户没有同意用短信收续保消息：打电话时问一句，同意了在客户页登记再发", [missing])
    return customer


def write(ctx: Act, renewal: Renewal, what: Occasion, *, period: str, day: str, words: str = "") -> Message:
    """Into the outbox, once for its period; hours and how often are judged there."""
    store = Store.objects.get(pk=ctx.store_id)
    values = {"plate": renewal.plate, "day": day, "phone": store.phone or store.name}
    return outbox.put(
        ctx,
        what,
        to=reader_of(ctx, renewal),
        subject=renewal,
        channel=Channel.SMS,
        values=values | ({"what": words} if words else {}),
        period=period,
        about=renewal.vehicle,
    )
