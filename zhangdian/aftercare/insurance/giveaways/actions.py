"""Forms of giving away are set by day; a give-away is asked for, signed twice, booked, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.aftercare.insurance import given_away
from zhangdian.aftercare.insurance.models import Giveaway, GiveawayForm, Insurer, Quote
from zhangdian.aftercare.insurance.posts import KEEPERS, QUOTERS
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = Giveaway.State


@dataclass(frozen=True)
class FormRow:
    """One form as the house ships it."""

    name: str
    allowed: bool
    most: Decimal | None
    share: Decimal | None
    source: str
    example: bool


@action("载入让利形式", by=KEEPERS, by_clock=True)
def load_giveaway_forms(ctx: Act, *, rows: Sequence[FormRow]) -> None:
    """The house's own examples; a form that is there already is left as it is."""
    there = set(GiveawayForm.objects.of(ctx).values_list("name", flat=True))
    new = [row for row in rows if row.name not in there]
    if not new:
        raise Refusal("这些形式门店都有了：要改请逐个定")
    GiveawayForm.objects.add_many(
        GiveawayForm(store_id=ctx.store_id, since=ctx.today, acted_at=ctx.now, **vars(row)) for row in new
    )


def slackens_the_rule(
    ctx: Act,
    *,
    name: str,
    allowed: bool,
    source: str,
    most: Decimal | None = None,
    share: Decimal | None = None,
    until: date | None = None,
) -> Signatures | None:
    """What is allowed is the general manager's word too."""
    if not allowed or Role.GENERAL_MANAGER in ctx.roles:
        return None
    limit = f"每单最多 {most or 0:,.2f} 元" + (f"、手续费的 {share.normalize():f}%" if share else "")
    return Signatures((Role.GENERAL_MANAGER,), f"允许用“{name.strip()}”让利，{limit}：{source.strip()}"[:300])


@action("定让利形式", by=KEEPERS, opens=GiveawayForm, gates=[acts_on_own_device], needs=slackens_the_rule)
def set_giveaway_form(
    ctx: Act,
    *,
    name: str,
    allowed: bool,
    source: str,
    most: Decimal | None = None,
    share: Decimal | None = None,
    until: date | None = None,
) -> GiveawayForm:
    """From today on a form is allowed up to a limit, or refused; what was given before stays (RNW-17)."""
    if not name.strip():
        raise Refusal("请写是哪种形式")
    if not source.strip():
        raise Refusal("请写依据：哪条法规、哪份协议或通知")
    made = GiveawayForm(
        store_id=ctx.store_id,
        name=name.strip(),
        allowed=allowed,
        most=most if allowed else None,
        share=share if allowed else None,
        since=ctx.today,
        until=until,
        source=source.strip(),
        set_by=himself(ctx),
        acted_at=ctx.now,
    )
    made.save()
    return made


def both_sign(
    ctx: Act, quote: Quote, *, insurer: Insurer, form: GiveawayForm, amount: Decimal, reason: str
) -> Signatures:
    """The insurance manager and a leader of the company; what is not allowed is refused before (RNW-17)."""
    would_be = refuse(ctx, quote, insurer, form, amount, reason)
    effect = f"{quote.vehicle} {insurer} 让利 {form} {amount:,.2f} 元：{reason.strip()}"
    return given_away.signatures(ctx, effect, amount, would_be)


def refuse(
    ctx: Act, quote: Quote, insurer: Insurer, form: GiveawayForm, amount: Decimal, reason: str
) -> Decimal | None:
    given_away.refuse_form(ctx, form)
    given_away.refuse_quote(ctx, quote, insurer)
    would_be = given_away.expected(ctx, quote, insurer)
    given_away.refuse_amount(form, amount, would_be)
    if not reason.strip():
        raise Refusal("请写为什么要让利")
    return would_be


@action(
    "申请让利",
    by=QUOTERS,
    opens=Giveaway,
    within={Quote.State.VALID},
    gates=[acts_on_own_device],
    needs=both_sign,
)
def offer_giveaway(
    ctx: Act, quote: Quote, *, insurer: Insurer, form: GiveawayForm, amount: Decimal, reason: str
) -> Giveaway:
    """Bound to the quote when both have signed; only then may the quote be sent or issued (RNW-17)."""
    would_be = refuse(ctx, quote, insurer, form, amount, reason)
    made = Giveaway(
        store_id=ctx.store_id,
        quote=quote,
        insurer=insurer,
        form=form,
        amount=amount,
        expected=would_be,
        reason=reason.strip(),
        request=given_away.request_of(ctx, quote),
        asked_by=himself(ctx),
        agreed_at=ctx.now,
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("撤回让利", by=QUOTERS, within={State.AGREED, State.BOOKED}, gates=[acts_on_own_device])
def withdraw_giveaway(ctx: Act, giveaway: Giveaway, *, why: str) -> None:
    """It is not given, or was wrong: another one is asked for and signed anew; it costs nothing any more."""
    if not why.strip():
        raise Refusal("请写为什么撤回")
    if giveaway.policy_id and not ctx.roles.intersection(KEEPERS):
        raise Refusal("已经出单的让利由金融保险经理撤回", [Missing("撤回让利", "金融保险经理")])
    giveaway.withdrawn_at, giveaway.withdrawn_why = ctx.now, why.strip()
    giveaway.withdrawn_by = himself(ctx)
