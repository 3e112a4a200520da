"""Looks at customers' papers and numbers: counted together, open for ten minutes, then signed for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.standards import LOOKS_A_DAY
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, Signatures
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import rates
from zhangdian.people.organization.roles import Role

PAPER, ORIGINAL = "insurance.open_document", "insurance.open_original"
HOLDER = "insurance.open_holder"
SHOWN_FOR = timedelta(minutes=10)
"""After a look was asked for, what it opens stands open so long for who asked."""


def looks_since(ctx: Any, since: Any, *names: str) -> Any:
    """Entries of his looks of these kinds after an instant."""
    return Entry.objects.filter(person_id=ctx.person_id, action__in=names, at__gt=since)


def looks_at(ctx: Any, name: str, label: str, roots: Sequence[int]) -> Any:
    """His looks that stand open at these records."""
    rows = looks_since(ctx, ctx.now - SHOWN_FOR, name)
    return rows.filter(root_type=label, root_id__in=roots)


def looks_today(ctx: Any) -> int:
    """How many papers, originals and holders this person has opened today."""
    start = clock.day_bounds(ctx.today, ctx.standing.zone)[0]
    return int(looks_since(ctx, start, PAPER, ORIGINAL, HOLDER).count())


def beyond_a_day(ctx: Act, what: str, why: str) -> Signatures | None:
    """After so many looks a day a manager signs for each."""
    most = int(rates.measure_of(ctx, LOOKS_A_DAY))
    if looks_today(ctx) < most:
        return None
    role = Role.GENERAL_MANAGER if Role.FI_MANAGER in ctx.roles else Role.FI_MANAGER
    return Signatures((role,), f"今天第 {most + 1} 次以后查看客户资料：{what}，{why.strip()}"[:300])


def refuse_look(holder: Customer | None, why: str) -> None:
    """Without a reason, or where the customer wants to be forgotten, nothing opens."""
    if len(why.strip()) < 2:
        raise Refusal("查看资料要写为什么，例如“核对投保信息”")
    if holder is not None and (holder.restricted_at or holder.erased_at):
        raise Refusal("这位客户要求删除个人信息：资料只保存，不能看")


def holder_stands_open(ctx: Any, policy: Policy) -> bool:
    """Whether he gave his reason for this policy's holder a moment ago."""
    return bool(looks_at(ctx, HOLDER, Policy._meta.label_lower, [policy.pk]).exists())
