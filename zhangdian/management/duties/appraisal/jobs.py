"""The clock opens the sheets of the month that is over, a few at a time."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.duties.appraisal import schemes, settling, sheets
from zhangdian.management.duties.appraisal.actions import carry_objection_up, open_appraisals, open_month
from zhangdian.management.duties.appraisal.reckoning import Month
from zhangdian.management.duties.models import AppraisalMonth, Scheme
from zhangdian.people.organization.models import Person, Store

AT_ONCE = 8
"""Sheets of one act: nobody waits long for the till while a month is reckoned."""


@job("出考核单", every=timedelta(hours=1), stuck=timedelta(minutes=30))
def open_sheets() -> None:
    """Months that were missed come in order; what is there already is not made again."""
    for store in Store.objects.real().filter(pk__in=Scheme.objects.values("store")).order_by("pk"):
        open_for_store(Context(store.pk, kind=ActorKind.CLOCK))


def open_for_store(ctx: Context) -> None:
    for first in sheets.months_to_open(ctx):
        if schemes.in_force(ctx, first):
            open_one(ctx, first)


def open_one(ctx: Context, first: date) -> None:
    month = AppraisalMonth.objects.of(ctx).filter(first=first).first()
    if month is None:
        month = open_month(ctx, first=first, token=f"appraisal:{first}").subject
    if month.state != AppraisalMonth.State.OPEN:
        return
    few = sheets.measure(ctx, sheets.TOO_FEW)
    missing = [each for each in sheets.without_sheet(ctx, month, Month(ctx, first)) if each.days >= few]
    for begin in range(0, len(missing), AT_ONCE):
        some = [each.person for each in missing[begin : begin + AT_ONCE]]
        open_appraisals(ctx, month, people=some, token=f"appraisal:{first}:{digest_of(some)}")


def digest_of(people: Sequence[Person]) -> str:
    return hashlib.sha256(" ".join(str(each.pk) for each in people).encode()).hexdigest()[:40]


@job("异议上交", every=timedelta(hours=1), stuck=timedelta(minutes=15))
def carry_objections_up() -> None:
    """What nobody answered by its day goes to the next post above, each once."""
    for store in Store.objects.real().filter(pk__in=Scheme.objects.values("store")).order_by("pk"):
        carry_up_for_store(Context(store.pk, kind=ActorKind.CLOCK))


def carry_up_for_store(ctx: Context) -> None:
    for each in settling.overdue(ctx):
        if sheets.next_above(ctx, each.asked, [each.appraisal.person_id]) is not None:
            carry_objection_up(ctx, each, token=f"objection:{each.pk}:{each.raised}")
