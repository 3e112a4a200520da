"""What is asked about cars that are here: whose cover ends soon, what was said, what was promised."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance import covered
from zhangdian.aftercare.insurance.models import (
    ClaimsCare,
    DeskWord,
    ExpiryTalk,
    Policy,
    Quote,
    Renewal,
    RenewalCall,
)
from zhangdian.aftercare.insurance.standards import REMIND_AHEAD
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.organization import rates
from zhangdian.people.organization.roles import Role

STILL_ASKED, STILL_WANTED = timedelta(days=3), timedelta(days=14)
"""Whom nobody asked is called up for three days; a wish for a quote stands for two weeks."""


def packages(ctx: Any) -> Any:
    """Care that is offered today."""
    rows = DeskWord.objects.of(ctx).filter(kind=DeskWord.Kind.CARE, ended_on=None)
    return rows.order_by("order", "pk")


def promised(policy: Policy) -> Any:
    return policy.cares.filter(withdrawn_at=None)


def cares_of(policies: list[Policy]) -> list[ClaimsCare]:
    """What was promised with these policies, one of a kind."""
    rows = ClaimsCare.objects.filter(policy__in=[each.pk for each in policies], withdrawn_at=None)
    found = {each.package_id: each for each in rows.select_related("package", "policy")}
    return list(found.values())


def not_owed_yet(ctx: Any) -> Any:
    """Cars here whose cover ends soon and whose customer is neither asked nor to be asked."""
    ahead = int(rates.measure_of(ctx, REMIND_AHEAD))
    known = ExpiryTalk.objects.filter(order=OuterRef("pk"))
    rows = RepairOrder.objects.of(ctx).open().filter(~Exists(known), covered.ends_soon(ctx, ahead))
    return rows.order_by("pk")


def to_remind(ctx: Any) -> Any:
    """Customers still to be asked: the advisor's own; after accidents the claims adjuster's too."""
    mine = Q(order__advisor=ctx.person_id)
    if Role.CLAIMS_ADJUSTER in ctx.roles:
        mine |= Q(order__kind=Kind.ACCIDENT)
    rows = ExpiryTalk.objects.of(ctx).filter(mine, answer="", owed_at__gte=ctx.now - STILL_ASKED)
    return rows.exclude(order__state=RepairOrder.State.VOID).order_by("owed_at", "pk")


def quote_wanted(ctx: Any) -> Any:
    """Who asked for a quote while his car was here and was neither called nor quoted since.

    The renewal's owner sees them; those of nobody all see.
    """
    of_car = {"store": OuterRef("store"), "vehicle": OuterRef("vehicle")}
    called = RenewalCall.objects.filter(renewal__vehicle=OuterRef("vehicle"), at__gt=OuterRef("at"))
    quoted = Quote.objects.filter(made_at__gt=OuterRef("at"), **of_car)
    again = ExpiryTalk.objects.filter(at__gt=OuterRef("at"), **of_car)
    renewals = Renewal.objects.open().filter(**of_car)
    others = renewals.filter(owner__isnull=False).exclude(owner=ctx.person_id)
    rows = ExpiryTalk.objects.of(ctx).filter(
        ~Exists(called), ~Exists(quoted), ~Exists(again), ~Exists(others),
        answer=ExpiryTalk.Answer.QUOTE, at__gte=ctx.now - STILL_WANTED,
    )  # fmt: skip
    return rows.order_by("at", "pk")


def talks_of(ctx: Any, **about: Any) -> Any:
    """What was said at the car, the newest first."""
    return ExpiryTalk.objects.of(ctx).filter(**about).select_related("by")
