"""How far a post goes alone in insurance, and who signs beyond it, step by step (NBI-08, NBI-09)."""

from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import BindingQuote, Insurer, PolicyLine
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Signatures
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.roles import Role

PARTS = {PolicyLine.COMPULSORY: "compulsory", PolicyLine.COMMERCIAL: "commercial"}
"""Which sum of the insurer's quote is that of a policy; of other lines the whole."""


def beyond(ctx: Any, premium: Decimal, use: str, special: bool) -> str:
    """Why it is not for him alone, by the widest limit of his posts."""
    limits = queries.limits_on(ctx, ctx.today)
    mine = [(limits[role], role) for role in sorted(ctx.roles) if role in limits]
    if not mine:
        return "还没有定权限"
    widest, role = max(mine, key=lambda each: each[0].premium_max)
    if premium > widest.premium_max:
        return f"超过{registry.role_label(role)}一单 {widest.premium_max:,.0f} 元的权限"
    if special and not widest.special:
        return "特别约定要上级定"
    return f"{registry.role_label(role)}的权限只限{widest.uses_said}"


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
    return Signatures(tuple(above), f"{effect}：{beyond(ctx, premium, use, special)}", premium)


def refuse_unsigned(ctx: Any, vehicle: Vehicle, insurer: Insurer, line: str, premium: Decimal) -> None:
    """A policy beyond the limit of who enters it: only after the insurer's quote was signed for (NBI-09).

    The insurer's own totals are kept only when whoever had to sign for them has signed.
    """
    limits = queries.limits_on(ctx, ctx.today)
    mine = [limits[role] for role in ctx.roles if role in limits]
    if not limits or any(premium <= each.premium_max for each in mine):
        return
    part = PARTS.get(PolicyLine(line), "total")
    signed = BindingQuote.objects.of(ctx).filter(quote__vehicle=vehicle, insurer=insurer)
    if not signed.filter(**{f"{part}__gte": premium}).exists():
        raise Refusal(
            f"保费 {premium:,.2f} 元超过您的权限，{insurer} 这台车没有签过字的报价："
            "先录保险公司报价，上级签完再登记",
            [Missing("签过字的保险公司报价", "经办的保险专员", "insurance.record_binding_quote")],
        )
