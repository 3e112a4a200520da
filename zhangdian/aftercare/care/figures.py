"""What care is measured by: each figure with what it counts, of how many, and the records behind it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.models import Answer, CallAttempt, Complaint, FollowUp, QuestionnaireQuestion
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import RepairOrder


@dataclass(frozen=True)
class Share:
    """So many of so many; `others` are those that are not counted, for a look at each."""

    name: str
    count: int
    of: int
    others: Sequence[Any] = ()

    @property
    def percent(self) -> Decimal | None:
        """None where nothing was due: that is not 100 %."""
        return None if not self.of else tenth(Decimal(100 * self.count) / self.of)


@dataclass(frozen=True)
class Mean:
    """A mean score with the number of answers it stands on."""

    question: QuestionnaireQuestion
    answers: int
    mean: Decimal

    @property
    def low(self) -> bool:
        """Under nine tenths of the best: something is to be made better."""
        return self.mean < self.question.most * Decimal("0.9")


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def bounds(ctx: Any, first: date, last: date) -> tuple[datetime, datetime]:
    return clock.day_bounds(first, ctx.standing.zone)[0], clock.day_bounds(last, ctx.standing.zone)[1]


def month_of(ctx: Any, text: str) -> tuple[date, date]:
    """First and last day of the month written as 2026-11 or 2026-11-01; last month where it says nothing."""
    try:
        first = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        first = (ctx.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return first, clock.month_end(first)


def months_back(ctx: Any, count: int = 6) -> list[date]:
    """First days of this month and those before it, the newest first."""
    return clock.months_back(ctx.today, count)


def _visits(ctx: Any, first: date, last: date) -> list[RepairOrder]:
    start, end = bounds(ctx, first, last)
    left = RepairOrder.objects.of(ctx).filter(
        state=RepairOrder.State.LEFT, exited_at__gte=start, exited_at__lt=end
    )
    here = left.exclude(number="").select_related("vehicle", "advisor")
    return list(here.order_by("exited_at", "pk"))


def _tried(ctx: Any, orders: Iterable[RepairOrder]) -> dict[int, FollowUp]:
    tried = FollowUp.objects.of(ctx).filter(order__in=list(orders), kind=FollowUp.Kind.SERVICE)
    return {each.order_id: each for each in tried}


def called_in_time(ctx: Any, first: date, last: date) -> Share:
    """Of the visits that left from a day to a day: called by the end of the third day (PROC-F-01).

    A visit whose third day is not over and that nobody has called yet is not due, so not counted.
    """
    orders = _visits(ctx, first, last)
    tried, late, in_time = _tried(ctx, orders), [], 0
    for order in orders:
        due, call = queries.due_on(ctx, order), tried.get(order.pk)
        if call and clock.day(call.first_tried_at, ctx.standing.zone) <= due:
            in_time += 1
        elif call or ctx.today > due:
            late.append(order)
    return Share("三日内回访", in_time, in_time + len(late), late)


def agreed_hour_kept(ctx: Any, first: date, last: date) -> Share:
    """Of the calls of those days: first tried within the hour that the customer named (PROC-F-02)."""
    calls = _calls(ctx, first, last)
    missed = [each for each in calls if not each.agreed_from <= each.first_tried_at <= each.agreed_until]
    return Share("按约定时间", len(calls) - len(missed), len(calls), missed)


def reached(ctx: Any, first: date, last: date) -> Share:
    """Of the calls of those days that have ended: the customer spoke with us."""
    ended = [each for each in _calls(ctx, first, last) if each.ended]
    missed = [each for each in ended if not each.reached_at]
    return Share("接通", len(ended) - len(missed), len(ended), missed)


def _calls(ctx: Any, first: date, last: date) -> list[FollowUp]:
    start, end = bounds(ctx, first, last)
    calls = FollowUp.objects.of(ctx).filter(
        Exists(CallAttempt.objects.filter(follow_up=OuterRef("pk"))),
        kind=FollowUp.Kind.SERVICE,
        first_tried_at__gte=start,
        first_tried_at__lt=end,
    )
    return list(calls.select_related("order__vehicle", "caller").order_by("first_tried_at", "pk"))


def answers_of(ctx: Any, first: date, last: date) -> list[Answer]:
    """Every scored answer of those days: the events behind the means."""
    start, end = bounds(ctx, first, last)
    given = Answer.objects.of(ctx).filter(
        follow_up__reached_at__gte=start, follow_up__reached_at__lt=end, score__isnull=False
    )
    return list(given.select_related("question__questionnaire", "follow_up__order").order_by("pk"))


def mean_scores(ctx: Any, first: date, last: date) -> list[Mean]:
    """By question, each edition's own: what was asked in May stays May's question (PROC-F-03, CSR-10)."""
    scores: dict[QuestionnaireQuestion, list[int]] = defaultdict(list)
    for answer in answers_of(ctx, first, last):
        scores[answer.question].append(answer.score or 0)
    means = [
        Mean(
            question, len(given), (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        )
        for question, given in scores.items()
    ]
    return sorted(means, key=lambda each: (each.question.questionnaire_id, each.question.order))


def complaints_received(ctx: Any, first: date, last: date) -> list[Complaint]:
    start, end = bounds(ctx, first, last)
    rows = queries.complaints_of(ctx).filter(received_at__gte=start, received_at__lt=end)
    return list(rows.order_by("received_at", "pk"))


def complaints_reopened(ctx: Any, first: date, last: date) -> Share:
    """Of the complaints of those days: opened again because the customer was not content (CSR-13)."""
    received = complaints_received(ctx, first, last)
    again = [each for each in received if each.reopened]
    return Share("重开", len(again), len(received), again)


def complaints_closed_within(ctx: Any, first: date, last: date, hours: int = 48) -> Share:
    """Of the complaints of those days: closed with the customer's word within so many hours."""
    received = complaints_received(ctx, first, last)
    limit = timedelta(hours=hours)
    slow = [each for each in received if not each.closed_at or each.closed_at - each.received_at > limit]
    return Share(f"{hours} 小时结案", len(received) - len(slow), len(received), slow)


def first_answers_in_time(ctx: Any, first: date, last: date) -> Share:
    """Of the complaints of those days: first answered before their hour; what may still be is not counted."""
    received = complaints_received(ctx, first, last)
    counted = [each for each in received if each.first_answered_at or ctx.now > each.answer_due_at]
    late = [
        each for each in counted if not each.first_answered_at or each.first_answered_at > each.answer_due_at
    ]
    return Share("首次答复及时", len(counted) - len(late), len(counted), late)
