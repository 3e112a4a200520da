"""Lending a signature: to whom, for what, how much and how long; and taking it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.money import yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import powers, queries, rates, requirements, separation, superiors
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person, SigningPower
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.separation import Holding


@action("授权代签", by=ANYBODY, opens=SigningPower, gates=[acts_on_own_device], locks=("agent",))
def lend_signature(
    ctx: Act,
    *,
    agent: Person,
    role: Role,
    actions: Sequence[str],
    until_at: datetime,
    reason: str,
    upto: Decimal | None = None,
) -> SigningPower:
    """Somebody signs in his name, for these acts only, up to a sum, and it ends by itself."""
    holder = queries.himself(ctx)
    refuse_what_is_not_his(ctx, holder, agent, role)
    wanted = list(dict.fromkeys(actions))
    known = dict(powers.signable())
    if not wanted or any(name not in known for name in wanted):
        raise Refusal("请选授权哪些申请")
    days = int(rates.measure_of(ctx, powers.LONGEST))
    if not ctx.now < until_at <= ctx.now + timedelta(days=days):
        raise Refusal(f"到期要在现在以后、{days} 天以内：请改时间")
    if upto is not None and upto < 0:
        raise Refusal("金额不能是负数")
    if not reason.strip():
        raise Refusal("授权要写为什么")
    refuse_whom_it_does_not_fit(ctx, agent, holder, role, until_at)
    lent = SigningPower(
        store_id=ctx.store_id,
        holder=holder,
        agent=agent,
        role=role,
        actions=" ".join(wanted),
        upto=None if upto is None else yuan(upto),
        since_at=ctx.now,
        until_at=until_at,
        until_on=clock.day(until_at, ctx.standing.zone),
        reason=reason.strip(),
        acted_at=ctx.now,
    )
    lent.terms = powers.terms_of(lent)
    lent.save()
    ctx.draw_number(lent, "number", "SQ")
    return lent


def refuse_what_is_not_his(ctx: Act, holder: Person, agent: Person, role: Role) -> None:
    """Only a post of one's own: what one fills or signs for another is not lent on."""
    if agent.pk == holder.pk:
        raise Refusal("代签人不能是自己")
    if agent.disabled_at is not None:
        raise Refusal(f"{agent.name}的账号已停用：请换一个人")
    if role not in queries.posts_of(ctx, [holder])[holder.pk]:
        raise Refusal(f"{role.label}不是您自己的岗位：代理或别人授权给您的，不能再授权")


def refuse_whom_it_does_not_fit(
    ctx: Act, agent: Person, holder: Person, role: Role, until_at: datetime
) -> None:
    """Who signs for a post meets what it asks, and nothing comes into one hand that stays apart."""
    if lacking := requirements.unmet(ctx, agent, role, ctx.today):
        raise Refusal(
            f"{agent.name}达不到{role.label}的要求：{'；'.join(lacking)}。请换一个人",
            [Missing(each, "办公室主任", "organization.record_certificate") for each in lacking],
        )
    until = clock.day(until_at, ctx.standing.zone)
    held = [*separation.holdings(ctx, [agent]), Holding(agent.pk, role, ctx.today, until, holder.pk)]
    if found := separation.conflicts(held):
        one = found[0]
        raise Refusal(
            f"{agent.name}不能既是{one.one.role.label}又代签{one.other.role.label}：{one.rule.why}。请换一个人"
        )


@action("收回授权", by=ANYBODY, within={SigningPower.State.IN_FORCE}, gates=[acts_on_own_device])
def take_back_signature(ctx: Act, power: SigningPower) -> None:
    """From this act on nobody signs by it."""
    superiors.may_speak_for(ctx, power.holder, "收回授权")
    if power.until_at <= ctx.now:
        raise Refusal("这份授权已经到期")
    power.taken_back_at = ctx.now
