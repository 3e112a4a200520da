"""Reports that wait for somebody: to be read, to be answered, to be made."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.management.reports.models import Report
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
