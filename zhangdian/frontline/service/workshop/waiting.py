"""What waits in the workshop, for the rail and the home page of each post."""

from datetime import timedelta
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Tally, Waits
from zhangdian.frontline.service import holding, orders, queries, workbench
from zhangdian.frontline.service.models import OrderLine, ProgressNote, RepairOrder
from zhangdian.frontline.service.models.order import COMES_AFTER, is_here
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.frontline.service.workshop import extra, my_work
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
About = ProgressNote.About
TELL_WITHIN = timedelta(minutes=15)
"""A delay is told to the customer within a quarter of an hour (PROC-W-15)."""
PRICE_WITHIN = timedelta(minutes=15)
DISPATCH_WITHIN = timedelta(minutes=30)
VERBS = {About.DELAY: "告知", About.DIFFERENCE: "确认", About.BELONGINGS: "问客户", About.BACK: "核对"}


def act(name: str, pk: int) -> str:
    return f"{reverse('ui:act', args=[name, pk])}?next={reverse('web:home')}"


@Tally
def to_dispatch_count(ctx: Any) -> Waits:
    """What `Card.wants_a_name` says, for the database; red once what could be begun stands too long."""
    lines = unassigned(ctx).order_by()
    just_done = stage_before(finished_at__gte=ctx.now - DISPATCH_WITHIN)
    just_come = Q(parts_at__gte=ctx.now - DISPATCH_WITHIN)
    new = lines.filter(Q(authorized_at__gte=ctx.now - DISPATCH_WITHIN) | just_done | just_come)
    at_the_window = Q(held_kind=holding.PARTS, held_by=Role.STOREKEEPER)
    rows = orders.with_gravest_hold(RepairOrder.objects.of(ctx).open().filter(pk__in=lines.values("order")))
    rows = rows.filter(~Q(state=State.WAITING) | Q(held_kind=None) | at_the_window)
    return Waits(rows, ~Q(pk__in=new.values("order")))


def unassigned(ctx: Any) -> Any:
    """Lines that the customer agreed to and nobody has, whose turn has come: what comes first is done, and
    their parts lie here.
    """
    rows = OrderLine.objects.of(ctx).filter(
        is_here("order__"),
        authorized_at__isnull=False,
        dispatched_at=None,
        finished_at=None,
        voided_at=None,
        order__state__in=(State.WAITING, State.IN_REPAIR, State.CHECKING),
    )
    return queries.with_parts(rows).filter(~stage_before(finished_at=None), awaits_parts=False)


def stage_before(**done: Any) -> Q:
    """Whether agreed work of the stage before a line's own, on its car, is such."""
    earlier = OrderLine.objects.filter(
        order=OuterRef("order"), authorized_at__isnull=False, voided_at=None, **done
    )
    pairs = [Q(skill=later) & Q(Exists(earlier.filter(skill=first))) for later, first in COMES_AFTER.items()]
    return reduce(Q.__or__, pairs)


@Tally
def my_jobs_count(ctx: Any) -> Waits:
    """Cars in my hands."""
    return Waits(my_work.in_my_hands(ctx))


@Tally
def my_jobs_to_come(ctx: Any) -> Waits:
    """The same for home, where one past its promise is late."""
    return Waits(my_work.in_my_hands(ctx), Q(promised_at__lt=ctx.now), my_work.MOST)


@Tally
def extra_count(ctx: Any) -> Waits:
    """Findings to price and calls to make of my cars."""
    return Waits(extra.to_answer(ctx, mine=True), Q(since__lt=ctx.now - PRICE_WITHIN))


@Tally
def extra_to_come(ctx: Any) -> Waits:
    """The same for home, where a supervisor sees everybody's."""
    rows = extra.to_answer(ctx, mine=not extra.sees_all(ctx))
    return Waits(rows, Q(since__lt=ctx.now - PRICE_WITHIN))


@queue("待派工", [Role.WORKSHOP_SUPERVISOR], to_dispatch_count)
def cars_to_dispatch(ctx: Any) -> list[Task]:
    """Signed cars and agreed work without a name whose turn has come, as the queue has it (PROC-W-01, 05)."""
    rows = queries.cars_here(ctx).filter(pk__in=unassigned(ctx).order_by().values("order"))[:MOST]
    cards = sorted(queries.cards(ctx, rows), key=lambda card: workbench.queue_key(card.order))
    return [to_dispatch(card) for card in cards if card.wants_a_name]


def to_dispatch(card: queries.Card) -> Task:
    lines = [line for line, _ in card.turns]
    since = max(at for _, at in card.turns)
    return Task(
        "派工" if card.order.state == State.WAITING else f"派{card.next_work}",
        f"{reverse('service:board')}?car={card.order.pk}",
        "派",
        since=since,
        due=since + DISPATCH_WITHIN,
        plate=card.order.plate,
        remark=" ".join(line.name for line in lines),
    )


def new_marks(ctx: Any) -> Any:
    return open_notes(ctx).filter(about=About.NEW_MARK)


@queue("洗车新痕迹", [Role.WORKSHOP_SUPERVISOR], lambda ctx: Waits(new_marks(ctx)))
def marks_to_decide(ctx: Any) -> list[Task]:
    """Marks found at the wash wait for the supervisor's decision (PROC-W-23)."""
    return [
        Task(
            f"洗车发现：{note.words}",
            act("service.decide_new_mark", note.pk),
            "处理",
            since=note.reported_at,
            plate=note.order.plate,
        )
        for note in new_marks(ctx)[:MOST]
    ]


@queue("超计划没报告", [Role.WORKSHOP_SUPERVISOR], lambda ctx: Waits(unreported(ctx), late=True))
def overruns(ctx: Any) -> list[Task]:
    """Lines past their planned end of which nobody has said anything (PROC-W-14)."""
    return [overrun(line) for line in unreported(ctx)[:MOST]]


def unreported_of_mine(ctx: Any) -> Any:
    return unreported(ctx).filter(order__advisor=ctx.person_id)


@queue("超计划没报告", [Role.SERVICE_ADVISOR], lambda ctx: Waits(unreported_of_mine(ctx), late=True))
def my_overruns(ctx: Any) -> list[Task]:
    """The same of an advisor's own cars: told at once (PROC-W-14)."""
    return [overrun(line) for line in unreported_of_mine(ctx)[:MOST]]


def unreported(ctx: Any) -> Any:
    """Work that runs past its plan without a report since; one line a car."""
    told = ProgressNote.objects.of(ctx).filter(about=About.DELAY, order__state=State.IN_REPAIR)
    rows = OrderLine.objects.of(ctx).filter(
        is_here("order__"),
        order__state=State.IN_REPAIR,
        planned_end_at__lt=ctx.now,
        finished_at=None,
        voided_at=None,
    )
    rows = rows.exclude(order__in=told.values("order"))
    return rows.select_related("order", "technician").order_by("planned_end_at")


def overrun(line: OrderLine) -> Task:
    return Task(
        f"{line.name} 超过计划",
        act("service.report_delay", line.order_id),
        "报告",
        due=line.planned_end_at,
        plate=line.order.plate,
        remark=str(line.technician or ""),
    )


@queue("我的活", [Role.TECHNICIAN, Role.TEAM_LEADER], my_jobs_to_come)
def cars_in_my_hands(ctx: Any) -> list[Task]:
    """My cars, the running one first."""
    jobs = reverse("service:my_jobs")
    return [
        Task(
            job.work,
            f"{jobs}?car={job.order.pk}",
            "接着做" if job.running else "开工",
            since=job.order.accepted_at,
            due=job.order.promised_at,
            plate=job.order.plate,
            remark=job.bay,
        )
        for job in my_work.my_work(ctx).jobs
    ]


@queue("增项", ADVISORS, extra_to_come)
def extra_to_answer(ctx: Any) -> list[Task]:
    """Findings to price, and customers who want a call (PROC-W-15, 16)."""
    works = extra.works(ctx, mine=not extra.sees_all(ctx))
    return [extra_task(each) for each in works if each.hold.kind != holding.CUSTOMER_ANSWER]


def extra_task(each: extra.Work) -> Task:
    calls = each.hold.kind == holding.CALL_BACK
    found = "、".join(finding.name for finding in each.findings)
    return Task(
        "客户要回电：增项" if calls else f"发现：{found}",
        reverse("service:extra_work", args=[each.order.pk]),
        "回电" if calls else "报价",
        since=each.hold.since,
        due=each.hold.since + PRICE_WITHIN,
        plate=each.order.plate,
    )


def to_answer(ctx: Any) -> Any:
    rows = open_notes(ctx).filter(about__in=VERBS)
    return rows if extra.sees_all(ctx) else rows.filter(order__advisor=ctx.person_id)


@Tally
def to_answer_count(ctx: Any) -> Waits:
    return Waits(to_answer(ctx), Q(reported_at__lt=ctx.now - TELL_WITHIN))


@queue("车间来的话", ADVISORS, to_answer_count)
def notes_to_answer(ctx: Any) -> list[Task]:
    """Delays to tell, differences to confirm, belongings to ask about, lines to explain (PROC-W-02…15)."""
    return [note_task(note) for note in to_answer(ctx)[:MOST]]


def open_notes(ctx: Any) -> Any:
    rows = ProgressNote.objects.of(ctx).filter(is_here("order__"), answered_at=None)
    return rows.select_related("order")


def note_task(note: ProgressNote) -> Task:
    about = About(note.about)
    delay = about is About.DELAY
    return Task(
        f"{about.label}：{note.words}",
        act(*(("service.agree_new_time", note.order_id) if delay else ("service.answer_note", note.pk))),
        VERBS[about],
        since=note.reported_at,
        due=note.reported_at + TELL_WITHIN,
        plate=note.order.plate,
    )
