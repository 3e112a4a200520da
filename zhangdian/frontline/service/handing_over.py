"""The second sitting and what the next visit will know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock, holds, papers
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import holding, pace, statements
from zhangdian.frontline.service.models import Agreement, RepairOrder, ThingTaken
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.papers import GATE_PASS, STATEMENT
from zhangdian.frontline.service.signing import settle_question
from zhangdian.people.customers import recalls, vehicles
from zhangdian.resources.parts import requisitions

PEAKS = ((time(8, 30), time(10, 0)), (time(16, 30), time(18, 30)))
"""Busy hours of delivery (posts.md §6)."""
CLASH_CHIPS = ("客户只有这时有空", "请同事交一台", "前一台很快", "客户愿意等")
PEAK_CHIPS = ("客户要求", "客户下班后取", "客户远道来", "改不了时间")
CALL_WITHIN_DAYS = 3
TELL_WITHIN = timedelta(minutes=10)
"""From the internal check to the word that the car is ready (PROC-D-09)."""
RECALL = "召回"
BIG = frozenset({Kind.ACCIDENT})


@dataclass(frozen=True)
class NextService:
    """When the next service is due: by date or by mileage, whichever is first."""

    on: date
    km: int


def is_busy_hour(ctx: Any, order: RepairOrder, at: datetime) -> bool:
    """Overhauls and accident cars are not delivered at the busy hours (PROC-D-11)."""
    local = clock.local(at, ctx.standing.zone).time()
    return order.kind in BIG and any(start <= local < end for start, end in PEAKS)


def met_at(ctx: Any, order: RepairOrder, at: datetime) -> str:
    """The plate and hour of another car that its advisor hands over at that time already (PROC-D-10)."""
    room = pace.today(ctx).handing_over
    agreed = _fetched_between(ctx, order.advisor_id, at - room, at + room)
    other = next((each for each in agreed if each.pk != order.pk), None)
    if other is None:
        return ""
    return f"{other.plate} 也约在 {clock.local(other.pickup_at, ctx.standing.zone):%H:%M}"


@worded
def _fetched_between(ctx: Any, advisor: int | None, since: datetime, until: datetime) -> Any:
    waiting = (RepairOrder.State.READY, RepairOrder.State.SETTLING)
    mine = RepairOrder.objects.of(ctx).filter(state__in=waiting, advisor=advisor)
    return mine.filter(pickup_at__gt=since, pickup_at__lt=until).order_by("pickup_at", "pk")


def last_call_day(delivered_on: date) -> date:
    """The last day for the follow-up call: the third after delivery (PROC-D-18, F-01)."""
    return delivered_on + timedelta(days=CALL_WITHIN_DAYS)


def next_service(ctx: Any, order: RepairOrder) -> NextService:
    """From the maker's interval for this model (service.md §10); a year and 10,000 km where none is known."""
    terms = order.vehicle.model.terms_on(ctx.today) if order.vehicle.model else None
    months = (terms.interval_months if terms else None) or 12
    km = (terms.interval_km if terms else None) or 10_000
    year, month = divmod(ctx.today.month - 1 + months, 12)
    on = date(ctx.today.year + year, month + 1, min(ctx.today.day, 28))
    return NextService(on, (order.mileage_km or 0) + km)


def service_due_on(ctx: Any, order: RepairOrder) -> date | None:
    """By the agreed day, or earlier where the car's daily distance brings it to the mileage before."""
    on, km, daily = order.next_service_on, order.next_service_km, None
    if order.vehicle.model:
        daily = order.vehicle.model.daily_km_mean
    if on and km and daily and order.mileage_km:
        on = min(on, ctx.today + timedelta(days=max(0, (km - order.mileage_km) // daily)))
    return on


def sign_second_sitting(
    ctx: Act,
    order: RepairOrder,
    pages: Sequence[str],
    things: Sequence[ThingTaken],
    *,
    means: Means,
    signature: Any,
    witness: Any = None,
) -> None:
    """Freeze the statement as shown, bill it, give back what lies on the desk."""
    made, amount = statements.valid(order), statements.customer_amount(order)
    if len(pages) != len(made) + (not amount):
        raise Refusal("结算单还没给客户看全：请刷新")
    for page, statement in zip(pages, made, strict=False):
        papers.freeze(
            ctx,
            STATEMENT,
            statement,
            page,
            means=means,
            signature=signature,
            witness=witness,
            number=statement.number,
        )
    settle_question(ctx, order, Agreement.About.STATEMENT, Agreement.Answer.YES, means, amount=amount)
    given = [thing for thing in things if thing.order_id == order.pk and thing.given_back_at is None]
    for thing in given:
        thing.given_back_at = ctx.now
    ThingTaken.objects.change_many(given, ["given_back_at"])
    order.statement_signed_at = ctx.now
    order.covers_removed_at = order.covers_removed_at or ctx.now
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER, holding.PICKUP)
    gate_pass = statements.bill(ctx, order)
    if not amount:
        number = gate_pass.number
        papers.freeze(ctx, GATE_PASS, order, pages[-1], means=means, number=number, numbers=gate_pass)
    elif not gate_pass.number:
        ctx.draw_number(gate_pass, "number", GATE_PASS.code)


def remember_visit(ctx: Act, order: RepairOrder) -> None:
    """The car knows its last visit; its done recalls are done."""
    vehicles.note_visit(ctx, order.vehicle, ctx.today)
    for line in order.standing_lines():
        if line.finished_at and line.operation.category == RECALL:
            recalls.finish(ctx, order.vehicle, line.operation.code, ctx.today)
    holds.lift(ctx, order)


def void_before_work(ctx: Act, order: RepairOrder) -> None:
    """Parts are given back to the shelf, the question is closed."""
    requisitions.void_lines(ctx, order, [line.pk for line in order.at_hand("lines")], "委托书作废")
    holds.lift(ctx, order)
