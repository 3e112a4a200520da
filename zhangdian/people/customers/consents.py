"""Consents: given by purpose and channel, withdrawn as easily, asked before every message."""

from datetime import date
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Means
from zhangdian.people.customers.models import Consent, Customer


def standing(ctx: Any, purpose: Consent.Purpose, channel: Consent.Channel, day: date) -> Any:
    """The consents that hold on a day for a purpose through a channel."""
    return Consent.objects.of(ctx).filter(
        Q(until=None) | Q(until__gte=day),
        purpose=purpose,
        channel__in=[channel, Consent.Channel.ANY],
        withdrawn_at=None,
        customer__restricted_at=None,
        customer__erased_at=None,
    )


def agreed(ctx: Any, customer: Customer, purpose: Consent.Purpose, channel: Consent.Channel) -> bool:
    """Whether the customer may be reached for this purpose through this channel today."""
    return bool(standing(ctx, purpose, channel, ctx.today).filter(customer=customer).exists())


def give(
    ctx: Act,
    customer: Customer,
    purpose: Consent.Purpose,
    channel: Consent.Channel,
    *,
    means: Means,
    text_version: str,
    evidence: str = "",
    until: date | None = None,
) -> Consent:
    """The customer agrees to a text; a standing consent of the same kind is followed by this one."""
    same = Consent.objects.of(ctx).filter(customer=customer, purpose=purpose, channel=channel)
    for earlier in same.filter(withdrawn_at=None):
        end(ctx, earlier, means)
    consent = Consent(
        customer=customer,
        purpose=purpose,
        channel=channel,
        given_at=ctx.now,
        means=means,
        text_version=text_version,
        evidence=evidence,
        until=until,
    )
    consent.save()
    return consent


def withdraw(
    ctx: Act, customer: Customer, purpose: Consent.Purpose, channel: Consent.Channel, *, means: Means
) -> int:
    """End what stands for a purpose through a channel, a word for all channels included; returns how many."""
    standing = Consent.objects.of(ctx).filter(customer=customer, purpose=purpose, withdrawn_at=None)
    if channel != Consent.Channel.ANY:
        standing = standing.filter(channel__in=[channel, Consent.Channel.ANY])
    ended = list(standing)
    for consent in ended:
        end(ctx, consent, means)
    return len(ended)


def end(ctx: Act, consent: Consent, means: Means) -> None:
    consent.withdrawn_at, consent.withdrawn_by = ctx.now, means
    consent.save()
