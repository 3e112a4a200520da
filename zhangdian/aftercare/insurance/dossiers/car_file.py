"""One electronic insurance file a car: policies, papers, quotes, talks, claims, what is missing (RNW-24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from zhangdian.aftercare.insurance import claimed, collecting, explained, issued
from zhangdian.aftercare.insurance.models import ClaimsCare, Dossier, Policy, Quote, Renewal, RenewalCall
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.people.customers.models import Customer, Vehicle

SHOWN, FEW = 30, 10


@dataclass(frozen=True)
class Part:
    """One policy in the file: how far its papers are, and what lacks."""

    policy: Policy
    dossier: Dossier | None
    runs: bool
    last_day: Any
    covers: str = ""

    @property
    def asked(self) -> int:
        """Without a list at least the policy's own picture is asked."""
        return self.dossier.asked if self.dossier else 1

    @property
    def settled(self) -> int:
        return self.dossier.settled if self.dossier else int(self.policy.filed_at is not None)

    @property
    def percent(self) -> int:
        return 100 * self.settled // self.asked

    @property
    def missing(self) -> str:
        if self.dossier:
            return self.dossier.missing
        return "" if self.policy.filed_at else collecting.ORIGINAL


def percent_of(parts: Sequence[Part]) -> int | None:
    """Of the policies that stand; None where there is none."""
    asked = sum(each.asked for each in parts)
    return 100 * sum(each.settled for each in parts) // asked if asked else None


def covers_said(policy: Policy, covers: str) -> str:
    """What a commercial policy covers; of other lines their name says it."""
    if policy.line not in issued.NAMED_ON:
        return ""
    return covers or issued.NOT_NAMED


def parts_of(ctx: Any, policies: Iterable[Policy]) -> list[Part]:
    """Each with its covers and its papers; four queries for all."""
    rows = list(policies)
    covers = issued.said_of([each.pk for each in rows])
    found = Dossier.objects.of(ctx).filter(policy__in=[each.pk for each in rows]).select_related("owner")
    dossiers = {each.policy_id: each for each in found}
    return [
        Part(
            each,
            dossiers.get(each.pk),
            each.starts_at <= ctx.now < each.ends_at,
            last_day_of(each.ends_at, ctx.standing.zone),
            covers_said(each, covers.get(each.pk, "")),
        )
        for each in rows
    ]


def is_new(ctx: Any, policy: Policy) -> bool:
    """Whether it belongs into the papers of a new car."""
    return policy.desk == Policy.Desk.NEW_CAR and policy.ends_at > ctx.now


def of_car(ctx: Any, car: Vehicle) -> dict[str, Any]:
    """All that insurance has of it, the newest first; as many queries for one policy as for thirty."""
    policies = Policy.objects.of(ctx).standing().filter(vehicle=car).select_related("insurer", "entered_by")
    cares = ClaimsCare.objects.filter(withdrawn_at=None).select_related("package")
    policies = policies.prefetch_related(Prefetch("cares", cares))
    parts = parts_of(ctx, policies.order_by("-ends_at", "-pk")[:SHOWN])
    quotes = Quote.objects.of(ctx).filter(vehicle=car).select_related("made_by")
    renewals = (
        Renewal.objects.of(ctx).filter(vehicle=car).select_related("owner", "lost_because", "won_policy")
    )
    calls = RenewalCall.objects.of(ctx).filter(renewal__vehicle=car).select_related("by", "concern")
    return {
        "parts": parts,
        "percent": percent_of(parts),
        "lacking": [each for each in parts if each.missing],
        "is_new": any(is_new(ctx, each.policy) for each in parts),
        "quotes": list(quotes.prefetch_related("offers__insurer")[:FEW]),
        "renewals": list(renewals.order_by("-expires_on", "-pk")[:FEW]),
        "calls": list(calls[:FEW]),
        "claims": claimed.of_car(ctx, car),
        "explained": list(explained.standing(ctx, car)[:FEW]),
    }


@dataclass(frozen=True)
class OfCar:
    """One car of a customer, in a line."""

    car: Vehicle
    parts: list[Part]

    @property
    def percent(self) -> int | None:
        return percent_of(self.parts)

    @property
    def missing(self) -> str:
        names = [name for each in self.parts for name in each.missing.split("、") if name]
        return "、".join(dict.fromkeys(names))


def of_customer(ctx: Any, customer: Customer) -> list[OfCar]:
    """His cars that are insured here, each with how far its papers are; six queries."""
    cars = list(Vehicle.objects.of(ctx).filter(owner=customer, merged_into=None).order_by("pk")[:SHOWN])
    policies = (
        Policy.objects.of(ctx).standing().filter(vehicle__in=[each.pk for each in cars], ends_at__gt=ctx.now)
    )
    parts = parts_of(ctx, policies.order_by("-ends_at", "-pk")[: 4 * SHOWN])
    found = [OfCar(car, [each for each in parts if each.policy.vehicle_id == car.pk]) for car in cars]
    return [each for each in found if each.parts]
