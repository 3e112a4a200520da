"""What goes into the hands of who buys a new car: its policies, whom to call, what to do (NBI-14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.explained import LINES
from zhangdian.aftercare.insurance.models import (
    ClaimsCare,
    DeliveredCar,
    ExplainedClause,
    Insurer,
    Policy,
    PolicyLine,
)
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role

TO_CALL = {Role.NEW_CAR_INSURANCE: "保单、批改", Role.CLAIMS_ADJUSTER: "出险、理赔"}
"""Whom the buyer calls in the store, and about what."""


@dataclass(frozen=True)
class Packed:
    """One policy that runs or begins, as its holder is told of it."""

    policy: Policy
    last_day: date
    named: str = ""
    """Its covers with their sums, as they stand; empty where it names none."""

    @property
    def covers(self) -> str:
        """Of its line the covers whose clauses were explained before it was registered."""
        told = self.policy.explanation.clauses.all() if self.policy.explanation else ()
        lines = LINES.get(PolicyLine(self.policy.line)) or ()
        names = [each.clause.cover.short_name for each in told if each.clause.cover.line in lines]
        return "、".join(dict.fromkeys(names))

    @property
    def cares(self) -> list[ClaimsCare]:
        return list(self.policy.cares.all())


@dataclass(frozen=True)
class Pack:
    """One car's papers of insurance on the day on which they are printed."""

    car: Vehicle
    policies: list[Packed]
    delivered: DeliveredCar | None
    store: Store
    to_call: list[tuple[str, Person]]

    @property
    def insurers(self) -> list[Insurer]:
        """Each once, in the order of the policies."""
        return list({each.policy.insurer_id: each.policy.insurer for each in self.policies}.values())


def policies_of(ctx: Any, car: Vehicle) -> Iterable[Policy]:
    """Those that run or begin, compulsory cover first."""
    rows = Policy.objects.of(ctx).standing().filter(vehicle=car, ends_at__gt=ctx.now)
    told = ExplainedClause.objects.select_related("clause__cover")
    cares = ClaimsCare.objects.filter(withdrawn_at=None).select_related("package")
    found: Iterable[Policy] = (
        rows.select_related("insurer", "explanation")
        .prefetch_related(Prefetch("explanation__clauses", told), Prefetch("cares", cares))
        .order_by("line", "starts_at", "pk")
    )
    return found


def pack_of(ctx: Any, car: Vehicle) -> Pack:
    """As many queries for one policy as for six."""
    policies = list(policies_of(ctx, car))
    named = issued.said_of([each.pk for each in policies if each.line in issued.NAMED_ON])
    handed = DeliveredCar.objects.of(ctx).standing().filter(vin=car.vin) if car.vin else None
    return Pack(
        car,
        [
            Packed(each, last_day_of(each.ends_at, ctx.standing.zone), named.get(each.pk, ""))
            for each in policies
        ],
        handed.first() if handed is not None else None,
        Store.objects.of(ctx).get(pk=ctx.store_id),
        [(about, who) for role, about in TO_CALL.items() for who in organization.holders(ctx, role)[:2]],
    )
