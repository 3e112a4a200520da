"""What waits for somebody: reports to be read, answered or made, targets to be split."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.foundation.ui.writing import deadline
from zhangdian.management.reports.kinds import AUTHORS
from zhangdian.management.reports.lists import reports_open_to
from zhangdian.management.reports.models import Report
from zhangdian.people.organization import goals
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

MOST = 20
FEW = 3
KEEPS_ASKING = timedelta(days=7)
State = Report.State


def waiting_reports(ctx: Any) -> Any:
    """His own to read, to write, to answer; what did not come is the receiver's to ask for.

    The office hears of what could not be made; what nobody wrote in a week is asked for no more.
    """
    author = Q(person=ctx.person_id) | Q(person=None, author__in=ctx.roles)
    since = ctx.now - KEEPS_ASKING
    mine = (
        Q(receiver__in=ctx.roles, state__in=(State.NEW, State.ANSWERED))
        | author & Q(state__in=(State.RETURNED, State.FAILED))
        | author & Q(state=State.DRAFT, due_at__gte=since)
        | Q(receiver__in=ctx.roles, state=State.DRAFT, due_at__gte=since, due_at__lt=ctx.now)
    )
    if ctx.roles.intersection(STAFF_OFFICE):
        mine |= Q(state=State.FAILED)
    return reports_open_to(ctx).filter(mine)


def waits(ctx: Any) -> Waits:
    late = Q(state__in=(State.RETURNED, State.FAILED)) | Q(state=State.DRAFT, due_at__lt=ctx.now)
    return Waits(waiting_reports(ctx), late, MOST)


@queue("报表", AUTHORS, waits)
def reports_that_wait(ctx: Any) -> list[Task]:
    rows = waiting_reports(ctx).select_related("person").order_by("due_at", "pk")[:MOST]
    return [task_of(each, ctx) for each in rows]


def unsplit(ctx: Any) -> Waits:
    return Waits(goals.not_split(ctx))


@queue("目标", [role for role in goals.SPLITS if role not in goals.SETS], unsplit)
def targets_to_split(ctx: Any) -> list[Task]:
    """What the store was set this month and its people do not make yet, for who leads their department."""
    return [
        Task(
            title=f"{target.of.label}的目标还没分到人",
            url=f"{reverse('reports:indicator', args=[target.figure])}?department={goals.splits_to(target)}",
            verb="去分",
            remark=f"{target.when} {goals.told(target.of, target.value)}",
        )
        for target in goals.not_split(ctx).order_by("pk")[:MOST]
    ]


def unseen(ctx: Any) -> Waits:
    return Waits(goals.to_acknowledge(ctx), Q(set_at__lt=ctx.midnight), 1)


@queue("确认目标", Role.values, unseen)
def targets_to_acknowledge(ctx: Any) -> list[Task]:
    """What is asked of him this month or the next and he has not acknowledged, in one line (NBI-01)."""
    rows = list(goals.to_acknowledge(ctx)[:MOST])
    return [
        Task(
            title=f"{first.first.month} 月的目标等您确认",
            url=reverse("ui:act", args=["organization.acknowledge_targets"]),
            verb="看",
            since=first.set_at,
            remark="、".join(f"{each.of.label} {goals.told(each.of, each.value)}" for each in rows[:FEW])
            + (f" 等 {len(rows)} 项" if len(rows) > FEW else ""),
            tone="late" if first.set_at < ctx.midnight else "",
        )
        for first in rows[:1]
    ]


def behind(ctx: Any) -> Waits:
    return Waits(goals.people_behind(ctx), most=MOST)


@queue("目标没确认", goals.SPLITS, behind)
def people_who_have_not_acknowledged(ctx: Any) -> list[Task]:
    """The names of his people who have not said that they know what is asked of them this month."""
    return [
        Task(
            title=f"{person}还没确认这个月的目标",
            url=f"{reverse('reports:indicators')}?person={person.pk}",
            verb="看",
            remark="问一声：数看过没有，做不做得到",
        )
        for person in goals.people_behind(ctx).order_by("employee_no")[:MOST]
    ]


def task_of(report: Report, ctx: Any) -> Task:
    verbs = {State.RETURNED: "答复", State.FAILED: "重做"}
    says = {
        State.RETURNED: f"退回：{report.question}",
        State.FAILED: "没做成",
        State.ANSWERED: "已答复，请再看",
    }
    url = reverse("reports:report", args=[report.pk])
    if report.state == State.DRAFT:
        late = report.due_at < ctx.now
        if report.is_written_by(ctx):
            verb, remark = "写", f"{deadline(report.due_at)}交"
        else:
            verb, remark = "看", f"{report.person or report.get_author_display()}还没交"
        return Task(
            title=str(report),
            url=url,
            verb=verb,
            since=report.due_at,
            remark=remark,
            tone="late" if late else "",
        )
    return Task(
        title=str(report),
        url=url,
        verb=verbs.get(State(report.state), "看报表"),
        since=report.due_at,
        remark=says.get(State(report.state), ""),
        tone="late" if report.state in verbs else "",
    )
