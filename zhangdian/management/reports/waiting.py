"""What waits for somebody: reports to be read, answered or made, targets to be split."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.management.reports.models import Report
from zhangdian.people.organization import goals
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role

MOST = 20
State = Report.State


@queue("报表", [*LEADERS, Role.CASHIER])
def reports_that_wait(ctx: Any) -> list[Task]:
    """His own to read, questions that he must answer; the office hears of what could not be made."""
    mine = Q(receiver__in=ctx.roles, state__in=(State.NEW, State.ANSWERED)) | Q(
        author__in=ctx.roles, state__in=(State.RETURNED, State.FAILED)
    )
    if ctx.roles.intersection(STAFF_OFFICE):
        mine |= Q(state=State.FAILED)
    rows = Report.objects.of(ctx).filter(mine).order_by("due_at", "pk")[:MOST]
    return [task_of(each) for each in rows]


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


def task_of(report: Report) -> Task:
    verbs = {State.RETURNED: "答复", State.FAILED: "重做"}
    says = {
        State.RETURNED: f"退回：{report.question}",
        State.FAILED: "没做成",
        State.ANSWERED: "已答复，请再看",
    }
    return Task(
        title=f"{report.title} {report.span}",
        url=reverse("reports:report", args=[report.pk]),
        verb=verbs.get(State(report.state), "看报表"),
        since=report.due_at,
        remark=says.get(State(report.state), ""),
        tone="late" if report.state in verbs else "",
    )
