"""Calling customers after a visit and before the next one, and what the month taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from zhangdian.aftercare.care import attempts, figures, grievances, questions, writing
from zhangdian.aftercare.care.models import (
    Channel,
    Complaint,
    ComplaintTopic,
    FollowUp,
    FollowUpSummary,
    Questionnaire,
    QuestionnaireQuestion,
    SummaryItem,
    Unreached,
)
from zhangdian.aftercare.care.posts import CALLERS, READERS, REMINDERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import advice as advising
from zhangdian.frontline.service import booking
from zhangdian.frontline.service.models import Advice, RepairOrder
from zhangdian.frontline.service.models.order import Kind as VisitKind
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.customers import people
from zhangdian.people.organization.roles import Role

LEFT = {RepairOrder.State.LEFT}


@dataclass(frozen=True)
class QuestionRow:
    """One question of an edition that is loaded."""

    code: str
    text: str
    answered: QuestionnaireQuestion.Answered
    options: str = ""
    required: bool = False
    complains: str = ""
    skips_after: str = ""
    skips_to: str = ""
    topic_code: str = ""


@action(
    "载入问卷",
    by=(Role.CUSTOMER_RELATIONS_MANAGER, Role.OFFICE_DIRECTOR),
    by_clock=True,
    opens=Questionnaire,
)
def load_questionnaire(
    ctx: Act, *, kind: Questionnaire.Kind, edition: str, since: date, questions: Sequence[QuestionRow]
) -> Questionnaire:
    """A new edition holds from its day on; what was asked before keeps its own questions (PROC-F-03)."""
    if not questions:
        raise Refusal("问卷至少要有一题")
    known = {row.code for row in questions}
    for row in questions:
        if row.skips_to and row.skips_to not in known:
            raise Refusal(f"{row.code} 跳到的 {row.skips_to} 不在这份问卷里")
    made = Questionnaire(kind=kind, edition=edition.strip(), since=since)
    made.save()
    QuestionnaireQuestion.objects.add_many(
        QuestionnaireQuestion(questionnaire=made, order=place, **vars(row))
        for place, row in enumerate(questions, 1)
    )
    return made


@action("记回访", by=CALLERS, within=LEFT, opens=FollowUp)
def record_call(
    ctx: Act,
    order: RepairOrder,
    *,
    answers: Sequence[questions.Given],
    words: str = "",
    complains: bool = False,
    topic: ComplaintTopic | None = None,
    channel: Channel = Channel.PHONE,
    wish: str = "",
    wish_desk: Role | None = None,
) -> FollowUp:
    """Reached: scores and words are kept; a low score or an angry word is a complaint at once (PROC-F-04)."""
    follow_up = attempts.begin(ctx, order, FollowUp.Kind.SERVICE, channel)
    given = questions.fill_in(ctx, follow_up, answers)
    attempts.reach(ctx, follow_up, channel, words)
    low = questions.complaints_in(given)
    if not (complains or low) and (angry := questions.sounds_angry(words)):
        ctx.ask("these_words_are_no_complaint", f"客户说到“{angry}”：不登记投诉吗", NO_COMPLAINT)
    if complains or low:
        said = words.strip()
        if not said:
            raise Refusal(f"{questions.in_words(low) or '客户要投诉'}：请记下客户的原话，处理的人要看")
        code = next((each.question.topic_code for each in low if each.question.topic_code), "")
        grievances.lay_open(
            ctx,
            words=said,
            topic=topic or grievances.topic_named(ctx, code),
            source=Complaint.Source.FOLLOW_UP,
            order=order,
            follow_up=follow_up,
        )
    if wish.strip():
        desk = wish_desk or Role.SERVICE_ADVISOR
        people.refer(ctx, desk=desk, wish=wish, vehicle=order.vehicle, customer=order.customer)
    return follow_up


NO_COMPLAINT = ("只是建议", "已当场解释清楚", "说的是别处", "其他")


@action("未接通", by=REMINDERS, within=LEFT, opens=FollowUp)
def record_unreached(
    ctx: Act,
    order: RepairOrder,
    *,
    reason: Unreached,
    kind: FollowUp.Kind = FollowUp.Kind.SERVICE,
    next_at: datetime | None = None,
    channel: Channel = Channel.PHONE,
) -> FollowUp:
    """One tap: the attempt is kept, the next is proposed by rule, the third ends it (CSR-25)."""
    if kind is FollowUp.Kind.SERVICE and not ctx.roles.intersection(CALLERS):
        raise Refusal("三日回访由客服来打，顾问打的是保养提醒")
    follow_up = attempts.begin(ctx, order, kind, channel)
    attempts.miss(ctx, follow_up, channel, reason, next_at)
    return follow_up


@action("放弃回访", by=CALLERS, within=LEFT, opens=FollowUp)
def give_up_call(ctx: Act, order: RepairOrder, *, reason: str) -> FollowUp:
    """What can no longer be in time, or makes no sense, leaves the list by name and with a reason."""
    if not reason.strip():
        raise Refusal("放弃回访要选一个原因，写明为什么不打了")
    return attempts.give_up(ctx, order, reason)


class ReminderOutcome(models.TextChoices):
    """What the customer said to the reminder of his next service."""

    BOOKED = "booked", "约好来店"
    LATER = "later", "过阵子再说"
    NOT_COMING = "lost", "不来了"


@action("记保养提醒", by=REMINDERS, within=LEFT, opens=FollowUp)
def record_reminder(
    ctx: Act,
    order: RepairOrder,
    *,
    outcome: ReminderOutcome,
    slot_at: datetime | None = None,
    words: str = "",
    channel: Channel = Channel.PHONE,
) -> FollowUp:
    """The next service comes near: booked, later, or not coming with his reason (PROC-F-05)."""
    if order.next_service_on is None:
        raise Refusal("这次进店没有约下次保养")
    follow_up = attempts.begin(ctx, order, FollowUp.Kind.REMINDER, channel)
    if outcome is ReminderOutcome.BOOKED:
        if slot_at is None:
            raise Refusal("约好了就选来店的日期和时间")
        booking.book(
            ctx,
            order.vehicle,
            slot_at,
            kind=VisitKind.MAINTENANCE,
            words=words,
            advisor=order.advisor,
            channel="保养提醒",
        )
    elif outcome is ReminderOutcome.NOT_COMING and not words.strip():
        raise Refusal("不来了要选一个原因，才知道怎么留住客户")
    attempts.reach(ctx, follow_up, channel, words, outcome.label)
    return follow_up


@action("短信提醒保养", by=(*CALLERS, *ADVISORS), within=LEFT)
def text_reminder(ctx: Act, order: RepairOrder) -> None:
    """The reminder by short message to who agreed to it; the call stays in the list (PROC-F-05)."""
    writing.remind(ctx, order)


class AdviceWord(models.TextChoices):
    """What the customer says to work that his car still needs."""

    BOOKED = "booked", "约好来做"
    LATER = "later", "以后再说"
    ELSEWHERE = "elsewhere", "已在外面做"


@action("问未做的建议", by=(*CALLERS, *ADVISORS))
def offer_open_advice(
    ctx: Act, advice: Advice, *, said: AdviceWord, slot_at: datetime | None = None, words: str = ""
) -> None:
    """Offered while we speak, safety first: booked, later, or done elsewhere (PROC-F-06)."""
    if advice.closed_at:
        raise Refusal(f"“{advice.name}”已经了结了")
    if said is AdviceWord.BOOKED:
        if slot_at is None:
            raise Refusal("约好了就选来店的日期和时间")
        appointment = booking.book(
            ctx,
            advice.vehicle,
            slot_at,
            kind=VisitKind.REPAIR,
            words=f"做上次建议的 {advice.name}",
            channel="回访",
        )
        advising.expect(ctx, advice, appointment)
    elif said is AdviceWord.ELSEWHERE:
        advising.close_elsewhere(ctx, advice, words)
    else:
        advising.take_answer(
            ctx, advice, Advice.Answer.LATER, reason="回访时说以后再说", own_words=words or advice.own_words
        )


@dataclass(frozen=True)
class Measure:
    """What is done about one question of the month; 无 says that nothing is."""

    question: QuestionnaireQuestion
    text: str


@action("提交回访总结", by=CALLERS, opens=FollowUpSummary)
def submit_summary(
    ctx: Act, *, month: date, analysis: str, measures: Sequence[Measure] = ()
) -> FollowUpSummary:
    """The month as it was, each low item with its improvement or an explicit 无 (PROC-F-07, CSR-26)."""
    first, last = figures.month_of(ctx, month.isoformat())
    if last >= ctx.today:
        raise Refusal(f"{first:%Y-%m} 还没过完：下月初再总结")
    if len(analysis.strip()) < 10:
        raise Refusal("请写几句分析：这个月客户满意什么、不满意什么")
    summary, means = summed_up(ctx, first, last), figures.mean_scores(ctx, first, last)
    words = {each.question.pk: each.text.strip() for each in measures}
    if unanswered := [each for each in means if each.low and not words.get(each.question.pk)]:
        raise Refusal(f"“{unanswered[0].question.text}”均分 {unanswered[0].mean}：请写改进，没有就写“无”")
    summary.analysis = analysis.strip()
    summary.save()
    SummaryItem.objects.add_many(
        SummaryItem(
            summary=summary,
            question=each.question,
            answers=each.answers,
            mean=each.mean,
            measure=words.get(each.question.pk, ""),
        )
        for each in means
    )
    return summary


def summed_up(ctx: Act, first: date, last: date) -> FollowUpSummary:
    """The figures of a month, kept as they are now (CSR-27)."""
    in_time, reached = figures.called_in_time(ctx, first, last), figures.reached(ctx, first, last)
    from_calls = [
        each for each in figures.complaints_received(ctx, first, last) if each.follow_up_id is not None
    ]
    return FollowUpSummary(
        store_id=ctx.store_id,
        month=first,
        due=in_time.of,
        tried=reached.of,
        in_time=in_time.count,
        reached=reached.count,
        complaints=len(from_calls),
        written_by_id=ctx.person_id,
        written_at=ctx.now,
        acted_at=ctx.now,
    )


@action("已阅", by=READERS, moves=(FollowUpSummary.State.SUBMITTED, FollowUpSummary.State.READ))
def read_summary(ctx: Act, summary: FollowUpSummary, *, remark: str = "") -> None:
    """The superior has read it, and says what he thinks (CRM-13)."""
    if ctx.person_id == summary.written_by_id:
        raise Refusal("自己写的总结由上级来阅")
    summary.read_by_id, summary.read_at, summary.remark = ctx.person_id, ctx.now, remark.strip()
