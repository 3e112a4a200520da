"""等保险批复: quotes beyond somebody's authority, who decides until when, and what was decided (NBI-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import Quote
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.aftercare.insurance.standards import DECIDED_WITHIN
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry, Request
from zhangdian.people.organization import hours, rates
from zhangdian.people.organization.roles import REPORTS_TO, Role

MARK = "等保险批复"
READ = "insurance.read_decision"
KEPT_FOR = timedelta(days=30)
"""So long a decision waits to be read."""
ABOVE = tuple(dict.fromkeys(REPORTS_TO[role] for role in KEEPERS))
"""Who stands above those who sign."""
QUOTE = Quote._meta.label_lower


@dataclass(frozen=True)
class Approval:
    """One request that waits: why, for whom, and when it should be decided."""

    request: Request
    due: datetime
    late: bool

    @property
    def who(self) -> str:
        """The posts that decide: 金融保险经理、总经理."""
        return "、".join(map(registry.role_label, self.request.needed.split()))

    @property
    def above(self) -> list[Role]:
        """Who stands above those who have not decided."""
        return [REPORTS_TO[Role(role)] for role in self.request.needed.split() if Role(role) in REPORTS_TO]


def approvals(ctx: Any, requests: Iterable[Request]) -> list[Approval]:
    """Each with its hour: so many of the store's hours after it was asked; two queries, none without any."""
    rows = list(requests)
    if not rows:
        return []
    open_hours = hours.working_day(ctx)
    within = timedelta(hours=float(rates.measure_of(ctx, DECIDED_WITHIN)))
    found = []
    for each in rows:
        due = open_hours.after(each.asked_at, within)
        found.append(Approval(each, due, due < ctx.now))
    return found


def of_quotes(ctx: Any, quotes: Iterable[int]) -> dict[int, Approval]:
    """Quote → what it waits for."""
    rows = queries.waiting_for_signature(ctx, list(quotes)).order_by("-asked_at", "-pk")
    return {each.request.subject_id or 0: each for each in approvals(ctx, rows)}


def waits(outer: str = "pk") -> Exists:
    """Of quotes: something about it waits for a signature."""
    rows = Request.objects.filter(subject_type=QUOTE, subject_id=OuterRef(outer), state=Request.State.OPEN)
    return Exists(rows)


def of_mine(ctx: Any) -> QuerySet[Any]:
    """Requests that wait about quotes of his customers."""
    mine = Quote.objects.of(ctx).filter(advisor=ctx.person_id, state=Quote.State.VALID)
    rows: QuerySet[Any] = queries.waiting_for_signature(ctx, mine.values("pk")).order_by("asked_at", "pk")
    return rows


def late_above(ctx: Any) -> list[Approval]:
    """What was not decided in time by those who report to him."""
    rows = queries.waiting_for_signature(ctx, Quote.objects.of(ctx).values("pk")).order_by("asked_at", "pk")
    found = approvals(ctx, rows)
    return [each for each in found if each.late and not ctx.roles.isdisjoint(each.above)]


def decided(ctx: Any, quote: Any = None) -> QuerySet[Any]:
    """Decisions about quotes of his customers that he has not read, the last first."""
    mine = Quote.objects.of(ctx).filter(advisor=ctx.person_id, state=Quote.State.VALID)
    read = Entry.objects.filter(
        person_id=ctx.person_id,
        action=READ,
        root_type=QUOTE,
        root_id=OuterRef("subject_id"),
        at__gte=OuterRef("acted_at"),
    )
    rows: QuerySet[Any] = Request.objects.of(ctx).filter(
        ~Exists(read),
        subject_type=QUOTE,
        subject_id__in=mine.values("pk") if quote is None else [quote.pk],
        state__in=[Request.State.DONE, Request.State.REFUSED],
        acted_at__gte=ctx.now - KEPT_FOR,
    )
    return rows.order_by("-acted_at", "-pk")


def answer(request: Request) -> str:
    """What was decided, in words."""
    return "同意了" if request.state == Request.State.DONE else f"没同意：{request.answer}"
