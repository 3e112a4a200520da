"""Looking at policies: the ledger, one policy with all that became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import collecting, given_away, issued, kept_rules, looking, own
from zhangdian.aftercare.insurance.figures import NEW_CAR_DESK, RENEWAL_DESK
from zhangdian.aftercare.insurance.models import Dossier, Policy
from zhangdian.aftercare.insurance.policies.lists import Policies, all_policies
from zhangdian.aftercare.insurance.posts import COUNTERS, QUOTERS, READERS
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.ui.readers import read_by

GONE = (Policy.State.VOID, Policy.State.CANCELLED)


def is_packed(ctx: Any, policy: Policy) -> bool:
    """Whether it belongs into the papers of a new car."""
    is_new = policy.desk == Policy.Desk.NEW_CAR
    return is_new and policy.state not in GONE and policy.ends_at > ctx.now


@require_GET
@read_by(READERS)
def policies(request: HttpRequest) -> HttpResponse:
    """保单: the ledger."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = Policies(request, all_policies(ctx), ctx)
    facts = {
        "listing": listing,
        "reconciles": bool(ctx.roles.intersection(QUOTERS)),
        "aims": (*NEW_CAR_DESK, *RENEWAL_DESK),
    }
    return render(request, "insurance/policies.html", facts)


@require_GET
@read_by(READERS)
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy: its facts, what the insurer changed, what was entered wrongly, its paper."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = Policy.objects.of(ctx).select_related(
        "insurer", "vehicle", "holder", "entered_by", "checked_by", "filed_by", "explanation__by"
    )
    found = get_object_or_404(rows, pk=pk)
    whole = own.reads_whole(ctx, found.vehicle)
    facts = {
        "policy": found,
        "whole": whole,
        "plate": own.plate_for(found.vehicle.plate, whole),
        "vin": own.vin_for(found.vehicle.vin, whole),
        **holder_facts(ctx, found, whole),
        "last_day": last_day_of(found.ends_at, ctx.standing.zone),
        "endorsements": found.endorsements.select_related("entered_by").prefetch_related("changes"),
        "covers": issued.with_mains(issued.standing(found)),
        "names_covers": found.line in issued.NAMED_ON,
        "not_named": issued.NOT_NAMED,
        "asked": kept_rules.last_asked(found),
        "errors": found.errors.select_related("by", "found_by"),
        "cares": found.cares.filter(withdrawn_at=None).select_related("package", "by"),
        "photos": photos_of(ctx, found) if collecting.original_is_open(ctx, found.pk) else (),
        "dossier": Dossier.objects.of(ctx).filter(policy=found).select_related("owner").first(),
        "giveaways": given_away.of_policy(ctx, found),
        "counts": bool(ctx.roles.intersection(COUNTERS)),
        "packs": is_packed(ctx, found),
        "checks": found.state == Policy.State.ENTERED and found.entered_by_id != ctx.person_id,
    }
    return render(request, "insurance/policy.html", facts)


def holder_facts(ctx: Any, policy: Policy, whole: bool) -> dict[str, Any]:
    """His name; telephone and identity number masked for everybody until he says why he looks."""
    known = policy.holder
    holder = None if known is None or known.restricted_at or known.erased_at else known
    opened = whole and holder is not None and looking.holder_stands_open(ctx, policy)
    return {
        "holder": holder,
        "holder_name": own.name_for(ctx, holder, whole),
        "holder_open": opened,
    }
