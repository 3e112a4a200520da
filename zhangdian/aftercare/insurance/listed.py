"""What an insurer's list and the ledger say of one policy, and what follows when the ledger changes."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from zhangdian.aftercare.insurance import terms
from zhangdian.aftercare.insurance.models import (
    EntryError,
    Policy,
    PolicyLine,
    PolicyList,
    PolicyListLine,
    Renewal,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.standards import LIST_TOLERANCE
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers import names
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

Match = PolicyListLine.Match
Settled = PolicyListLine.Settled
HOLDER = "投保人"
LINES = {each.value: str(each.label) for each in PolicyLine}
COMPARED = ("vehicle", "holder")
"""What is read with a policy that is compared."""

# What differs -------------------------------------------------------------------------------------------


def differences(told: Any, policy: Policy, zone: ZoneInfo, apart: Decimal) -> list[list[str]]:
    """What, theirs, ours, of a row of a list; of names only that they differ."""
    car = policy.vehicle
    ours_plates = {policy.plate, car.plate} - {""}
    pairs: list[tuple[str, Any, Any]] = [
        ("保单号", told.number, policy.number),
        ("险别", told.line and LINES[told.line], LINES[policy.line]),
        ("车架号", told.vin, car.vin),
        ("车牌", "" if told.plate in ours_plates else told.plate, policy.plate or car.plate),
        ("签单日期", told.signed_on, policy.signed_on),
        ("起保日", told.starts_on, clock.day(policy.starts_at, zone)),
        ("最后一天", told.last_day, terms.last_day_of(policy.ends_at, zone)),
        ("保费", unlike(told.premium, apart, policy.premium, policy.net_premium), policy.premium),
        ("车船税", unlike(told.tax, apart, policy.tax), policy.tax),
    ]
    found = [
        [what, f"{theirs}", f"{ours}"]
        for what, theirs, ours in pairs
        if theirs not in ("", None) and ours not in ("", None) and theirs != ours
    ]
    name = opened(told.holder)
    if name and policy.holder is not None and not alike(name, opened(policy.holder.name)):
        found.append([HOLDER, "", ""])
    return found


def unlike(theirs: Decimal | None, apart: Decimal, *ours: Decimal) -> Decimal | None:
    """Their amount where it is none of ours; a list may tell the premium with its endorsements."""
    if theirs is None or any(abs(theirs - each) <= apart for each in ours):
        return None
    return theirs


def alike(theirs: str, ours: str) -> bool:
    """Whether two names may be one: insurers print 段** for 段晓岚."""
    pieces = [re.escape(each) for each in re.split(r"[*＊]+", names.normalise(theirs))]
    return re.fullmatch(".*".join(pieces), names.normalise(ours)) is not None


def compare(ctx: Any, line: PolicyListLine, policy: Policy, apart: Decimal) -> None:
    """Lay a line beside a policy."""
    found = differences(line, policy, ctx.standing.zone, apart)
    line.policy = policy
    line.match = Match.DIFFERS if found else Match.SAME
    line.differs_text = json.dumps(found, ensure_ascii=False) if found else ""
    if not any(each[0] == HOLDER for each in found):
        line.holder = ""


def apart_of(ctx: Any) -> Decimal:
    return rates.measure_of(ctx, LIST_TOLERANCE)


# What nobody entered ------------------------------------------------------------------------------------


def give_out(ctx: Act, lines: Sequence[PolicyListLine]) -> None:
    """Each policy that only the list knows is somebody's to register; as many queries for one as for many."""
    if not lines:
        return
    insurer, numbers = lines[0].policy_list.insurer_id, [each.number for each in lines]
    rows = UnregisteredPolicy.objects.of(ctx).filter(insurer=insurer, number__in=numbers)
    known = {each.number: each for each in rows.order_by("pk").lock()}
    again = [
        each for each in known.values() if each.policy_id or (each.because and each.closed_by_id is None)
    ]
    for task in again:
        task.policy, task.because, task.closed_at = None, "", None
    UnregisteredPolicy.objects.change_many(again, ["policy", "because", "closed_at"])
    new = [each for each in lines if each.number not in known]
    known |= {each.number: each for each in UnregisteredPolicy.objects.add_many(tasks_for(ctx, insurer, new))}
    for line in lines:
        line.task = task = known[line.number]
        if task.because:
            line.settled, line.because = Settled.CLOSED, task.because
            line.settled_by_id, line.settled_at = task.closed_by_id, task.closed_at


def tasks_for(ctx: Act, insurer: int, lines: Sequence[PolicyListLine]) -> list[UnregisteredPolicy]:
    cars = {
        each.vin: each
        for each in Vehicle.objects.of(ctx).standing().filter(vin__in={each.vin for each in lines} - {""})
    }
    desk = specialists(ctx, lines)
    had = owners_before(ctx, [each.pk for each in cars.values()])
    loads = Counter({each: 0 for each in desk})
    counted = UnregisteredPolicy.objects.of(ctx).filter(state=UnregisteredPolicy.State.OPEN, owner__in=desk)
    loads.update(dict(counted.order_by().values_list("owner").annotate(Count("pk"))))
    made = []
    for line in lines:
        car = cars.get(line.vin)
        before = had.get(car.pk) if car else None
        owner = before if before and before in loads else min(desk, key=lambda each: loads[each])
        loads[owner] += 1
        made.append(
            UnregisteredPolicy(
                store_id=ctx.store_id,
                insurer_id=insurer,
                number=line.number,
                line=line.line,
                vin=line.vin,
                plate=line.plate or (car.plate if car else ""),
                vehicle=car,
                signed_on=line.signed_on,
                due_on=max(line.signed_on, ctx.today),
                owner_id=owner,
                opened_at=ctx.now,
                acted_at=ctx.now,
            )
        )
    return made


def specialists(ctx: Act, lines: Sequence[PolicyListLine]) -> list[int]:
    """The renewal desk; where it is empty the manager, else who confirmed the list."""
    held = organization.holders_of_each(ctx, (Role.RENEWAL_SPECIALIST, Role.FI_MANAGER))
    people: list[Person] = held[Role.RENEWAL_SPECIALIST] or held[Role.FI_MANAGER]
    confirmed = next((each.policy_list.accepted_by_id for each in lines), None)
    return [each.pk for each in people] or [confirmed or himself(ctx).pk]


def owners_before(ctx: Any, cars: Sequence[int]) -> dict[int, int]:
    """By car who had its last renewal in hand."""
    rows = Renewal.objects.of(ctx).filter(vehicle__in=cars, owner__isnull=False).order_by("expires_on", "pk")
    return dict(rows.values_list("vehicle", "owner"))


# What follows when the ledger changes ---------------------------------------------------------------------


def lines_of(ctx: Act, which: Q) -> list[PolicyListLine]:
    """These lines of lists that count, with their lists locked."""
    rows = PolicyListLine.objects.of(ctx).filter(which, policy_list__in=PolicyList.objects.current())
    keys = sorted(set(rows.order_by().values_list("policy_list", flat=True)))
    if not keys:
        return []
    lists = {each.pk: each for each in PolicyList.objects.of(ctx).filter(pk__in=keys).order_by("pk").lock()}
    found = list(rows.order_by("pk"))
    for line in found:
        line.policy_list = lists[line.policy_list_id]
    return found


def put_down(ctx: Act, lines: Sequence[PolicyListLine]) -> None:
    """The lines as they are now, and how many each list has left."""
    PolicyListLine.objects.change_many(
        lines,
        ["policy", "match", "differs_text", "holder", "our_error", "settled", "because", "settled_by",
         "settled_at", "task"],
    )  # fmt: skip
    recount({each.policy_list_id: each.policy_list for each in lines}.values())


def recount(lists: Iterable[PolicyList]) -> None:
    """How many differences are left, for all of them in one query."""
    some = list(lists)
    rows = PolicyListLine.objects.filter(policy_list__in=some, settled="").exclude(match=Match.SAME)
    left = dict(rows.order_by().values_list("policy_list").annotate(Count("pk")))
    for each in some:
        each.left = left.get(each.pk, 0)
    PolicyList.objects.change_many(some, ["left"])


def settle(ctx: Act, line: PolicyListLine, settled: Settled, because: str = "") -> None:
    line.settled, line.because, line.settled_at = settled, because, ctx.now
    line.settled_by = himself(ctx) if ctx.person_id else None
    line.holder = ""


def reopen(line: PolicyListLine) -> None:
    line.settled = line.because = ""
    line.settled_by = line.settled_at = None


def entered(ctx: Act, policy: Policy) -> None:
    """What a list had told before anybody entered it is registered (RNW-29)."""
    rows = UnregisteredPolicy.objects.of(ctx).filter(insurer=policy.insurer_id, number=policy.number)
    task = rows.order_by("pk").lock().first()
    if task is None:
        return
    task.policy, task.because = policy, ""
    task.save()
    lines, apart = lines_of(ctx, Q(task=task)), apart_of(ctx)
    for line in lines:
        compare(ctx, line, policy, apart)
        if line.match == Match.SAME:
            line.match = Match.MISSING
            settle(ctx, line, Settled.REGISTERED)
        else:
            reopen(line)
    put_down(ctx, lines)


def corrected(ctx: Act, policy: Policy) -> None:
    """A difference that a correction has done away with was an error of ours (NBI-05)."""
    wrong = Q(policy=policy, settled="", match__in=[Match.DIFFERS, Match.EXTRA])
    lines = lines_of(ctx, wrong)
    if not lines:
        return
    apart = apart_of(ctx)
    matched = set(
        PolicyListLine.objects.of(ctx)
        .filter(policy_list__in=[each.policy_list_id for each in lines], policy=policy)
        .exclude(match=Match.EXTRA)
        .values_list("policy_list", flat=True)
    )
    for line in lines:
        before = line.differs_text
        if line.match == Match.EXTRA:
            gone = not is_of_month(policy.signed_on, line.policy_list.month) or line.policy_list_id in matched
        else:
            compare(ctx, line, policy, apart)
            gone = line.match == Match.SAME
            line.our_error = line.our_error or before != line.differs_text
        if gone:
            line.match = line.match if line.match == Match.EXTRA else Match.DIFFERS
            line.differs_text, line.our_error = before, True
            settle(ctx, line, Settled.OURS, "更正了录入")
    put_down(ctx, lines)


def voided(ctx: Act, policy: Policy, because: str) -> None:
    """What was entered wrongly is not here any more: the list's own policy is to be registered."""
    lines = lines_of(ctx, Q(policy=policy))
    if any(each.match in (Match.DIFFERS, Match.EXTRA) and not each.settled for each in lines):
        EntryError(
            policy=policy, by=policy.entered_by, found_by=himself(ctx), at=ctx.now,
            what=f"清单核对：{because}"[:200], cause=EntryError.Cause.TYPED,
        ).save()  # fmt: skip
    missing = []
    for line in lines:
        if line.match == Match.EXTRA:
            if not line.settled:
                line.our_error = True
                settle(ctx, line, Settled.OURS, because)
            continue
        line.our_error = line.our_error or (line.match == Match.DIFFERS and not line.settled)
        line.policy, line.match, line.differs_text = None, Match.MISSING, ""
        reopen(line)
        missing.append(line)
    give_out(ctx, missing)
    put_down(ctx, lines)


def is_of_month(day: date, month: date) -> bool:
    return day.replace(day=1) == month
