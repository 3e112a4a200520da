"""What an insurer owes for a policy by the agreement of the day on which it was signed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum

from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    CommissionRate,
    CommissionStatement,
    Giveaway,
    Policy,
)
from zhangdian.aftercare.insurance.standards import PREMIUM_VAT
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import ZERO, yuan
from zhangdian.people.organization import rates


def rates_of(ctx: Any, insurer: Any) -> list[CommissionRate]:
    """Every row of the agreements with an insurer, the latest first."""
    return list(CommissionRate.objects.of(ctx).filter(insurer=insurer).order_by("-since"))


def rate_for(known: Sequence[CommissionRate], policy: Policy) -> CommissionRate | None:
    """The row in force on the day of signing; one of the policy's own desk goes before one of both desks."""
    begun = [
        each
        for each in known
        if each.line == policy.line and each.since <= policy.signed_on and each.desk in ("", policy.desk)
    ]
    return max(begun, key=lambda each: (bool(each.desk), each.since), default=None)


def owed(rate: CommissionRate, policy: Policy, vat: Decimal) -> Decimal:
    """Yuan, of the premium with all its endorsements: what was given back takes its commission with it.

    `vat` is in percent; the premium without it is the base unless the agreement says otherwise
    (insurance.md §5.4).
    """
    base = policy.net_premium
    if rate.base == CommissionRate.Base.NET:
        base = base * 100 / (100 + vat)
    return yuan(base * rate.rate / 100)


def unstated(ctx: Any, insurer: Any, month: date) -> QuerySet[Any]:
    """Policies signed in a month that no standing statement of the insurer names: what is to be asked for."""
    told = CommissionLine.objects.of(ctx).exclude(statement__state=CommissionStatement.State.WITHDRAWN)
    rows: QuerySet[Any] = (
        Policy.objects.of(ctx)
        .standing()
        .filter(insurer=insurer, signed_on__gte=month, signed_on__lte=clock.month_end(month))
    )
    return rows.exclude(Exists(told.filter(policy=OuterRef("pk")))).order_by("signed_on", "pk")


def vat_of(ctx: Any) -> Decimal:
    return rates.measure_of(ctx, PREMIUM_VAT)


def agreed_before(policies: Iterable[int]) -> dict[int, Decimal]:
    """By policy what standing statements have agreed already, in one query."""
    rows = CommissionLine.objects.filter(policy__in=list(policies), agreed__isnull=False)
    rows = rows.exclude(statement__state=CommissionStatement.State.WITHDRAWN).order_by()
    return dict(rows.values_list("policy").annotate(Sum("agreed")))


def still_owed(ctx: Any, insurer: Any, policies: Sequence[Policy]) -> dict[int, tuple[Any, Decimal | None]]:
    """By policy the row of the agreement and what is still to come by it; None where no row holds."""
    known, vat = rates_of(ctx, insurer), vat_of(ctx)
    before = agreed_before(each.pk for each in policies)
    found: dict[int, tuple[Any, Decimal | None]] = {}
    for policy in policies:
        rate = rate_for(known, policy)
        due = None if rate is None else owed(rate, policy, vat) - before.get(policy.pk, ZERO)
        found[policy.pk] = rate, due
    return found


@dataclass
class Expected:
    """What the policies of one insurer bring by the agreement; those that no row rates are counted apart."""

    sum: Decimal = ZERO
    unrated: int = 0
    given: Decimal = ZERO
    """What of it went to customers."""

    @property
    def net(self) -> Decimal:
        return self.sum - self.given


def expected_of(ctx: Any, first: date, last: date) -> dict[int, Expected]:
    """By insurer, of the policies signed in these days; four queries for any number."""
    known: dict[int, list[CommissionRate]] = defaultdict(list)
    for rate in CommissionRate.objects.of(ctx).order_by("-since"):
        known[rate.insurer_id].append(rate)
    vat = vat_of(ctx)
    found: dict[int, Expected] = defaultdict(Expected)
    rows = Policy.objects.of(ctx).standing().filter(signed_on__gte=first, signed_on__lte=last)
    given = dict(
        Giveaway.objects.of(ctx)
        .standing()
        .filter(policy__in=rows)
        .order_by()
        .values_list("policy__insurer")
        .annotate(Sum("amount"))
    )
    for insurer, amount in given.items():
        found[insurer].given = amount
    for policy in rows.order_by("signed_on", "pk"):
        holds = rate_for(known[policy.insurer_id], policy)
        if holds is None:
            found[policy.insurer_id].unrated += 1
        else:
            found[policy.insurer_id].sum += owed(holds, policy, vat)
    return found
