"""The two sittings: several papers, one signature, each paper frozen with its hash."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel import holds, papers
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import holding, recommended
from zhangdian.frontline.service.lines import advice_on, customer_total
from zhangdian.frontline.service.models import Advice, Agreement, OrderLine, RepairOrder
from zhangdian.frontline.service.models.promises import AgreedLine
from zhangdian.frontline.service.papers import ORDER, WALK_AROUND
from zhangdian.frontline.service.requesting import request_parts_of

Answer = Agreement.Answer


def same_revision(order: RepairOrder, seen: int) -> None:
    """What the customer saw is what stands here, or he must see it again (PROC-D-28)."""
    if seen != order.revision:
        raise Refusal("内容刚刚改过：请刷新，给客户看过新的一版再签")


def open_question(
    ctx: Act, order: RepairOrder, about: str, amount: Decimal, *, asked: Sequence[OrderLine] = (), **rest: Any
) -> Agreement:
    """Ask the customer: the version shown, when, and for how much."""
    agreement = Agreement(
        order=order, about=about, revision=order.revision, amount=amount, shown_at=ctx.now, **rest
    )
    agreement.save()
    if asked:
        AgreedLine.objects.add_many([AgreedLine(agreement=agreement, line=line) for line in asked])
    return agreement


def pending_question(order: RepairOrder, about: str) -> Agreement | None:
    """What the customer was asked about this and has not answered."""
    asked = order.at_hand("agreements")
    return next((each for each in asked if (each.about, each.answer) == (about, Answer.PENDING)), None)


def revoke_question(ctx: Act, order: RepairOrder, about: str) -> None:
    """What was shown before is no longer what is asked; its link answers nothing any more."""
    if asked := pending_question(order, about):
        asked.answer, asked.answered_at = Agreement.Answer.REVOKED, ctx.now
        asked.save()
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER)


def settle_question(
    ctx: Act, order: RepairOrder, about: str, answer: str, means: str, **rest: Any
) -> Agreement:
    """Close the open question of this kind, or record one that was put and answered at once."""
    agreement = pending_question(order, about) or Agreement(
        order=order, about=about, shown_at=ctx.now, revision=order.revision
    )
    agreement.answer, agreement.answered_at, agreement.means = answer, ctx.now, means
    agreement.revision = order.revision
    for name, value in rest.items():
        setattr(agreement, name, value)
    agreement.save()
    return agreement


def sign_first_sitting(
    ctx: Act,
    order: RepairOrder,
    pages: Sequence[str],
    *,
    means: Means,
    signature: Any,
    witness: Any = None,
) -> None:
    """Freeze walk-around form and order, authorize their lines, ask for their parts."""
    if len(pages) != 2:
        raise Refusal("接车登记表和任务委托书要一起签")
    papers.freeze(ctx, WALK_AROUND, order, pages[0], means=means, signature=signature, witness=witness)
    papers.freeze(
        ctx, ORDER, order, pages[1], means=means, signature=signature, witness=witness, numbers=order
    )
    amount = customer_total(order)
    settle_question(ctx, order, Agreement.About.ORDER, Agreement.Answer.YES, means, amount=amount)
    lines = order.live_lines()
    for line in lines:
        line.authorized_at = ctx.now
    OrderLine.objects.change_many(lines, ["authorized_at"])
    order.signed_at, order.signed_revision = ctx.now, order.revision
    order.first_promised_at = order.promised_at
    order.agreed_amount = amount
    decide_open_advice(ctx, order)
    request_parts_of(ctx, order, lines)
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER)


def decide_open_advice(ctx: Act, order: RepairOrder) -> None:
    """What stands on the order is taken; what nobody took is 本次不做 and stays open on the car."""
    taken = advice_on(order)
    for each in recommended.open_for(ctx, order.vehicle_id):
        if each.pk in taken:
            each.answer, each.because, each.answered_at = Advice.Answer.TAKEN, "", ctx.now
            each.save()
        elif not each.safety and (each.answered_at is None or each.answered_at < order.arrived_at):
            each.answer, each.because, each.answered_at = Advice.Answer.LATER, "本次不做", ctx.now
            each.save()
