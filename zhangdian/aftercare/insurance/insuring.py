"""Which insurers concern a car: who covers it now or soon, and whose offer stands (RNW-19)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance.covered import newer_word
from zhangdian.aftercare.insurance.models import InsuredElsewhere, Insurer, Offer, Policy, Quote


def covering(ctx: Any, vehicles: Any) -> Q:
    """Of insurers: a policy of ours runs or begins, or the last word of such a car names it."""
    ours = Policy.objects.of(ctx).standing().filter(vehicle__in=vehicles, ends_at__gt=ctx.now)
    words = InsuredElsewhere.objects.of(ctx).filter(vehicle__in=vehicles, last_day__gte=ctx.today)
    named = Q(insurer=OuterRef("short_name")) | Q(insurer=OuterRef("name"))
    heard = words.filter(named, ~Exists(newer_word())).exclude(insurer="")
    return Q(Exists(ours.filter(insurer=OuterRef("pk")))) | Q(Exists(heard))


def offering(ctx: Any, vehicles: Any) -> Q:
    """Of insurers: an offer of it stands in a quote that may still be told."""
    quotes = Quote.objects.of(ctx).valid_on(ctx.today).filter(vehicle__in=vehicles)
    return Q(Exists(Offer.objects.filter(quote__in=quotes.values("pk"), insurer=OuterRef("pk"))))


def insurers_of(ctx: Any, vehicles: Any, *, offered: bool = False) -> list[Insurer]:
    """Those that cover one of these cars first, then those that only offer; one query."""
    covers, offers = covering(ctx, vehicles), offering(ctx, vehicles)
    rows = Insurer.objects.of(ctx).annotate(covers=covers)
    found = rows.filter(covers | offers if offered else covers)
    return list(found.order_by("-covers", "code"))
