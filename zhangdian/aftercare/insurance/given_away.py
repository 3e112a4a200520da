"""What of a commission may be given away, who signs for it, and what is left of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.aftercare.insurance import commissions
from zhangdian.aftercare.insurance.models import Giveaway, GiveawayForm, Insurer, Policy, Quote, Renewal
from zhangdian.aftercare.insurance.models.policies import PolicyLine
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Act, Signatures
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.roles import Role

ACTION = "insurance.offer_giveaway"
SIGNERS = (Role.FI_MANAGER, Role.GENERAL_MANAGER)
"""保险部经理 and a leader of the company (RNW-17)."""


def forms_on(ctx: Any, day: Any) -> list[GiveawayForm]:
    """Each form as it holds on a day, refused ones too; one query."""
    rows = GiveawayForm.objects.of(ctx).on(day).order_by("-allowed", "name")
    return [each for each in rows if each.holds_on(day)]


def signatures(ctx: Any, effect: str, amount: Decimal, would_be: Decimal | None) -> Signatures:
    """Both; whoever asks in one of these posts has agreed by asking, and never for both.

    What is left of the commission is told to those who sign, not to everybody who reads the quote.
    """
    left = tuple(role for role in SIGNERS if role not in ctx.roles)
    before, after = ("没有费率，算不出",) * 2
    if would_be is not None:
        before, after = f"{would_be:,.2f} 元", f"{would_be - amount:,.2f} 元"
    changes = (("这一单的手续费", before, after),)
    return Signatures(left or (Role.CHIEF_EXECUTIVE,), effect[:300], amount, changes)


# ---- what it would bring -----------------------------------------------------------------------------------


@dataclass
class Would:
    """A policy that a quote would become, as far as its commission needs it."""

    line: str
    signed_on: Any
    desk: str
    net_premium: Decimal


def desk_of(ctx: Any, quote: Quote) -> str:
    renews = Renewal.objects.of(ctx).open().filter(vehicle=quote.vehicle_id).exists()
    return Policy.Desk.RENEWAL if renews else Policy.Desk.NEW_CAR


def expected(ctx: Any, quote: Quote, insurer: Insurer) -> Decimal | None:
    """The commission by the insurer's own totals, else by our reckoning; None where no rate holds."""
    told = quote.binding.filter(insurer=insurer).first() or quote.offers.filter(insurer=insurer).first()
    if told is None:
        return None
    known, vat, desk = commissions.rates_of(ctx, insurer), commissions.vat_of(ctx), desk_of(ctx, quote)
    found: Decimal | None = None
    for line, premium in ((PolicyLine.COMPULSORY, told.compulsory), (PolicyLine.COMMERCIAL, told.commercial)):
        if not premium:
            continue
        would: Any = Would(line, ctx.today, desk, premium)
        if rate := commissions.rate_for(known, would):
            found = (found or ZERO) + commissions.owed(rate, would, vat)
    return found


# ---- what is refused ---------------------------------------------------------------------------------------


def refuse_form(ctx: Any, form: GiveawayForm) -> None:
    """Only as the form holds today, and only what the store allows."""
    now = {each.name: each for each in forms_on(ctx, ctx.today)}.get(form.name)
    allowed = "、".join(each.name for each in forms_on(ctx, ctx.today) if each.allowed) or "还没有"
    if now is None or now.pk != form.pk:
        raise Refusal(f"“{form}”现在不按这一条算：请重新选。现在允许的：{allowed}")
    if not form.allowed:
        raise Refusal(f"“{form}”不允许：{form.source}。允许的形式：{allowed}")


def refuse_amount(form: GiveawayForm, amount: Decimal, would_be: Decimal | None) -> None:
    if amount <= 0:
        raise Refusal("让利金额要大于 0")
    if form.most is not None and amount > form.most:
        raise Refusal(f"“{form}”每单最多 {form.most:,.2f} 元：请改少")
    if would_be is None:
        if form.share is not None:
            raise Refusal("算不出这一单的手续费：请先定这家公司的手续费率，再申请让利")
        return
    most = would_be if form.share is None else would_be * form.share / 100
    if amount > most:
        share = "" if form.share is None else f"的 {form.share.normalize():f}%"
        raise Refusal(f"最多让手续费{share}：预计手续费 {would_be:,.2f} 元，这一单最多 {most:,.2f} 元")


def refuse_quote(ctx: Act, quote: Quote, insurer: Insurer) -> None:
    if quote.valid_until < ctx.today:
        raise Refusal(f"试算 {quote} 有效到 {quote.valid_until}，已经过期：请重新试算")
    if not quote.offers.filter(insurer=insurer).exists():
        raise Refusal(f"这份试算里没有 {insurer}：请选试算里有的公司")
    if Giveaway.objects.of(ctx).standing().filter(quote=quote, insurer=insurer).exists():
        raise Refusal(f"{insurer} 这份报价已经批过让利：要改请先撤回")
    if not ctx.signed and waiting(ctx, [quote.pk]):
        raise Refusal(f"{quote} 已经有一份让利在等签字：请等签完，或先撤回那份申请")


def waiting(ctx: Any, quotes: Iterable[int]) -> list[Request]:
    """Requests to give away that lack a signature, of these quotes; one query."""
    rows = Request.objects.of(ctx).filter(
        action=ACTION, subject_id__in=list(quotes), state=Request.State.OPEN
    )
    return list(rows.select_related("asker").order_by("pk"))


def request_of(ctx: Act, quote: Quote) -> Request | None:
    """The request whose last signature carries this very act out; none while it is only tried."""
    found = waiting(ctx, [quote.pk])
    return found[-1] if found else None


def lacking(request: Request) -> str:
    """The posts whose signature it lacks: 总经理."""
    return "、".join(map(registry.role_label, request.needed.split()))


def refuse_unsigned(ctx: Act, quotes: Iterable[int], what: str) -> None:
    """Nothing is sent or issued while a give-away of it lacks a signature (RNW-17)."""
    if found := waiting(ctx, quotes):
        who = lacking(found[0])
        raise Refusal(
            f"还不能{what}：{found[0].effect}，还差{who}签字。签完再{what}，或先撤回申请",
            [Missing("让利签字", who)],
        )


def quotes_of_car(ctx: Any, vehicle: Any, insurer: Insurer, day: Any) -> list[int]:
    """Quotes of a car that name this insurer and hold on a day; one query."""
    rows = Quote.objects.of(ctx).filter(
        state=Quote.State.VALID, valid_until__gte=day, vehicle=vehicle, offers__insurer=insurer
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


# ---- the books ---------------------------------------------------------------------------------------------


def book(ctx: Act, policy: Policy) -> None:
    """What was agreed for this car and insurer goes onto its policy, the commercial one where it has one."""
    if policy.line == PolicyLine.NON_AUTO:
        return
    open_ones = (
        Giveaway.objects.of(ctx)
        .standing()
        .filter(
            Q(policy=None) | Q(policy__state__in=[Policy.State.VOID]),
            quote__vehicle=policy.vehicle_id,
            quote__state=Quote.State.VALID,
            quote__valid_until__gte=policy.signed_on,
            insurer=policy.insurer_id,
        )
    )
    for each in open_ones.select_related("quote").order_by("pk").lock():
        if policy.line == PolicyLine.COMPULSORY and is_commercial(each):
            continue
        each.policy, each.booked_at = policy, ctx.now
        each.save()


def is_commercial(each: Giveaway) -> bool:
    """Whether the insurer asked for a commercial cover too."""
    told = each.quote.binding.filter(insurer=each.insurer_id).first()
    told = told or each.quote.offers.filter(insurer=each.insurer_id).first()
    return bool(told and told.commercial)


def of_policy(ctx: Any, policy: Policy) -> list[Giveaway]:
    """With who signed and when; two queries."""
    rows = Giveaway.objects.of(ctx).filter(policy=policy)
    return list(rows.select_related("form", "asked_by", "request").prefetch_related(*SIGNED).order_by("pk"))


def of_quote(ctx: Any, quote: Quote) -> dict[str, Any]:
    """What was agreed for a quote, and what was not and why; four queries."""
    rows = Giveaway.objects.of(ctx).filter(quote=quote).select_related("form", "insurer", "request")
    refused = Request.objects.of(ctx).filter(action=ACTION, subject_id=quote.pk, state=Request.State.REFUSED)
    return {
        "giveaways": list(rows.prefetch_related(*SIGNED).order_by("pk")),
        "giveaways_refused": list(refused.order_by("pk")),
    }


SIGNED = ("request__signatures__person", "request__signatures__for_whom")
