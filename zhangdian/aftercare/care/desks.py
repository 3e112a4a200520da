"""What waits at the desks of care, for home and the rail; what care says on the pages of rooms below."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.care import grievances, queries
from zhangdian.aftercare.care.models import Complaint, FollowUpSummary
from zhangdian.aftercare.care.posts import CALLERS, CLOSERS, HANDLERS, READERS
from zhangdian.foundation.ui.paging import COUNTED_TO
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Tally, Waits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.posts import ADVISORS

SHOWN = 20
VERBS = {
    grievances.TAKING: "受理",
    grievances.NOTICE: "看",
    grievances.HANDLING: "处理",
    grievances.VERDICT: "回访",
    grievances.OVERDUE: "过问",
}


@Tally
def calls_waiting(ctx: Any) -> Waits:
    """Calls whose hour has come, and whether one of them is late."""
    come = queries.visits_to_call(ctx).filter(call_at__lte=ctx.now)
    return Waits(come, queries.is_late(ctx), COUNTED_TO)


@queue("三日回访", CALLERS)
def calls_of_today(ctx: Any) -> list[Task]:
    """Calls whose hour has come or comes today, then how many stand behind them."""
    today = {"call_at__lt": ctx.midnight + timedelta(days=1)}
    calls = queries.calls_due(ctx, SHOWN + 1, **today)
    tasks = [call_task(ctx, call) for call in calls[:SHOWN]]
    return [*tasks, more_calls(ctx, today)] if len(calls) > SHOWN else tasks


def more_calls(ctx: Any, today: dict[str, Any]) -> Task:
    """The line that says how many calls are not listed here, red where one of all is late."""
    rows = queries.visits_to_call(ctx).filter(**today)
    late = rows.filter(queries.is_late(ctx)).exists()
    return Task(
        title=f"还有 {rows.count() - SHOWN} 个三日回访要打",
        url=reverse("care:follow_ups"),
        verb="看",
        tone="late" if late else "",
    )


def call_task(ctx: Any, call: queries.DueCall) -> Task:
    order, customer = call.order, call.order.customer
    who = customer.called or str(customer.name.seen_by(ctx)) if customer else order.sender_name
    said = order.callback_hour or "没约时段"
    return Task(
        title=who or "客户",
        url=reverse("care:call", args=[order.pk]),
        verb="打",
        since=order.exited_at,
        due=max(call.at, call.window.end),
        plate=order.plate,
        remark=f"三日回访 · {said}" + (f" · 已试 {len(call.tries)} 次" if call.tries else ""),
        tone="late" if call.late else "",
    )


@Tally
def complaints_count(ctx: Any) -> Waits:
    """The same for the database: late by the complaint's clocks, or by those of what is awaited."""
    holds = queries.waiting_rows(ctx).order_by()
    solving = Q(first_answered_at__isnull=False, reopened=0)
    late = grievances.is_overdue(ctx.now)
    late |= Q(take_due_at__lt=ctx.now, pk__in=holds.filter(kind=grievances.TAKING).values("root_id"))
    late |= Q(pk__in=holds.filter(kind=grievances.HANDLING).values("root_id")) & (
        solving & Q(solve_due_at__lt=ctx.now) | ~solving & Q(answer_due_at__lt=ctx.now)
    )
    return Waits(Complaint.objects.of(ctx).filter(pk__in=holds.values("root_id")), late, SHOWN)


@queue("投诉", (*HANDLERS, *CLOSERS), complaints_count)
def complaints_of_mine(ctx: Any) -> list[Task]:
    """One line a complaint: what is to be done about it, by when."""
    waiting = queries.waiting_for(ctx)
    rows = queries.complaints_of(ctx).filter(pk__in={hold.root_id for hold in waiting})
    complaints = {each.pk: each for each in rows}
    tasks: dict[int, Task] = {}
    for hold in sorted(waiting, key=lambda hold: hold.kind == grievances.NOTICE):
        complaint = complaints.get(hold.root_id)
        if complaint is not None and complaint.pk not in tasks:
            tasks[complaint.pk] = complaint_task(ctx, complaint, hold)
    return list(tasks.values())[:SHOWN]


def complaint_task(ctx: Any, complaint: Complaint, hold: Any) -> Task:
    due = {
        grievances.TAKING: complaint.take_due_at,
        grievances.HANDLING: complaint.solve_due_at
        if complaint.first_answered_at and not complaint.reopened
        else complaint.answer_due_at,
    }.get(hold.kind)
    return Task(
        title=hold.why,
        url=reverse("care:complaint", args=[complaint.pk]),
        verb=VERBS.get(hold.kind, "看"),
        since=hold.since,
        due=due,
        plate=complaint.vehicle.plate if complaint.vehicle else "",
        remark=f"{complaint.number} · {complaint.topic} · “{complaint.words[:40]}”",
        tone="late" if grievances.overdue(complaint, ctx.now)[0] else "",
    )


def unread(ctx: Any) -> Any:
    written = FollowUpSummary.objects.of(ctx).filter(state=FollowUpSummary.State.SUBMITTED)
    return written.exclude(written_by=ctx.person_id)


@queue("回访总结", READERS, lambda ctx: Waits(unread(ctx), most=SHOWN))
def summaries_to_read(ctx: Any) -> list[Task]:
    """Summaries that nobody above has read yet."""
    return [
        Task(
            title=f"{summary} 待阅",
            url=reverse("care:followupsummary", args=[summary.pk]),
            verb="看",
            since=summary.written_at,
        )
        for summary in unread(ctx)[:SHOWN]
    ]


def due_of_mine(ctx: Any) -> Any:
    return queries.soon_due(ctx).filter(queries.looked_after_by(ctx.person_id))


@queue(
    "保养提醒",
    ADVISORS,
    lambda ctx: Waits(due_of_mine(ctx), most=SHOWN),
)
def reminders_of_mine(ctx: Any) -> list[Task]:
    """Cars of my customers whose next service comes near (PROC-F-05, SA-13)."""
    mine = due_of_mine(ctx)[:SHOWN]
    return [
        Task(
            title="该提醒保养了",
            url=reverse("care:reminders"),
            verb="打",
            plate=order.plate,
            remark=f"下次保养 {order.service_due_on:%m-%d}",
        )
        for order in sorted(mine, key=lambda order: order.service_due_on)
    ]


@panel("visit", "care/_visit_panel.html", 70)
def care_of_visit(ctx: Any, order: RepairOrder) -> dict[str, Any]:
    """On the visit's page: what the customer said afterwards, and what he complains about."""
    return {
        "follow_up": queries.follow_up_of(ctx, order) if order.state == RepairOrder.State.LEFT else None,
        "complaints": queries.open_complaints(ctx, vehicle=order.vehicle_id),
    }
