"""Signatures that are lent: written as terms, read with a standing, held fast while one is given."""

import json
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Power, hold_power_with
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import SigningPower
from zhangdian.people.organization.roles import STAFF_OFFICE

LONGEST = rates.standard("授权代签 最长", 14, "天")


def terms_of(power: SigningPower) -> str:
    """All that a standing needs of it but its key."""
    return json.dumps(
        {
            "role": power.role,
            "holder": power.holder_id,
            "name": power.holder.name,
            "actions": power.actions,
            "upto": None if power.upto is None else str(power.upto),
            "since": power.since_at.isoformat(),
            "until": power.until_at.isoformat(),
        },
        ensure_ascii=False,
    )


@hold_power_with
def hold_fast(act: Act, power: Power) -> None:
    """Locked and read again: who takes it back comes before this signature, or after it."""
    row = SigningPower.objects.of(act).filter(pk=power.key).order_by("pk").lock().first()
    if row is None or not row.stands_at(act.now):
        raise Refusal(f"{power.name}的授权已经收回或到期：请他本人签，或重新授权")


def signable() -> list[tuple[str, str]]:
    """Acts that may wait for a signature: name and label."""
    return [(each.name, str(each.label)) for each in registry.ACTIONS.values() if each.needs]


def open_to(ctx: Any) -> Any:
    """Those that he gave or has; the office sees all."""
    rows = SigningPower.objects.of(ctx).select_related("holder", "agent")
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    return rows.filter(Q(holder=ctx.person_id) | Q(agent=ctx.person_id))


def in_force(ctx: Any) -> Any:
    return open_to(ctx).filter(taken_back_at=None, until_at__gt=ctx.now)
