"""A complaint from its first word: numbered, timed, laid before those who must know, climbing when late."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.aftercare.care import hours, queries
from zhangdian.aftercare.care.models import (
    Complaint,
    ComplaintStep,
    ComplaintTopic,
    FollowUp,
    Severity,
)
from zhangdian.aftercare.care.posts import LADDER
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import Act, Signatures
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import limits
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import Role

TAKING, NOTICE, HANDLING, VERDICT, OVERDUE = "taking", "notice", "handling", "verdict", "overdue"
"""Kinds of holds on a complaint: to be taken, to be known, to be solved, to be asked after, too late."""
TO_TAKE = timedelta(minutes=30)
TO_ANSWER = {Severity.MAJOR: timedelta(hours=1)}
USUALLY_ANSWERED = timedelta(hours=4)
TO_SOLVE = timedelta(hours=48)
OTHER_TOPIC = "T18"
RECENT = timedelta(days=60)


def topic_named(ctx: Act, code: str) -> ComplaintTopic:
    """The topic of this code, else the one for everything else."""
    known = ComplaintTopic.objects.of(ctx).filter(code__in={code, OTHER_TOPIC})
    topics: dict[str, ComplaintTopic] = {each.code: each for each in known}
    found = topics.get(code) or topics.get(OTHER_TOPIC)
    if found is None:
        raise Refusal("投诉事由还没有载入：请办公室主任先载入")
    return found


def lay_open(
    ctx: Act,
    *,
    words: str,
    topic: ComplaintTopic,
    source: Complaint.Source,
    severity: Severity | None = None,
    wish: str = "",
    order: RepairOrder | None = None,
    vehicle: Vehicle | None = None,
    customer_id: int | None = None,
    follow_up: FollowUp | None = None,
    caller: str = "",
    phone: str = "",
) -> Complaint:
    """Keep it, start its clocks, and lay it before those who must know, in the same act."""
    if len(words.strip()) < 4:
        raise Refusal("请记下客户自己的话，四个字以上：处理的人要知道他为什么不满意")
    grave = Severity(severity or topic.severity)
    complaint = Complaint(
        store_id=ctx.store_id,
        source=source,
        order=order,
        vehicle=order.vehicle if order else vehicle,
        customer_id=order.customer_id if order else customer_id,
        follow_up=follow_up,
        caller=caller.strip(),
        phone=phone,
        topic=topic,
        severity=grave,
        words=words.strip()[:500],
        wish=wish.strip(),
        received_at=ctx.now,
        heard_by_id=ctx.person_id,
        acted_at=ctx.now,
        **deadlines(ctx, grave, topic),
    )
    complaint.save()
    ctx.draw_number(complaint, "number", "TS")
    lay_before(ctx, complaint)
    return complaint


def deadlines(ctx: Act, severity: Severity, topic: ComplaintTopic) -> dict[str, datetime]:
    """Taken within half an hour, answered within four working hours (a major one: one), then solved."""
    store = Store.objects.get(pk=ctx.store_id)

    def after(span: timedelta) -> datetime:
        return hours.after_working(ctx.now, span, store.opens, store.service_until, ctx.standing.zone)

    return {
        "take_due_at": after(TO_TAKE),
        "answer_due_at": after(TO_ANSWER.get(severity, USUALLY_ANSWERED)),
        "solve_due_at": ctx.now + max(TO_SOLVE, timedelta(hours=topic.hours)),
    }


def lay_before(ctx: Act, complaint: Complaint) -> None:
    """The supervisor sees it taken, the advisor knows; a major one is the manager's and is told above."""
    major = complaint.severity == Severity.MAJOR
    taker = Role.SERVICE_MANAGER if major else Role.FRONT_DESK_SUPERVISOR
    holds.lay(ctx, complaint, TAKING, holder=taker, why="客户投诉，30 分钟内受理", source=complaint)
    if complaint.order and complaint.order.advisor_id:
        advisor = complaint.order.advisor
        holds.lay(
            ctx, complaint, NOTICE, holder=Role.SERVICE_ADVISOR, person=advisor, why="您接待的客户投诉了"
        )
    if major:
        for role in (Role.FRONT_DESK_SUPERVISOR, Role.GENERAL_MANAGER):
            holds.lay(ctx, complaint, NOTICE, holder=role, why="重大投诉，请知悉")


def step(ctx: Act, complaint: Complaint, what: str) -> None:
    """What was done, by whom; it is never edited, only added to (CSR-14)."""
    ComplaintStep(complaint=complaint, at=ctx.now, by_id=ctx.person_id, what=what.strip()[:400]).save()


def hand_to(ctx: Act, complaint: Complaint, person: Any) -> None:
    """Somebody by name has it now: nobody else waits for it."""
    holds.lift(ctx, complaint)
    holder = ctx.action.acting_role(ctx.standing)
    holds.lay(ctx, complaint, HANDLING, holder=holder, person=person, why="处理投诉，答复客户")


def ask_after(ctx: Act, complaint: Complaint) -> None:
    """The care desk asks the customer whether it is well now."""
    holds.lift(ctx, complaint)
    holds.lay(ctx, complaint, VERDICT, holder=Role.AFTERSALES_CARE, why="投诉已答复，回访客户满意吗")


def settle(ctx: Act, complaint: Complaint) -> None:
    """Nobody waits for it any more."""
    holds.lift(ctx, complaint)


def begin_again(ctx: Act, complaint: Complaint) -> None:
    """The hours run anew, for whoever had it; the supervisor sees that it came back."""
    times = deadlines(ctx, Severity(complaint.severity), complaint.topic)
    complaint.answer_due_at, complaint.solve_due_at = times["answer_due_at"], times["solve_due_at"]
    complaint.escalated = 0
    holds.lift(ctx, complaint)
    holds.lay(
        ctx,
        complaint,
        HANDLING,
        holder=Role.FRONT_DESK_SUPERVISOR,
        person=complaint.taken_by,
        why="客户不满意，投诉重开",
    )
    holds.lay(ctx, complaint, NOTICE, holder=Role.FRONT_DESK_SUPERVISOR, why="投诉重开，请知悉")


def climb(ctx: Act, complaint: Complaint, why: str) -> Role:
    """One step up: supervisor, service manager, general manager (CSR-11)."""
    if complaint.escalated >= len(LADDER):
        raise Refusal("已经升级到总经理了")
    to = LADDER[complaint.escalated]
    complaint.escalated += 1
    holds.lay(ctx, complaint, OVERDUE, holder=to, why=f"投诉升级 {complaint.escalated} 级：{why}"[:200])
    return to


def overdue(complaint: Complaint, now: datetime) -> tuple[int, str]:
    """How high it should have climbed by now, and why."""
    state = Complaint.State
    late: Sequence[tuple[bool, int, str]] = (
        (complaint.state != state.ANSWERED and now > complaint.solve_due_at, 3, "超过解决时限"),
        (complaint.first_answered_at is None and now > complaint.answer_due_at, 2, "超过首次答复时限"),
        (complaint.state == state.RECEIVED and now > complaint.take_due_at, 1, "30 分钟没有人受理"),
    )
    return next(((level, why) for is_late, level, why in late if is_late), (0, ""))


def is_overdue(now: datetime) -> Q:
    """The same for the database."""
    state = Complaint.State
    return (
        (~Q(state=state.ANSWERED) & Q(solve_due_at__lt=now))
        | Q(first_answered_at=None, answer_due_at__lt=now)
        | Q(state=state.RECEIVED, take_due_at__lt=now)
    )


def goodwill_needs(ctx: Act, amount: Decimal, more: Decimal, effect: str) -> Signatures | None:
    """Above one's own limit or month somebody who may give it signs (CSR-34, FDS-04)."""
    return limits.signatures_for(ctx, effect, more, goodwill=amount) if amount > 0 else None


def last_visit(ctx: Act, vehicle: Vehicle) -> RepairOrder | None:
    """The visit that a complaint about this car most likely means."""
    recent = RepairOrder.objects.of(ctx).filter(
        vehicle=vehicle, arrived_at__gte=ctx.now - RECENT, voided_at=None
    )
    found: RepairOrder | None = recent.select_related("vehicle", "advisor").order_by("-arrived_at").first()
    return found


def refuse_twin(ctx: Act, vehicle: Vehicle | None) -> None:
    """A second complaint about one car is asked about: it may be the same one."""
    if vehicle is None:
        return
    if known := queries.open_complaints(ctx, vehicle=vehicle):
        first = known[0]
        ctx.ask(
            "complaint_is_another_one",
            f"这台车已有未结的投诉 {first.number}“{first.words[:30]}”：是另一件事吗",
            ("另一件事", "同一件事又发生", "客户要求另记"),
        )
