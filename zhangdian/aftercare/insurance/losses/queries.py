"""Lost renewals of a month by reason, and what came of the measures before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from zhangdian.aftercare.insurance.models import (
    Improvement,
    LostAnalysis,
    LostCount,
    LostGroup,
    QuoteSent,
    Renewal,
    RenewalCall,
)
from zhangdian.aftercare.insurance.standards import LARGE_GAP, SMALL_GAP
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import rates

MONTH = relativedelta(months=1)


def lost_in(ctx: Any, month: date) -> Any:
    """Renewals that were lost in a month and are so still."""
    begins, ends = clock.days_bounds(month, clock.month_end(month), ctx.standing.zone)
    return Renewal.objects.of(ctx).filter(lost_at__gte=begins, lost_at__lt=ends)


def by_reason(ctx: Any, month: date) -> dict[int, int]:
    rows = lost_in(ctx, month).order_by().values("lost_because").annotate(cars=Count("pk"))
    return dict(rows.values_list("lost_because", "cars"))


NOT_SAID, NOBODY = "没有说", "没有打过"
Group = tuple[LostGroup.By, int, str]
"""By what, where it stands among the others, and what it is called."""


@dataclass(frozen=True)
class Bands:
    """Differences in price as the store tells them apart."""

    small: Decimal
    large: Decimal

    def of(self, ours: Decimal | None, theirs: Decimal | None) -> tuple[int, str]:
        """Place and name of the band; without both prices nobody knows."""
        if ours is None or theirs is None:
            return 5, "不知道：没记对手价，或没发过报价"
        gap = ours - theirs
        if gap <= 0:
            return 1, "对手不比我们低"
        if gap <= self.small:
            return 2, f"低 {self.small:f} 元以内"
        if gap < self.large:
            return 3, f"低 {self.small:f} 到 {self.large:f} 元"
        return 4, f"低 {self.large:f} 元以上"


def bands_of(ctx: Any) -> Bands:
    set_for = rates.measures_of(ctx, [SMALL_GAP, LARGE_GAP])
    small, large = (Decimal(set_for[each.key]).normalize() for each in (SMALL_GAP, LARGE_GAP))
    return Bands(small, max(small, large))


def grouped(ctx: Any, month: date, bands: Bands) -> Counter[Group]:
    """The lost of a month by where they went, by the difference in price, and by who called them last."""
    ours = QuoteSent.objects.filter(renewal=OuterRef("pk")).order_by("-sent_at", "-pk").values("total")[:1]
    called = RenewalCall.objects.filter(renewal=OuterRef("pk")).order_by("-at", "-pk").values("by__name")[:1]
    rows = lost_in(ctx, month).annotate(
        ours=Subquery(ours), caller=Coalesce(Subquery(called), F("owner__name"))
    )
    found: Counter[Group] = Counter()
    for went_to, price, quoted, caller in rows.order_by("pk").values_list(
        "lost_to__name", "lost_price", "ours", "caller"
    ):
        found[LostGroup.By.WENT_TO, int(not went_to), went_to or NOT_SAID] += 1
        found[(LostGroup.By.PRICE_GAP, *bands.of(quoted, price))] += 1
        found[LostGroup.By.CALLER, int(not caller), caller or NOBODY] += 1
    return found


def due_months(ctx: Any) -> list[date]:
    """The month that is over, where nobody has drafted it."""
    month = ctx.today.replace(day=1) - MONTH
    return [] if LostAnalysis.objects.of(ctx).filter(month=month).exists() else [month]


@dataclass(frozen=True)
class Followed:
    """A measure of the month before, its state, and how its reason has changed since."""

    improvement: Improvement
    then: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.then


def followed(ctx: Any, analysis: LostAnalysis) -> list[Followed]:
    """What came of the measures that were approved for the month before (RNW-22)."""
    before = (
        LostAnalysis.objects.of(ctx)
        .filter(month=analysis.month - MONTH, state=LostAnalysis.State.APPROVED)
        .first()
    )
    if before is None:
        return []
    then = dict(before.counts.values_list("reason", "count"))
    now = dict(analysis.counts.values_list("reason", "count"))
    rows = before.improvements.filter(dropped=False).select_related("reason", "owner")
    return [Followed(each, then.get(each.reason_id, 0), now.get(each.reason_id, 0)) for each in rows]


@dataclass(frozen=True)
class Change:
    """A reason of the month, and how it went on in the next one, as far as that has come."""

    told: LostCount
    later: int

    @property
    def change(self) -> int:
        return self.later - self.told.count


def changes_of(ctx: Any, analysis: LostAnalysis) -> list[Change]:
    """Each reason with the month before beside it, and the month after as it stands now."""
    later = by_reason(ctx, analysis.month + MONTH)
    rows = analysis.counts.select_related("reason")
    return [Change(each, later.get(each.reason_id, 0)) for each in rows]


def groups_of(analysis: LostAnalysis) -> list[tuple[str, list[LostGroup]]]:
    """By what they were grouped, each group with its count."""
    rows: Iterable[LostGroup] = analysis.groups.all()
    found: dict[str, list[LostGroup]] = {by: [] for by in LostGroup.By.values}
    for each in rows:
        found[each.by].append(each)
    return [(str(LostGroup.By(by).label), each) for by, each in found.items() if each]


def improvements_of(analysis: LostAnalysis) -> list[Improvement]:
    return list(analysis.improvements.filter(dropped=False).select_related("reason", "owner"))


def mine_to_do(ctx: Any) -> Any:
    """Measures of his own that are approved and not done."""
    rows = Improvement.objects.of(ctx).filter(
        analysis__state=LostAnalysis.State.APPROVED, dropped=False, done_at=None, owner=ctx.person_id
    )
    return rows.select_related("reason", "analysis").order_by("due_on", "pk")
