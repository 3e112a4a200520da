"""How far a post goes alone in insurance, and who signs beyond it, step by step (NBI-08, NBI-09)."""

from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.foundation.kernel.action import Signatures
from zhangdian.people.organization.roles import Role


def signers(ctx: Any, premium: Decimal, use: str, special: bool, effect: str) -> Signatures | None:
    """None within his own limit; else the manager, and above his limit the company's leader too."""
    limits = queries.limits_on(ctx, ctx.today)

    def goes(role: str) -> bool:
        return role in limits and limits[role].allows(premium, use, special)

    if any(goes(role) for role in ctx.roles):
        return None
    above: list[Role] = []
    for role in KEEPERS:
        if role not in ctx.roles:
            above.append(role)
        if goes(role):
            break
    if not above:
        return None
    return Signatures(tuple(above), effect, premium)
