"""Recommendations of a car: what was found and not done comes back at the next visit."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import quoting
from zhangdian.frontline.service.lines import amount_of
from zhangdian.frontline.service.models import Advice, Appointment, OrderLine, RepairOrder


def visit_under_way(ctx: Any, vehicle_id: int) -> RepairOrder | None:
    """The visit at which this car's advice is answered: in work, or waiting for its customer."""
    return next(iter(_under_way(ctx, vehicle_id)), None)


@worded
def _under_way(ctx: Any, vehicle_id: int) -> Any:
    state = RepairOrder.State
    here = (state.IN_REPAIR, state.CHECKING, state.WASHING, state.READY)
    return RepairOrder.objects.of(ctx).filter(vehicle_id=vehicle_id, state__in=here).order_by("pk")[:1]


def from_declined(ctx: Act, lines: Sequence[OrderLine], because: str, own_words: str = "") -> None:
    """A declined line becomes advice linked to its first offer; it is not forgotten and not billed."""
    for line in lines:
        line.declined_at, line.declined_because = ctx.now, because
        line.save()
        if earlier := line.from_advice:
            earlier.answer, earlier.because, earlier.answered_at = Advice.Answer.LATER, because, ctx.now
            earlier.own_words = own_words or earlier.own_words
            earlier.save()
        else:
            give(ctx, line.order, name=line.name, line=line, because=because, own_words=own_words)


def ask_again(ctx: Act, line: OrderLine) -> None:
    """The line came off again: what was advised before is open as it was."""
    if earlier := line.from_advice:
        earlier.answer, earlier.answered_at = Advice.Answer.OPEN, None
        earlier.save()


def give(
    ctx: Act,
    order: RepairOrder,
    *,
    name: str,
    line: OrderLine | None = None,
    detail: str = "",
    safety: bool = False,
    urgency: str = Advice.Urgency.SOON,
    operation: Any = None,
    because: str = "",
    own_words: str = "",
) -> Advice:
    """Write down what the car needs; an answered one carries the customer's reason."""
    advice = Advice(
        store_id=ctx.store_id,
        vehicle_id=order.vehicle_id,
        order=order,
        operation=line.operation if line else operation,
        name=name,
        detail=detail,
        safety=line.safety if line else safety,
        urgency=urgency,
        amount=amount_of([line]) if line else price_of(ctx, order, operation),
        answer=Advice.Answer.LATER if because else Advice.Answer.OPEN,
        answered_at=ctx.now if because else None,
        because=because,
        own_words=own_words,
    )
    advice.save()
    return advice


def take_answer(
    ctx: Act, each: Advice, answer: Advice.Answer, *, reason: str = "", own_words: str = ""
) -> None:
    """Now, later, refused, elsewhere; a safety item not done in the customer's own words (PROC-D-23)."""
    if answer in (Advice.Answer.OPEN, Advice.Answer.DONE):
        raise Refusal("请选：现在做、下次、不做、去外面做")
    if each.safety and answer != Advice.Answer.TAKEN and len(own_words.strip()) < 4:
        raise Refusal(f"“{each.name}”涉及安全：请说明不修的后果，记下客户自己的话，结算时一并签字")
    each.answer, each.because, each.own_words = answer, reason.strip(), own_words.strip()
    each.answered_at = ctx.now
    each.save()


def expect(ctx: Act, each: Advice, appointment: Appointment) -> None:
    """He comes for it: the car still needs it, and reception finds it on that day."""
    each.answer, each.answered_at = Advice.Answer.LATER, ctx.now
    each.because = f"已约 {clock.local(appointment.slot_at, ctx.standing.zone):%m-%d %H:%M}"
    each.save()


def close_elsewhere(ctx: Act, each: Advice, words: str) -> None:
    """Somebody else has done it, the customer says; it is not brought up again."""
    each.answer, each.answered_at, each.closed_at = Advice.Answer.ELSEWHERE, ctx.now, ctx.now
    each.because = words.strip()[:60] or "客户说已在外面做了"
    each.save()


def price_of(ctx: Act, order: RepairOrder, operation: Any) -> Decimal:
    """What the work would cost on this car today, parts and all (yuan)."""
    if operation is None:
        return ZERO
    return quoting.quotes(ctx, order.vehicle, [operation])[operation.pk].total


def close_done(ctx: Act, order: RepairOrder) -> None:
    """Advice whose line was done at this visit is closed."""
    done = [
        line.from_advice_id for line in order.standing_lines() if line.finished_at and line.from_advice_id
    ]
    closed = list(Advice.objects.filter(pk__in=done)) if done else []
    for each in closed:
        each.answer, each.closed_at = Advice.Answer.DONE, ctx.now
    Advice.objects.change_many(closed, ["answer", "closed_at"])
