"""What is asked about care: calls that are due, services that come, complaints that wait."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, IntegerChoices, IntegerField, OuterRef, Prefetch, Q, Value, When

from zhangdian.aftercare.care.models import (
    Answer,
    CallAttempt,
    Complaint,
    FollowUp,
    Questionnaire,
    QuestionnaireQuestion,
)
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import callback, handing_over, recommended
from zhangdian.frontline.service.models import Advice, Appointment, RepairOrder
from zhangdian.frontline.service.models.order import Kind as VisitKind

MOST = 500
REMIND_AHEAD = 15
"""Days before the next service (PROC-F-05)."""
REMIND_BACK = 60
"""Days after it for which a reminder is still worth a call."""


class Band(IntegerChoices):
    """What is called first: who can still be called in time."""

    NOW = 0, "到点了"
    LATE = 1, "已迟"
    LATER = 2, "以后"


@dataclass(frozen=True)
class DueCall:
    """A visit whose customer waits for our call: when it was agreed, until when it is in time."""

    order: RepairOrder
    follow_up: FollowUp | None
    window: callback.Window
    at: datetime
    """The agreed hour, or that of the next attempt."""
    due_on: date
    band: Band
    now: datetime
    today: date

    @property
    def late(self) -> bool:
        return self.band is Band.LATE

    @property
    def to_come(self) -> bool:
        """Its hour has not come yet."""
        return self.band is Band.LATER

    @property
    def days_left(self) -> int:
        """Days until the third day is over; negative when late."""
        return (self.due_on - self.today).days

    @property
    def days_late(self) -> int:
        return max(0, -self.days_left)

    @property
    def missed_hour(self) -> bool:
        """The agreed hour passed without a call: counted apart from the third day (PROC-F-02)."""
        return self.follow_up is None and self.now > self.window.end

    @property
    def tries(self) -> list[CallAttempt]:
        return list(self.follow_up.attempts.all()) if self.follow_up else []

    @property
    def tried_words(self) -> str:
        """未接通 2 次，无人接听."""
        tries = self.tries
        return f"试过 {len(tries)} 次，{tries[-1].get_reason_display()}" if tries else ""


def visits_to_call(ctx: Any) -> Any:
    """Visits whose call is neither made nor given up, however long ago; nobody whose data is erased or
    restricted.

    A visit that was taken over from an older system awaits none: its call was that system's.
    """
    awaited = RepairOrder.objects.of(ctx).filter(call_at__isnull=False).exclude(number="")
    return awaited.exclude(Q(customer__erased_at__isnull=False) | Q(customer__restricted_at__isnull=False))


def is_late(ctx: Any) -> Q:
    """The third day is over and nobody has called (PROC-F-01)."""
    tried = FollowUp.objects.filter(order=OuterRef("pk"), kind=FollowUp.Kind.SERVICE)
    third_day = ctx.midnight - timedelta(days=handing_over.CALL_WITHIN_DAYS)
    return Q(~Exists(tried), exited_at__lt=third_day)


IN_ORDER = ("band", "call_at", "pk")
BY_DAY = ("service_due_on", "pk")


def banded(ctx: Any, visits: Any) -> Any:
    """These visits, each with the band in which its call stands."""
    band = Case(
        When(is_late(ctx), then=Value(Band.LATE.value)),
        When(call_at__lte=ctx.now, then=Value(Band.NOW.value)),
        default=Value(Band.LATER.value),
        output_field=IntegerField(),
    )
    return visits.annotate(band=band)


def calls_due(ctx: Any, most: int | None = None, **which: Any) -> list[DueCall]:
    """Whose hour has come, then late ones, then those to come, each by the agreed hour; three queries."""
    rows = banded(ctx, visits_to_call(ctx)).filter(**which).order_by(*IN_ORDER)
    return calls_of(ctx, rows[:most] if most else rows)


def calls_of(ctx: Any, visits: Any) -> list[DueCall]:
    """The calls of these visits, which know their band, in their order, with what was tried."""
    orders = list(visits.select_related("vehicle__model", "customer", "advisor"))
    begun = {
        each.order_id: each
        for each in FollowUp.objects.of(ctx)
        .filter(order__in=orders, kind=FollowUp.Kind.SERVICE)
        .prefetch_related("attempts")
    }
    return [due_call(ctx, order, begun.get(order.pk)) for order in orders]


def due_call(ctx: Any, order: Any, follow_up: FollowUp | None) -> DueCall:
    """The call of one visit that knows its band."""
    window, band = callback.agreed_window(ctx, order), Band(order.band)
    at, until = order.call_at or window.start, due_on(ctx, order)
    return DueCall(order, follow_up, window, at, until, band, ctx.now, ctx.today)


def due_on(ctx: Any, order: RepairOrder) -> date:
    """The end of this day is the third after delivery."""
    return handing_over.last_call_day(clock.day(order.exited_at or ctx.now, ctx.standing.zone))


def follow_up_of(
    ctx: Any, order: RepairOrder, kind: FollowUp.Kind = FollowUp.Kind.SERVICE
) -> FollowUp | None:
    """What has become of calling this visit's customer, with attempts and answers."""
    answers = Prefetch("answers", Answer.objects.select_related("question"))
    attempts = Prefetch("attempts", CallAttempt.objects.select_related("by"))
    found = FollowUp.objects.of(ctx).filter(order=order, kind=kind).select_related("questionnaire", "caller")
    return found.prefetch_related(attempts, answers, "complaints").first()  # type: ignore[no-any-return]


def ended_today(ctx: Any) -> int:
    """Calls that came to their end today."""
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    done = Q(reached_at__gte=start, reached_at__lt=end) | Q(given_up_at__gte=start, given_up_at__lt=end)
    return int(FollowUp.objects.of(ctx).filter(done, kind=FollowUp.Kind.SERVICE).count())


# Questionnaires ---------------------------------------------------------------------------------------


def questionnaire_on(ctx: Any, kind: Questionnaire.Kind, on: date) -> Questionnaire | None:
    """The edition that holds on a day, with its questions."""
    return next(iter(_editions(ctx, kind, on)), None)


@worded
def _editions(ctx: Any, kind: str, on: date) -> Any:
    editions = Questionnaire.objects.of(ctx).filter(kind=kind, since__lte=on).order_by("-since", "-pk")[:1]
    return editions.prefetch_related("questions")


def questionnaire_for(ctx: Any, order: RepairOrder) -> Questionnaire | None:
    """What this visit's customer is asked today; accident cars have questions of their own."""
    if order.kind == VisitKind.ACCIDENT:
        own = questionnaire_on(ctx, Questionnaire.Kind.ACCIDENT, ctx.today)
        if own:
            return own
    return questionnaire_on(ctx, Questionnaire.Kind.SERVICE, ctx.today)


def asked_of(
    questions: Iterable[QuestionnaireQuestion], chosen: dict[int, str]
) -> list[QuestionnaireQuestion]:
    """The questions that are really asked, given the answers: an answer may lead past some of them."""
    asked, until = [], ""
    for question in questions:
        if until and question.code != until:
            continue
        until = ""
        asked.append(question)
        if question.skips_to and chosen.get(question.pk) == question.skips_after:
            until = question.skips_to
    return asked


# What the car still needs, and when it comes again ----------------------------------------------------


def advice_to_offer(ctx: Any, vehicle_id: int) -> list[Advice]:
    """What this car still needs: safety items first, then the oldest (PROC-F-06)."""
    found = recommended.open_for(ctx, vehicle_id)
    return sorted(found, key=lambda each: (not each.safety, each.pk))


@dataclass(frozen=True)
class DueService:
    """A car whose next service comes near, and how far calling about it has come."""

    order: RepairOrder
    """The visit at which it was agreed."""
    on: date
    follow_up: FollowUp | None
    token: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def by_mileage(self) -> bool:
        return self.on != self.order.next_service_on


def services_due(ctx: Any, **whose: Any) -> list[DueService]:
    """Cars whose next service comes near, the nearest first."""
    return services_of(ctx, soon_due(ctx, **whose).order_by(*BY_DAY))


def services_of(ctx: Any, visits: Any) -> list[DueService]:
    """The services that are agreed at these visits, in their order, with what was tried."""
    orders = list(visits.select_related("vehicle__model", "customer", "advisor"))
    rows = FollowUp.objects.of(ctx).filter(order__in=orders, kind=FollowUp.Kind.REMINDER)
    begun = {each.order_id: each for each in rows}
    return [DueService(each, each.service_due_on, begun.get(each.pk)) for each in orders]


def soon_due(ctx: Any, **whose: Any) -> Any:
    """Visits after which the next service comes near, by date or by the car's own habit; nobody's who is
    here or booked.

    A query: asked twice it answers the same, and a day without a worker loses nothing (PROC-F-05).
    """
    booked = Appointment.objects.filter(vehicle=OuterRef("vehicle"), state=Appointment.State.BOOKED)
    done = FollowUp.objects.filter(
        Q(reached_at__isnull=False) | Q(given_up_at__isnull=False),
        order=OuterRef("pk"),
        kind=FollowUp.Kind.REMINDER,
    )
    left = still_to_remind(ctx).filter(service_due_on__lte=ctx.today + timedelta(days=REMIND_AHEAD), **whose)
    # In the order of the index, so that who wants a few reads but a few.
    return left.filter(~Exists(booked), ~Exists(done)).order_by("next_service_on", "pk")


def still_to_remind(ctx: Any) -> Any:
    """Last visits of cars that left with a next service agreed."""
    last_visit = RepairOrder.objects.filter(
        vehicle=OuterRef("vehicle"), arrived_at__gt=OuterRef("arrived_at"), voided_at=None
    )
    left = RepairOrder.objects.of(ctx).filter(
        state=RepairOrder.State.LEFT, next_service_on__gte=ctx.today - timedelta(days=REMIND_BACK)
    )
    return left.filter(~Exists(last_visit))


def looked_after_by(person_id: int | None) -> Q:
    """Visits whose car is his; where the car is nobody's, those that he served."""
    return Q(vehicle__advisor=person_id) | Q(vehicle__advisor=None, advisor=person_id)


# Complaints -------------------------------------------------------------------------------------------


def complaints_of(ctx: Any) -> Any:
    return Complaint.objects.of(ctx).select_related(
        "topic", "vehicle", "customer", "order", "taken_by", "heard_by"
    )


def open_complaints(ctx: Any, **about: Any) -> list[Complaint]:
    """What is not closed, oldest first; of one vehicle, customer or visit where named."""
    rows = complaints_of(ctx).filter(state__in=Complaint.OPEN, **about)
    return list(rows.order_by("received_at", "pk")[:MOST])


def waiting_rows(ctx: Any) -> Any:
    """What of complaints waits for this person, by post or by name."""
    mine = Q(person=ctx.person_id) | Q(person=None, holder__in=ctx.roles)
    return Hold.objects.of(ctx).filter(mine, root_type="care.complaint", lifted_at=None)


def waiting_for(ctx: Any) -> list[Hold]:
    """The same, oldest first."""
    return list(waiting_rows(ctx).order_by("since", "pk")[:MOST])
