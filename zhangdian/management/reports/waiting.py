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
from zhangdian.people.organization.roles import STAFF_OFFICE

MOST = 20
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
            remark=f"{target.when} {target.value.quantize(target.of.step):,} {target.of.unit}",
        )
        for target in goals.not_split(ctx).order_by("pk")[:MOST]
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
