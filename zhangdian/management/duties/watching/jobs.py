"""What the clock does about duties: it opens each day once, looks what the journal proves, and urges."""

from datetime import datetime, timedelta

from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.duties.models import Timetable
from zhangdian.management.duties.watching import dates, due, following, tomorrow, urging
from zhangdian.management.duties.watching.actions import (
    follow_cases,
    follow_dates,
    hand_over_due_items,
    open_due_items,
    prove_due_items,
    send_tomorrow,
    urge,
)
from zhangdian.people.organization.models import Store, Tenure

MOST_ACTS = 40
"""Acts by which one look catches up with cases; the next look goes on."""


@job("排职责、对证据、催办", every=timedelta(minutes=5), stuck=timedelta(minutes=10))
def keep_due_items() -> None:
    """Days that were missed come in order, each once; the next run goes on where this one ends."""
    for store in Store.objects.real().filter(pk__in=Timetable.objects.values("store")).order_by("pk"):
        keep_store(Context(store.pk, kind=ActorKind.CLOCK))


@job("发明天没人做的事", every=timedelta(minutes=5), stuck=timedelta(minutes=10))
def write_of_tomorrow() -> None:
    """As soon as the evening's list stands, and again when there is more on it."""
    for store in Store.objects.real().filter(pk__in=Tenure.objects.values("store")).order_by("pk"):
        write_for_store(Context(store.pk, kind=ActorKind.CLOCK))


def write_for_store(ctx: Context) -> None:
    if gaps := tomorrow.untold(ctx):
        send_tomorrow(ctx, gaps=gaps, token=f"send:{ctx.today}:{tomorrow.digest_of(gaps)}")


def keep_store(ctx: Context) -> None:
    """One store's days up to today, what its journal proves by now, and who has to hear of the rest."""
    look = due.look_of(ctx)
    follow_dates_of(ctx, look.since)
    for day in look.days:
        open_due_items(ctx, day=day, token=f"due:{day}")
    if due.moved(ctx):
        hand_over_due_items(ctx)
    follow(ctx)
    if due.proved(ctx, look.since):
        prove_due_items(ctx, since=look.since)
    if steps := urging.look_of(ctx):
        urge(ctx, token=f"urge:{urging.hour_of(ctx)}:{steps.digest}")


def follow_dates_of(ctx: Context, since: datetime) -> None:
    """What was done counts for the date that was; then so many items at a time until none is left."""
    if dates.to_change(ctx, since) and due.proved(ctx, since):
        prove_due_items(ctx, since=since)
    for _ in range(MOST_ACTS):
        if not dates.to_open(ctx, since) and not dates.to_change(ctx, since):
            return
        follow_dates(ctx, since=since)


def follow(ctx: Context) -> None:
    """So many cases at a time until none is left, or none of them can be opened."""
    before = ""
    for _ in range(MOST_ACTS):
        opened = following.to_open(ctx)
        if not opened and not following.to_change(ctx):
            return
        until = opened[-1].entry.at if opened else ctx.now
        mark = f"{opened[-1].entry.pk}:{len(opened)}" if opened else f"{until:%Y%m%d%H%M%S%f}"
        if mark == before:
            return
        follow_cases(ctx, until=until, token=f"cases:{mark}")
        before = mark
