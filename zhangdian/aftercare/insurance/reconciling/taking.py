"""A confirmed list on its way in: batch by batch beside the ledger, in as many statements for each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance import layouts, listed, queries
from zhangdian.aftercare.insurance.layouts import ToldPolicy
from zhangdian.aftercare.insurance.models import (
    BroughtSheet,
    Policy,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.standards import NUMBER_AWAY
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.people.organization import rates

BATCH = 500
"""Rows of one act."""
Match = PolicyListLine.Match
Settled = PolicyListLine.Settled
EXPLAINED = (Settled.THEIRS, Settled.NEITHER)
KEPT = ("settled", "because", "settled_by_id", "settled_at")
"""What somebody said to a difference; a newer list that still has it keeps it."""


def take(ctx: Act, found: PolicyList) -> None:
    """The next rows; after the last of them what only the ledger has, and what the older list left."""
    batch = [row for _, row in layouts.judge(found.brought, found.columns, found.rows_done, BATCH).good]
    PolicyListLine.objects.add_many(lines_for(ctx, found, batch))
    found.rows_done += len(batch)
    if found.rows_done >= found.rows:
        finish(ctx, found)


def lines_for(ctx: Act, found: PolicyList, batch: Sequence[ToldPolicy]) -> list[PolicyListLine]:
    ours = queries.policies_numbered(ctx, found.insurer, [each.number for each in batch])
    by_vin = under_another_number(ctx, found, [each for each in batch if each.number not in ours])
    said = said_before(found, [each.number for each in batch])
    apart = listed.apart_of(ctx)
    lines = []
    for place, row in enumerate(batch, found.rows_done + 1):
        line = PolicyListLine(policy_list=found, order=place, match=Match.MISSING, **vars(row))
        if policy := ours.get(row.number) or by_vin.get(row.number):
            listed.compare(ctx, line, policy, apart)
        if before := said.get(row.number):
            keep_word(line, before)
        lines.append(line)
    listed.give_out(ctx, [each for each in lines if each.match == Match.MISSING])
    return lines


def under_another_number(ctx: Act, found: PolicyList, rows: Sequence[ToldPolicy]) -> dict[str, Policy]:
    """By VIN, for what the ledger has under a number that the list does not name; each policy once."""
    vins = {each.vin for each in rows if each.vin}
    if not vins:
        return {}
    named = layouts.numbers_in(found.brought, found.columns)
    ledger = Policy.objects.of(ctx).standing().filter(insurer=found.insurer_id, vehicle__vin__in=vins)
    by_vin: dict[str, list[Policy]] = defaultdict(list)
    for policy in ledger.select_related("vehicle", "holder").order_by("signed_on", "pk"):
        if policy.number not in named:
            by_vin[policy.vehicle.vin].append(policy)
    most = timedelta(days=int(rates.measure_of(ctx, NUMBER_AWAY)))
    chosen: dict[str, Policy] = {}
    for row in rows:
        fitting = [
            each
            for each in by_vin.get(row.vin, ())
            if abs(each.signed_on - row.signed_on) <= most and row.line in ("", each.line)
        ]
        same = [each for each in fitting if row.premium in (each.premium, each.net_premium)] or fitting
        if len(same) == 1:
            chosen[row.number] = same[0]
            by_vin[row.vin].remove(same[0])
    return chosen


def said_before(found: PolicyList, numbers: Sequence[str]) -> dict[str, PolicyListLine]:
    """By number what the list that this one replaces had."""
    if found.replaces_id is None:
        return {}
    rows = PolicyListLine.objects.filter(policy_list=found.replaces_id, number__in=numbers)
    return {each.number: each for each in rows}


def keep_word(line: PolicyListLine, before: PolicyListLine) -> None:
    """The same difference of the same policy needs no second word; an error stays one."""
    line.our_error = before.our_error
    same = (line.match, line.differs_text) == (before.match, before.differs_text)
    if same and before.settled in EXPLAINED:
        for name in KEPT:
            setattr(line, name, getattr(before, name))


def finish(ctx: Act, found: PolicyList) -> None:
    month_end = clock.month_end(found.month)
    named = PolicyListLine.objects.filter(policy_list=found, policy=OuterRef("pk"))
    rows = (
        Policy.objects.of(ctx)
        .standing()
        .filter(insurer=found.insurer_id, signed_on__gte=found.month, signed_on__lte=month_end)
    )
    extra = list(rows.filter(~Exists(named)).select_related("vehicle").order_by("signed_on", "pk"))
    said = said_before(found, [each.number for each in extra])
    lines = [extra_line(ctx, found, at, each) for at, each in enumerate(extra, found.rows + 1)]
    for line in lines:
        if before := said.get(line.number):
            keep_word(line, before)
    PolicyListLine.objects.add_many(lines)
    end_what_is_told_no_more(ctx, found)
    found.compared_at = ctx.now
    left = PolicyListLine.objects.filter(policy_list=found, settled="").exclude(match=Match.SAME)
    found.left = left.count()
    BroughtSheet.objects.filter(pk=found.brought_id).update(body="[]")


def extra_line(ctx: Act, found: PolicyList, place: int, policy: Policy) -> PolicyListLine:
    zone = ctx.standing.zone
    return PolicyListLine(
        policy_list=found,
        order=place,
        match=Match.EXTRA,
        policy=policy,
        number=policy.number,
        line=policy.line,
        vin=policy.vehicle.vin,
        plate=policy.plate or policy.vehicle.plate,
        signed_on=policy.signed_on,
        starts_on=clock.day(policy.starts_at, zone),
        last_day=last_day_of(policy.ends_at, zone),
        premium=policy.premium,
        tax=policy.tax,
    )


def end_what_is_told_no_more(ctx: Act, found: PolicyList) -> None:
    """Policies that only the replaced list named are nobody's to register."""
    if found.replaces_id is not None:
        end_tasks(
            ctx, Q(lines__policy_list=found.replaces_id), found.replaces_id, found.pk, "新的清单里没有这张了"
        )


def end_tasks(ctx: Act, which: Q, gone: Any, come: Any, because: str) -> None:
    """Open ones that no other list names which counts; one has just gone, another perhaps come."""
    counts = Q(policy_list__in=PolicyList.objects.current()) & ~Q(policy_list=gone)
    named = PolicyListLine.objects.filter(counts | Q(policy_list=come), task=OuterRef("pk"))
    rows = UnregisteredPolicy.objects.of(ctx).filter(which, ~Exists(named), policy=None, because="")
    keys = sorted(set(rows.order_by().values_list("pk", flat=True)))
    tasks = list(UnregisteredPolicy.objects.of(ctx).filter(pk__in=keys).order_by("pk").lock())
    for each in tasks:
        each.because, each.closed_at = because, ctx.now
    UnregisteredPolicy.objects.change_many(tasks, ["because", "closed_at"])


def let_go(ctx: Act, found: PolicyList) -> None:
    """What was open in a list that counts no more is nobody's to work off."""
    lines: list[Any] = list(
        PolicyListLine.objects.filter(policy_list=found, settled="").exclude(match=Match.SAME).order_by("pk")
    )
    for line in lines:
        line.policy_list = found
        line.settled, line.settled_at, line.holder = Settled.REPLACED, ctx.now, ""
    PolicyListLine.objects.change_many(lines, ["settled", "settled_at", "holder"])
    found.left = 0
