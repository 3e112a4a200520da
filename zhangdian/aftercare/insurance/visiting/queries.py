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

STILL_ASKED, STILL_WANTED = timedelta(days=1), timedelta(days=14)
"""After the exit the visit is reminded of for a day; a wish for a quote stands for two weeks."""


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


def to_remind(ctx: Any) -> Any:
    """Visits whose cover ends soon and whose customer was not asked: the advisor's own; accidents are the
    claims adjuster's.
    """
    ahead = int(rates.measure_of(ctx, REMIND_AHEAD))
    here = Q(state__in=RepairOrder.HERE) | Q(exited_at__gte=ctx.now - STILL_ASKED)
    mine = Q(advisor=ctx.person_id)
    if Role.CLAIMS_ADJUSTER in ctx.roles:
        mine |= Q(kind=Kind.ACCIDENT)
    asked = ExpiryTalk.objects.filter(order=OuterRef("pk"))
    rows = RepairOrder.objects.of(ctx).filter(here, mine).exclude(state=RepairOrder.State.VOID)
    return rows.filter(~Exists(asked), covered.ends_soon(ctx, ahead)).order_by("arrived_at", "pk")


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
