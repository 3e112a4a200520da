"""What care is measured by: each figure with what it counts, of how many, and the records behind it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.models import (
    Answer,
    CallAttempt,
    Complaint,
    FollowUp,
    Inquiry,
    QuestionnaireQuestion,
)
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import EACH, Better, Facts, Tally, figure
from zhangdian.frontline.service import handing_over
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.roles import Department, Role

CLOSED_WITHIN = timedelta(hours=48)


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


def month_of(ctx: Any, text: str) -> tuple[date, date]:
    """First and last day of the month written as 2026-11 or 2026-11-01; last month where it says nothing."""
    first = clock.month_named(text[:7], clock.months_back(ctx.today, 2)[1])
    return first, clock.month_end(first)


def months_back(ctx: Any, count: int = 6) -> list[date]:
    """First days of this month and those before it, the newest first."""
    return clock.months_back(ctx.today, count)


# ---- figures of the store -------------------------------------------------------------------------------

CARE: Any = {"departments": [Department.CARE]}
CALLERS: Any = {**CARE, "posts": [Role.AFTERSALES_CARE, Role.CUSTOMER_CARE]}


def service_calls(ctx: Any) -> QuerySet[Any]:
    calls: QuerySet[Any] = FollowUp.objects.of(ctx).filter(kind=FollowUp.Kind.SERVICE)
    return calls


@figure(
    "三日回访率", unit="%", formula="离店后第三天以前打过的 ÷ 离店的台次；第三天还没过、也还没打的不算",
    source="PROC-F-01", owner=Role.CUSTOMER_RELATIONS_MANAGER, **CARE,
)  # fmt: skip
def called_in_time(ctx: Any) -> Facts:
    """Of the visits that left: called by the end of the third day (PROC-F-01).

    A visit whose third day is not over and that nobody has called yet is not due, so not counted.
    """
    tried = service_calls(ctx).filter(order=OuterRef("pk"))
    last_to_wait_for = ctx.today - timedelta(days=handing_over.CALL_WITHIN_DAYS)
    over = clock.day_bounds(last_to_wait_for, ctx.standing.zone)[0]
    left = RepairOrder.objects.of(ctx).filter(state=RepairOrder.State.LEFT).exclude(number="")
    due = left.filter(Q(Exists(tried)) | Q(exited_at__lt=over)).select_related("vehicle", "advisor")
    in_time = tried.filter(first_tried_at__date__lte=F("due_on"))
    return Facts(due, at="exited_at", part=Tally(where=Q(Exists(in_time))), whole=EACH)


def begun(ctx: Any) -> QuerySet[Any]:
    """Calls that somebody has tried."""
    tried = Exists(CallAttempt.objects.filter(follow_up=OuterRef("pk")))
    rows: QuerySet[Any] = service_calls(ctx).filter(tried).select_related("order__vehicle", "caller")
    return rows


@figure(
    "按约定时间回访率", unit="%", formula="第一次打在客户说的时段里的 ÷ 打过的回访", source="PROC-F-02",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, **CALLERS,
)  # fmt: skip
def agreed_hour_kept(ctx: Any) -> Facts:
    """Of the calls: first tried within the hour that the customer named (PROC-F-02)."""
    kept = Q(first_tried_at__gte=F("agreed_from"), first_tried_at__lte=F("agreed_until"))
    return Facts(
        begun(ctx), at="first_tried_at", part=Tally(where=kept), whole=EACH, person="caller", shows="order"
    )


@figure(
    "回访接通率", unit="%", formula="客户接了的 ÷ 打完了的回访，还在打的不算", source="PROC-F-07；CSR-29",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, **CALLERS,
)  # fmt: skip
def reached(ctx: Any) -> Facts:
    """Of the calls that have ended: the customer spoke with us."""
    ended = begun(ctx).exclude(state=FollowUp.State.TRYING)
    spoke = Tally(where=Q(reached_at__isnull=False))
    return Facts(ended, at="first_tried_at", part=spoke, whole=EACH, person="caller", shows="order")


@figure(
    "客户满意度", unit="%", formula="回访打分之和 ÷ 满分之和", source="CSR-10；CRM-01；SVM-08",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, departments=[Department.SERVICE], posts=[Role.SERVICE_ADVISOR],
)  # fmt: skip
def satisfaction(ctx: Any) -> Facts:
    """What customers scored, of the best that they could."""
    asked = QuestionnaireQuestion.Answered
    best = Case(
        When(question__answered=asked.SCORE5, then=5), When(question__answered=asked.SCORE10, then=10)
    )
    rows = Answer.objects.of(ctx).filter(
        score__isnull=False, question__answered__in=[asked.SCORE5, asked.SCORE10]
    )
    return Facts(
        rows,
        at="follow_up__reached_at",
        part=Tally("score"),
        whole=Tally(best),
        person="follow_up__order__advisor",
        shows="follow_up__order",
    )


def complained(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = queries.complaints_of(ctx)
    return rows


@figure(
    "投诉首次答复及时率", unit="%", formula="在时限内第一次答复的 ÷ 答复过的和过了时限的投诉",
    source="CSR-13；CSR-33", owner=Role.CUSTOMER_RELATIONS_MANAGER, **CARE,
)  # fmt: skip
def first_answers_in_time(ctx: Any) -> Facts:
    """Of the complaints: first answered before their hour; what may still be is not counted."""
    counted = complained(ctx).filter(Q(first_answered_at__isnull=False) | Q(answer_due_at__lt=ctx.now))
    in_time = Q(first_answered_at__lte=F("answer_due_at"))
    return Facts(counted, at="received_at", part=Tally(where=in_time), whole=EACH)


@figure(
    "48 小时结案率", unit="%", formula="收到后 48 小时里得到客户的话而结案的 ÷ 收到的投诉", source="CSR-13",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, **CARE,
)  # fmt: skip
def complaints_closed_within(ctx: Any) -> Facts:
    """Of the complaints: closed with the customer's word within two days."""
    quick = Q(closed_at__lte=F("received_at") + CLOSED_WITHIN)
    return Facts(complained(ctx), at="received_at", part=Tally(where=quick), whole=EACH)


@figure(
    "投诉重开率", unit="%", formula="客户不满意又重新处理的 ÷ 收到的投诉", source="CSR-13",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, better=Better.LESS, **CARE,
)  # fmt: skip
def complaints_reopened(ctx: Any) -> Facts:
    """Of the complaints: opened again because the customer was not content (CSR-13)."""
    return Facts(complained(ctx), at="received_at", part=Tally(where=Q(reopened__gt=0)), whole=EACH)


@figure(
    "投诉件数", unit="件", formula="收到的投诉", source="CRM-03", owner=Role.CUSTOMER_RELATIONS_MANAGER,
    better=Better.LESS, additive=True, **CARE,
)  # fmt: skip
def complaints_counted(ctx: Any) -> Facts:
    """Complaints that came."""
    return Facts(complained(ctx), at="received_at")


# ---- inquiries ------------------------------------------------------------------------------------------

ANSWERS: Any = {
    **CARE,
    "posts": [
        Role.CUSTOMER_CARE, Role.AFTERSALES_CARE, Role.SERVICE_ADVISOR, Role.NEW_CAR_INSURANCE,
        Role.RENEWAL_SPECIALIST, Role.CLAIMS_ADJUSTER, Role.SALES_CONSULTANT, Role.WARRANTY_CLERK,
        Role.TECHNICAL_DIRECTOR,
    ],
}  # fmt: skip


def inquired(ctx: Any) -> QuerySet[Any]:
    """What was asked and not withdrawn."""
    rows = Inquiry.objects.of(ctx).exclude(state=Inquiry.State.WITHDRAWN)
    found: QuerySet[Any] = rows.select_related("topic", "vehicle", "owner", "answered_by")
    return found


@figure(
    "咨询件数", unit="件", formula="客户和同事来问的，撤销的不算", source="CSR-06；NBI-11",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, additive=True, **ANSWERS,
)  # fmt: skip
def inquiries(ctx: Any) -> Facts:
    """Questions that came, each with whoever answers it."""
    return Facts(inquired(ctx), at="asked_at", person="owner")


@figure(
    "咨询答复及时率", unit="%", formula="在时限内答复的 ÷ 答复过的和过了时限的咨询", source="CSR-03；SA-12",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, **ANSWERS,
)  # fmt: skip
def inquiries_in_time(ctx: Any) -> Facts:
    """Of the questions: answered by their hour; what may still be is not counted."""
    counted = inquired(ctx).filter(Q(answered_at__isnull=False) | Q(due_at__lt=ctx.now))
    in_time = Tally(where=Q(answered_at__lte=F("due_at")))
    return Facts(counted, at="asked_at", part=in_time, whole=EACH, person="owner")


@figure(
    "咨询服务分", unit="分", formula="问的人打的分之和 ÷ 打过分的咨询，满分 5 分", source="NBI-11",
    owner=Role.CUSTOMER_RELATIONS_MANAGER, **ANSWERS,
)  # fmt: skip
def inquiry_score(ctx: Any) -> Facts:
    """The mean of what whoever asked gave, by who answered."""
    scored = inquired(ctx).filter(score__isnull=False)
    return Facts(scored, at="scored_at", part=Tally("score"), whole=EACH, person="answered_by")


# ---- answers and complaints, one by one -------------------------------------------------------------------


def answers_of(ctx: Any, first: date, last: date) -> list[Answer]:
    """Every scored answer of those days: the events behind the means."""
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
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
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
    rows = queries.complaints_of(ctx).filter(received_at__gte=start, received_at__lt=end)
    return list(rows.order_by("received_at", "pk"))
