"""The sheet that lies before the caller: the visit, the agreed hour, what the car still needs."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from zhangdian.aftercare.care import hours, queries, questions
from zhangdian.aftercare.care.models import Complaint, FollowUp, Questionnaire
from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Hold
from zhangdian.frontline.service.ball import holder_name
from zhangdian.frontline.service.models import Advice, OrderLine, RepairOrder


@dataclass
class CallSheet:
    """One visit for the one who calls; every fact is asked once."""

    ctx: Any
    order: RepairOrder
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Of the one tap that says that nobody answered."""

    @cached_property
    def follow_up(self) -> FollowUp | None:
        return queries.follow_up_of(self.ctx, self.order)

    @cached_property
    def call(self) -> queries.DueCall:
        return queries.due_call(self.ctx, self.order, self.follow_up)

    @cached_property
    def ended(self) -> bool:
        return self.follow_up is not None and self.follow_up.ended

    @cached_property
    def questionnaire(self) -> Questionnaire | None:
        return queries.questionnaire_for(self.ctx, self.order)

    @cached_property
    def lines(self) -> list[OrderLine]:
        return list(self.order.lines.filter(voided_at=None))

    @cached_property
    def words(self) -> list[str]:
        return list(self.order.concerns.values_list("words", flat=True))

    @cached_property
    def advice(self) -> list[Advice]:
        return queries.advice_to_offer(self.ctx, self.order.vehicle_id)

    @cached_property
    def complaints(self) -> list[Complaint]:
        return queries.open_complaints(self.ctx, vehicle=self.order.vehicle_id)

    @property
    def may_call(self) -> bool:
        """Whether this is an hour at which he may be called."""
        zone = self.ctx.standing.zone
        return hours.may_call(self.ctx.now, zone) or self.call.window.holds(self.ctx.now)

    @property
    def call_from(self) -> Any:
        """The next moment at which he may be called."""
        return hours.next_calling_moment(self.ctx.now, self.ctx.standing.zone)

    @property
    def late_minutes(self) -> int:
        """How much later than promised the car was ready to leave; the customer will say it."""
        promised, out = self.order.first_promised_at, self.order.customer_told_at or self.order.exited_at
        return clock.minutes_between(promised, out) if promised and out else 0


def sheet_of(ctx: Any, pk: int) -> CallSheet:
    """The sheet of a visit that has left; NotHere for any other."""
    rows = queries.banded(ctx, RepairOrder.objects.of(ctx).filter(state=RepairOrder.State.LEFT))
    return CallSheet(ctx, rows.select_related("vehicle__model", "customer", "advisor").here(pk))


@dataclass
class ComplaintSheet:
    """One complaint for its page: whom it waits for, which of its hours have passed, the next act."""

    ctx: Any
    complaint: Complaint

    @cached_property
    def waiting(self) -> list[tuple[Hold, str]]:
        """What it waits for, and by whose name."""
        found = holds.open_on(self.ctx, [self.complaint])[self.complaint.pk]
        return [(hold, str(hold.person) if hold.person else holder_name(hold.holder)) for hold in found]

    @cached_property
    def low(self) -> str:
        """What he scored low in the call that brought it."""
        call = self.complaint.follow_up
        answers = call.answers.select_related("question") if call else ()
        given = [questions.Given(each.question, each.score, each.chosen) for each in answers]
        return questions.in_words(questions.complaints_in(given))

    @cached_property
    def steps(self) -> list[Any]:
        return list(self.complaint.steps.select_related("by"))

    @property
    def late_to_take(self) -> bool:
        return self._late(self.complaint.taken_at, self.complaint.take_due_at)

    @property
    def late_to_answer(self) -> bool:
        return self._late(self.complaint.first_answered_at, self.complaint.answer_due_at)

    @property
    def late_to_solve(self) -> bool:
        return self._late(self.complaint.closed_at or self.complaint.answered_at, self.complaint.solve_due_at)

    def _late(self, done: datetime | None, due: datetime) -> bool:
        return (done or self.ctx.now) > due

    @property
    def tone(self) -> str:
        """Red while it is open: a complaint is one of the four red facts."""
        return "ok" if self.complaint.state == Complaint.State.CLOSED else "late"

    @property
    def next_action(self) -> str:
        """The act that moves it on."""
        state = Complaint.State
        return {
            state.RECEIVED: "care.take_complaint",
            state.TAKEN: "care.answer_complaint",
            state.REOPENED: "care.answer_complaint",
            state.ANSWERED: "care.close_complaint",
        }.get(state(self.complaint.state), "")
